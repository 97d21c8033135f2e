import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { launch } from "../support/launch";

// Each side runs in a process of its own, from a repository of its own: this one, as it stands in the working tree.

const root = join(__dirname, "..", "..");
let folder: string;
let scratch: string;

const git = (...args: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "reviewed-")));
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "scratch-")));
  const files = [
    "bin",
    "src",
    "guardrails",
    "permission-sets",
    "detections",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
  ];
  const example = ["organization.yaml", "organization.snapshot.json", "organization.lock.json"];
  execFileSync("cp", ["-r", ...[...files, ...example].map((name) => join(root, name)), folder]);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, ".gitignore"), "/node_modules\n");
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "base");
});
afterAll(() => {
  for (const each of [folder, scratch]) rmSync(each, { recursive: true, force: true });
});
afterEach(() => {
  git("checkout", "-q", "-f", "main");
  expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
  expect(readdirSync(scratch).filter((name) => name.startsWith("org-guardrails-review-"))).toEqual([]);
});

const environment = () => ({ TMPDIR: scratch, HOME: scratch });
const launcher = () => join(folder, "bin", "org-guardrails.js");

async function run(...words: string[]) {
  const { status, stdout, stderr } = await launch(words, {
    cwd: folder,
    env: environment(),
    launcher: launcher(),
  });
  return { status, stdout, stderr };
}

function edit(name: string, from: string, to: string) {
  const file = join(folder, name);
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replaceAll(from, to));
}

test("the base is what the commit's own code makes of its own files", async () => {
  edit(
    "guardrails/deny-leave-organization.ts",
    'Action: ["organizations:AcceptHandshake"',
    'Action: ["organizations:AcceptHandshake", "organizations:CloseAccount"',
  );
  await run("lock");
  const { status, stdout, stderr } = await run("review", "--base", "main", "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { groups, snapshotChanged } = JSON.parse(stdout);
  expect(groups).toHaveLength(1);
  expect(groups[0].newlyDenied.map(({ actions }: { actions: string[] }) => actions)).toEqual([
    ["organizations:CloseAccount"],
  ]);
  expect(groups[0].accounts).toHaveLength(40);
  expect(snapshotChanged).toBeNull();
}, 60_000);

test("a name that is gone from the snapshot is found by the id in the base's lock", async () => {
  edit("organization.snapshot.json", '"name":"Sandbox"', '"name":"Playground"');
  edit("organization.yaml", "  Sandbox:\n", "  Playground:\n");
  await run("lock");
  const { status, stdout } = await run("review", "--base", "main", "--json");
  expect(status).toBe(0);
  const { groups, snapshotChanged } = JSON.parse(stdout);
  expect(groups).toEqual([]);
  expect(snapshotChanged).toEqual([
    { kind: "unit-renamed", id: "ou-exam-snd10000", before: "Sandbox", after: "Playground" },
  ]);
}, 60_000);

test("other packages: exit 2, and what to do instead", async () => {
  edit("package-lock.json", '"lockfileVersion": 3', '"lockfileVersion":  3');
  const { status, stdout, stderr } = await run("review", "--base", "HEAD");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("--base PLAN.json");
}, 60_000);

test.each([["no-such-branch"], ["--upload-pack=x"], ["HEAD:organization.yaml"]])(
  "%s is no commit: exit 2",
  async (reference) => {
    const { status, stderr } = await run("review", `--base=${reference}`);
    expect(status).toBe(2);
    expect(stderr).toContain("git knows no commit");
  },
  60_000,
);

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s", (signal) => {
  test("leaves no worktree and no process behind, and ends as the signal does", async () => {
    const child: ChildProcess = spawn(process.execPath, [launcher(), "review", "--base", "main"], {
      cwd: folder,
      env: { PATH: process.env.PATH, ...environment() },
      stdio: "ignore",
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, by) => resolve(by)));
    const worktree = await appeared();
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(existsSync(worktree)).toBe(false);
  }, 60_000);
});

test("what a killed process left behind goes at the next review", async () => {
  const child = spawn(process.execPath, [launcher(), "review", "--base", "main"], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment() },
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const worktree = await appeared();
  child.kill("SIGKILL");
  await ended;
  expect(existsSync(worktree)).toBe(true);
  expect((await run("review", "--base", "main")).status).toBe(0);
  expect(existsSync(worktree)).toBe(false);
}, 60_000);

/** Waits until a review has its worktree, with files in it. */
async function appeared(): Promise<string> {
  for (;;) {
    const name = readdirSync(scratch).find((each) => each.startsWith("org-guardrails-review-"));
    if (name !== undefined && existsSync(join(scratch, name, "node_modules"))) return join(scratch, name);
    await setTimeout(20);
  }
}
