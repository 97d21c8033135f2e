import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "../scripts/generate/guardrail-pages";
import { readme } from "../scripts/generate/readme";
import { exampleWorkspace } from "./support/command";
import { readmeArguments, readmeCommands } from "./support/readme";

const root = join(__dirname, "..");
const ci = readFileSync(join(root, ".ci", "run"), "utf8").split("\n");

/** Which commands of org-guardrails a test on moto runs as README.md writes them: test/emulator/readme.test.ts. */
const ON_MOTO = ["snapshot", "enable"];

it("every npm command of the README is one that .ci/run runs, word for word", () => {
  const npm = readmeCommands().filter((line) => line.startsWith("npm "));
  expect(npm).toContain("npm ci && npx org-guardrails plan");
  expect(npm).toContain("npm ci && npm test");
  for (const line of npm) expect(ci).toContain(line);
});

it("the test line comes first in .ci/run", () => {
  const first = ci.find((line) => line.startsWith("npm "));
  expect(first).toBe("npm ci && npm test");
});

it("every org-guardrails command of the README runs as it stands, on the example", async () => {
  const workspace = exampleWorkspace();
  try {
    const commands = readmeArguments("npx org-guardrails").filter(([name]) => !ON_MOTO.includes(name!));
    expect(commands.map(([name]) => name)).toEqual(expect.arrayContaining(["plan", "lock", "check"]));
    for (const words of commands) {
      const { status, stderr } = await workspace.run(...words);
      expect({ words, status, stderr }).toEqual({ words, status: 0, stderr: "" });
    }
  } finally {
    workspace.remove();
  }
});

it("knows no other command than npm, org-guardrails and pulumi", () => {
  for (const line of readmeCommands()) expect(line).toMatch(/^(npm |npx org-guardrails |npx pulumi )/);
});

it("shows what plan prints and what reading needs, as they are: run `npm run generate` when it does not", () => {
  const [{ path, text }] = readme() as [GeneratedFile];
  expect(readFileSync(join(root, path), "utf8")).toBe(text);
});
