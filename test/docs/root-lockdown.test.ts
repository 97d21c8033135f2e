import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTENT } from "../../src/files/content";
import { HELD_BY_POLICY } from "../../src/lockdown/held-by-policy";
import { loadIntent } from "../../src/organization/load";

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/root-lockdown.md"), "utf8");
const example = readFileSync(join(root, "examples/root-lockdown/organization.yaml"), "utf8");

test("the sections that docs/root-lockdown.md shows are taken as they are", () => {
  const [, block] = /```yaml\n([\s\S]*?)```/.exec(page)!;
  const others = example.replace(/^(accounts|root-lockdown|detections):\n(?: .*\n|\n)*/gm, "");
  const { intent, problems } = loadIntent(`${others}\n${block}`, "organization.yaml", CONTENT);
  expect(problems).toEqual([]);
  expect(intent!.rootLockdown!.baseline!.passwordPolicy!.minimumLength).toBe(16);
});

test("the page names the guardrail of every setting that a policy holds, and each has a page", () => {
  const shown = [...page.matchAll(/^\| [^|]+ \| \[([a-z0-9-]+)\]\(guardrails\/\1\.md\) \|$/gm)].map(
    ([, id]) => id!,
  );
  const held = [...HELD_BY_POLICY.values()].map(({ guardrail }) => guardrail);
  expect([...new Set(shown)].sort()).toEqual([...new Set(held)].sort());
  for (const id of shown) expect(existsSync(join(root, "docs/guardrails", `${id}.md`))).toBe(true);
});
