import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stacksOf } from "../../src/files/stack-files";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function files(content: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(content)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const runs = (program: string) => `config:\n  org-guardrails:program: ${program}\n`;
const SAME = {
  guardrails: "guardrails",
  identity: "identity",
  "identity-management": "identity-management",
  "root-lockdown": "root-lockdown",
};

test("without Pulumi's files each stack is called like its program", () => {
  expect(stacksOf(folder)).toEqual({ names: SAME, assumed: [] });
});

test("this repository's own stacks are called like their programs", () => {
  expect(stacksOf(resolve(__dirname, "../.."))).toEqual({ names: SAME, assumed: [] });
});

test("a stack is known by the program that its file names, or the project's, or its own name", () => {
  files({
    "Pulumi.yaml": "name: org-guardrails\nconfig:\n  org-guardrails:program: { default: guardrails }\n",
    "Pulumi.prod.yaml": "config: {}\n",
    "Pulumi.sso.yaml": runs("identity"),
    "Pulumi.other.yaml": runs("something-of-others"),
  });
  expect(stacksOf(folder)).toEqual({ names: { ...SAME, guardrails: "prod", identity: "sso" }, assumed: [] });
  expect(
    stacksOf(files({ "Pulumi.yaml": "name: x\n", "Pulumi.root-lockdown.yaml": "" })).names,
  ).toMatchObject({ "root-lockdown": "root-lockdown" });
});

test("the files may lie in the folder that the project names", () => {
  files({ "Pulumi.yaml": "stackConfigDir: config\n", "config/Pulumi.live.yaml": runs("guardrails") });
  expect(stacksOf(folder).names.guardrails).toBe("live");
  files({ "Pulumi.yaml": "stackConfigDir: nowhere\n" });
  expect(stacksOf(folder).names).toEqual(SAME);
});

test("of several stacks with one program none is taken in silence; organization.yaml says which", () => {
  files({ "Pulumi.prod.yaml": runs("guardrails"), "Pulumi.staging.yaml": runs("guardrails") });
  const { names, assumed } = stacksOf(folder);
  expect(names).toEqual(SAME);
  expect(assumed).toEqual([expect.stringMatching(/prod, staging all run guardrails.*organization\.yaml/)]);
  expect(stacksOf(folder, { guardrails: "acme/guardrails/prod" })).toEqual({
    names: { ...SAME, guardrails: "acme/guardrails/prod" },
    assumed: [],
  });
});

test("a file that is no YAML is said, and what is no stack's file is not read", () => {
  files({
    "Pulumi.yaml": runs("guardrails"),
    "Pulumi.prod.yaml": "config: [",
    "Pulumi.-x.yaml": runs("identity"),
    "Pulumi.md": "",
  });
  const { names, assumed } = stacksOf(folder);
  expect(names).toEqual(SAME);
  expect(assumed).toEqual([expect.stringContaining("Pulumi.prod.yaml is no YAML")]);
});
