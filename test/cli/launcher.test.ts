import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../bin/commands";

const root = join(__dirname, "..", "..");
const bin = join(root, "bin", "org-guardrails.js");

function launch(...args: string[]) {
  return spawnSync(process.execPath, [bin, ...args], { encoding: "utf8", cwd: root });
}

it("answers --help with every command, on standard output", () => {
  const { status, stdout, stderr } = launch("--help");
  expect(status).toBe(0);
  expect(stderr).toBe("");
  for (const name of Object.keys(commands)) expect(stdout).toContain(`  ${name} `);
});

it("answers --version with the package's", () => {
  expect(launch("--version").stdout.trim()).toBe(
    JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version,
  );
});

it.each(Object.keys(commands))("answers %s --help with each of its options", (name) => {
  const { status, stdout } = launch(...name.split(" "), "--help");
  expect(status).toBe(0);
  for (const option of Object.keys(commands[name]!.options)) expect(stdout).toContain(`--${option}`);
});

it.each([[["root", "--help"]], [["help", "root"]]])("answers %j with the commands of the group", (args) => {
  const { status, stdout } = launch(...args);
  expect(status).toBe(0);
  expect(stdout).toContain("root lockdown");
  expect(stdout).not.toContain("snapshot");
});

it("answers help without loading the TypeScript loader", () => {
  const probe = `process.argv.push("plan", "--help"); require(${JSON.stringify(bin)}); process.exitCode = Object.keys(require.cache).some((file) => file.includes("tsx") || file.endsWith(".ts")) ? 9 : 0;`;
  expect(spawnSync(process.execPath, ["-e", probe], { encoding: "utf8" }).status).toBe(0);
});

it.each(["bash", "zsh", "fish"])("completes every command for %s", (shell) => {
  const { status, stdout } = launch("completion", shell);
  expect(status).toBe(0);
  for (const word of Object.keys(commands).join(" ").split(" ")) expect(stdout).toContain(word);
});

it("writes a bash completion that bash reads and that completes", () => {
  const script = `${launch("completion", "bash").stdout}
COMP_WORDS=(org-guardrails pl) COMP_CWORD=1; _org_guardrails; echo "\${COMPREPLY[@]}"
COMP_WORDS=(org-guardrails plan --j) COMP_CWORD=2; _org_guardrails; echo "\${COMPREPLY[@]}"
COMP_WORDS=(org-guardrails root st) COMP_CWORD=2; _org_guardrails; echo "\${COMPREPLY[@]}"
COMP_WORDS=(org-guardrails root status --c) COMP_CWORD=3; _org_guardrails; echo "\${COMPREPLY[@]}"`;
  expect(spawnSync("bash", ["-c", script], { encoding: "utf8" }).stdout).toBe(
    "plan\n--json\nstatus\n--csv\n",
  );
});

it.each([
  [["frobnicate"], "no command"],
  [["help", "frobnicate"], "no command"],
  [["__proto__"], "no command"],
  [["completion"], "one of bash"],
  [["completion", "constructor"], "one of bash"],
  [["plan", "--frobnicate"], "--frobnicate"],
  [["plan", "surplus"], "found 1"],
  [["enable"], "found 0"],
  [["plan", "--lock"], "--lock"],
  [["root"], "root takes one of status, lockdown, unlock-bucket, unlock-queue, recover, found nothing"],
  [["root", "frobnicate"], 'found "frobnicate"'],
  [["root", "recover"], "found 0"],
  [["help", "root", "frobnicate"], "no command"],
])("exits with 2 for %j", (args, message) => {
  const { status, stdout, stderr } = launch(...args);
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(message);
});

it("exits with 2 and prints the help on standard error when nothing is asked", () => {
  const { status, stdout, stderr } = launch();
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Usage:");
});
