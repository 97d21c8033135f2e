import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

const root = join(__dirname, "..");

const SDK = 'import { IAMClient } from "@aws-sdk/client-iam";\nexport const client = new IAMClient();\n';
const PULUMI = 'import { Policy } from "@pulumi/aws/organizations";\nexport const policy = Policy;\n';
const EXIT = "export const leave = () => process.exit(1);\n";
const PRINT = 'export const say = () => console.log("hello");\n';

const SAMPLES = { sdk: SDK, pulumi: PULUMI, exit: EXIT, print: PRINT };
const FOLDERS = [
  "src/plan",
  "src/aws",
  "src/cli",
  "src/pulumi",
  "stacks",
  "guardrails",
  "detections",
  "permission-sets",
];

/** The files that the project's own linter settings refuse, out of every sample in every folder. */
function refused(): ReadonlySet<string> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "borders-")));
  try {
    cpSync(join(root, "biome.json"), join(folder, "biome.json"));
    for (const place of FOLDERS) {
      for (const [sample, text] of Object.entries(SAMPLES)) {
        const file = join(folder, place, `${sample}.ts`);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    }
    const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
    const { stdout } = spawnSync(
      process.execPath,
      [biome, "lint", "--reporter=github", "--max-diagnostics=none"],
      {
        cwd: folder,
        encoding: "utf8",
      },
    );
    return new Set([...stdout.matchAll(/file=([^,]+)\.ts,/g)].map(([, file]) => relative(folder, file!)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const files = refused();
const allowedIn = (sample: string) => FOLDERS.filter((folder) => !files.has(`${folder}/${sample}`));

it("only src/aws talks to AWS", () => expect(allowedIn("sdk")).toEqual(["src/aws"]));
it("only src/pulumi and stacks import Pulumi", () =>
  expect(allowedIn("pulumi")).toEqual(["src/pulumi", "stacks"]));
it("only src/cli exits", () => expect(allowedIn("exit")).toEqual(["src/cli"]));
it("nobody prints but through what src/cli passes in", () => expect(allowedIn("print")).toEqual([]));
