import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { introducedBy } from "../../src/git/introduced";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "introduced-"));
  file = join(folder, "organization.yaml");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (...args: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=Ana", "-c", "user.email=ana@example.com", ...args], {
    stdio: "pipe",
  });

function commit(subject: string, guardrails: string): void {
  writeFileSync(file, `guardrails:\n${guardrails}\n`);
  git("add", "organization.yaml");
  git("commit", "-q", "-m", subject);
}

const since = (target: string, guardrail: string) => introducedBy(file, target, guardrail)?.subject ?? null;

it("finds the commit since when a guardrail stands at a target without a break", () => {
  git("init", "-q");
  commit("first", "  Root: [deny-root-user]");
  commit("regions", "  Root: [deny-root-user, restrict-regions]");
  commit("taken away", "  Root: [deny-root-user]");
  commit("regions again", "  Root: [deny-root-user, restrict-regions]");
  commit(
    "with parameters",
    "  Root:\n    - deny-root-user\n    - restrict-regions: { regions: [eu-west-1] }",
  );
  commit(
    "elsewhere too",
    "  Root:\n    - deny-root-user\n    - restrict-regions: { regions: [eu-west-1] }\n  Sandbox: [restrict-regions]",
  );
  expect(since("Root", "restrict-regions")).toBe("regions again");
  expect(since("Sandbox", "restrict-regions")).toBe("elsewhere too");
  expect(since("Root", "deny-root-user")).toBe("first");
  expect(introducedBy(file, "Root", "deny-root-user")).toMatchObject({
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
    date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
  });
});

it("knows nothing of what is not committed, not there, or not in git", () => {
  expect(since("Root", "deny-root-user")).toBeNull();
  git("init", "-q");
  commit("first", "  Root: [deny-root-user]");
  writeFileSync(file, "guardrails:\n  Root: [deny-root-user, restrict-regions]\n");
  expect(since("Root", "restrict-regions")).toBeNull();
  expect(since("__proto__", "deny-root-user")).toBeNull();
});

it("reads past a version that is no YAML", () => {
  git("init", "-q");
  commit("broken", "  Root: [deny-root-user\n\t{");
  commit("mended", "  Root: [deny-root-user]");
  expect(since("Root", "deny-root-user")).toBe("mended");
});
