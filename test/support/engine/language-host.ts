import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";

export interface ProgramOptions {
  /** Folder of Pulumi.yaml, and of Pulumi.<stack>.yaml if there is one. */
  readonly project: string;
  readonly stack: string;
  /** Over what Pulumi.<stack>.yaml says: "namespace:key" -> value. */
  readonly config?: Readonly<Record<string, string>>;
  /** Instead of what Pulumi.yaml says; relative to the project. */
  readonly main?: string;
  /** Where the program finds its own files, if not in the project. */
  readonly rootDirectory?: string;
  readonly preview?: boolean;
}

interface ProjectFile {
  readonly name: string;
  readonly main?: string;
  readonly runtime: { readonly name: string; readonly options: RuntimeOptions };
}

interface RuntimeOptions {
  readonly typescript?: boolean;
  readonly nodeargs?: string;
}

export function readProject(folder: string): ProjectFile {
  return parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as ProjectFile;
}

/**
 * Starts a program as Pulumi's own language host does: the same arguments, environment and working folder
 * (https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/pulumi-language-nodejs/main.go, `execRuntime`,
 * `constructArguments` and `constructConfig`; pkg/engine/plugins.go, `GetPwdMain`; read on 2026-11-22).
 *
 * @param address where the monitor and the engine listen
 */
export function startProgram(options: ProgramOptions, address: string): ChildProcess {
  const { project, stack, preview = false } = options;
  const { name, main, runtime } = readProject(project);
  const [pwd, entryPoint] = pwdAndEntryPoint(project, options.main ?? main);
  const { typescript = true, nodeargs = "" } = runtime.options;
  const run = require.resolve("@pulumi/pulumi/cmd/run", { paths: [pwd] });
  const args = [
    ...["--monitor", address],
    ...["--engine", address],
    ...["--organization", "organization"],
    ...["--project", name],
    ...["--root-directory", options.rootDirectory ?? project],
    ...["--stack", stack],
    ...["--pwd", pwd],
    ...(preview ? ["--dry-run"] : []),
    ...["--parallel", "16"],
  ];
  return spawn(process.execPath, [...nodeargs.split(" ").filter(Boolean), run, ...args, entryPoint], {
    cwd: project,
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(programConfig(options)),
      PULUMI_CONFIG_SECRET_KEYS: "[]",
      ...(typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function pwdAndEntryPoint(project: string, main: string | undefined): readonly [string, string] {
  if (main === undefined) return [project, "."];
  const path = resolve(project, main);
  return statSync(path).isDirectory() ? [path, "."] : [dirname(path), basename(path)];
}

/** The language host still writes keys in the old form, "namespace:config:key". */
function programConfig({ project, stack, config = {} }: ProgramOptions): Record<string, string> {
  const file = join(project, `Pulumi.${stack}.yaml`);
  const stackFile = existsSync(file) ? parse(readFileSync(file, "utf8")) : {};
  const all: Record<string, unknown> = { ...stackFile.config, ...config };
  return Object.fromEntries(
    Object.entries(all).map(([key, value]) => [key.replace(":", ":config:"), String(value)]),
  );
}
