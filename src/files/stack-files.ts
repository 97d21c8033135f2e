import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { obtain } from "../collections";
import {
  isProgram,
  PROGRAMS,
  type Program,
  type StackNames,
  type WrittenStackNames,
} from "../organization/programs";
import { FileError, readTextIfAny } from "./read";

/** How the stacks are called in Pulumi, and what was taken to be so, one sentence each. */
export interface Stacks {
  readonly names: StackNames;
  readonly assumed: readonly string[];
}

type Config = Readonly<Record<string, unknown>>;

/**
 * Finds out which stack runs which program: organization.yaml says it, or else the stack's own file does, as stacks/index.ts
 * reads it: the program of the stack's configuration, or of the project's, or the one that is called like the stack. Where
 * nothing says it, a stack is called like its program.
 *
 * Sources, read 2026-11: https://www.pulumi.com/docs/iac/concepts/projects/project-file/ (config, stackConfigDir),
 * https://www.pulumi.com/docs/iac/concepts/projects/stack-settings-file/ (Pulumi.<stack>.yaml; of ORGANIZATION/PROJECT/NAME
 * the file has NAME, which --stack takes as well, in the project's folder).
 *
 * @param folder where Pulumi.yaml is, if there is one
 * @param written what organization.yaml says
 * @throws FileError when a file is there and cannot be read
 */
export function stacksOf(folder: string, written: WrittenStackNames = {}): Stacks {
  const unread: string[] = [];
  const read = (path: string, name: string) => configIn(path, name, unread);
  const project = read(join(folder, "Pulumi.yaml"), "Pulumi.yaml") ?? {};
  const { stackConfigDir } = project;
  const files = join(folder, typeof stackConfigDir === "string" ? stackConfigDir : "");
  const byDefault = programIn(project);
  const running = new Map<Program, string[]>();
  for (const name of stackFilesIn(files)) {
    const stack = name.slice("Pulumi.".length, -".yaml".length);
    const config = read(join(files, name), name);
    const program = config === null ? "" : (programIn(config) ?? byDefault ?? stack);
    if (isProgram(program)) obtain(running, program, () => []).push(stack);
  }
  const doubts = PROGRAMS.flatMap((program) => {
    const stacks = running.get(program) ?? [];
    return written[program] !== undefined || stacks.length < 2 ? [] : [doubtOf(program, stacks)];
  });
  const nameOf = (program: Program) => {
    const stacks = running.get(program) ?? [];
    return written[program] ?? (stacks.length === 1 ? stacks[0]! : program);
  };
  return {
    names: Object.fromEntries(PROGRAMS.map((program) => [program, nameOf(program)])) as StackNames,
    assumed: [...doubts, ...unread],
  };
}

function doubtOf(program: Program, stacks: readonly string[]): string {
  return `the stacks ${stacks.join(", ")} all run ${program}: commands say --stack ${program} until organization.yaml names one, under stacks`;
}

function stackFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^Pulumi\.[\w.][\w.-]*\.yaml$/.test(name))
      .sort();
  } catch {
    // Pulumi itself takes a folder that is not there for one without settings.
    return [];
  }
}

/** @returns null, with a sentence of it, where a file is no YAML; nothing in it where there is none */
function configIn(path: string, name: string, unread: string[]): Config | null {
  try {
    const content: unknown = parse(readTextIfAny(path, name) ?? "");
    return typeof content === "object" && content !== null ? (content as Config) : {};
  } catch (error) {
    if (error instanceof FileError) throw error;
    unread.push(`${name} is no YAML: which program its stack runs is not known`);
    return null;
  }
}

/** A value as a stack has it, or with a default as a project has it. */
function programIn({ config }: Config): string | undefined {
  if (typeof config !== "object" || config === null) return undefined;
  const value = (config as Config)["org-guardrails:program"];
  if (typeof value !== "object" || value === null) return typeof value === "string" ? value : undefined;
  const { value: own, default: other } = value as Config;
  return [own, other].find((each) => typeof each === "string") as string | undefined;
}
