import fc from "fast-check";
import { DRIFT_KINDS, KIND_ORDER } from "../../../src/drift/kinds";
import type { Drift } from "../../../src/drift/types";
import { driftMarkdown } from "../../../src/render/drift/markdown";
import { driftSarif } from "../../../src/render/drift/sarif";
import { driftText, type TextView } from "../../../src/render/drift/text";
import { PLAIN, style } from "../../../src/render/style";
import { deployedState, driftOf, withPolicyChanged } from "../../support/drift";
import { hostileNames, isPlain } from "../../support/hostile";
import { outsideOfCode } from "../../support/markdown";

const state = deployedState();
const { facts } = state;
const USERS = "guardrail-deny-iam-user-creation";
const pathOf = (id: string) => state.desired.plan.nodes.find((node) => node.id === id)?.path ?? id;

const detached = withPolicyChanged(facts, USERS, (policy) => ({ ...policy, targets: ["444444444444"] }));
const found = driftOf(state, detached);
const PIPE: TextView = { style: PLAIN, columns: 100, extent: "brief" };
const WIDE: TextView = { ...PIPE, columns: Number.POSITIVE_INFINITY };

test("text has each drift with its proof and its mend, each account, and one line for the clean", () => {
  const text = driftText(found, pathOf, PIPE);
  expect(text).toContain("DRIFT: 2 drifts, 1 OPENS, 1 closes; 1 of 4 accounts clean");
  expect(text).toContain(`OPENS  attachment missing ${USERS}\n`);
  expect(text).toContain("    newly ALLOWED iam:CreateUser\n");
  expect(text).toContain('    for example   {"action":"iam:CreateUser"');
  expect(text).toContain("    mend          pulumi");
  expect(text).toContain(
    `  OPENS     2 accounts: attachment missing ${USERS}\n            Prod/pay 333333333333, Prod/shop 222222222222\n`,
  );
  expect(text).toMatch(/\n1 account clean\.\n$/);
  expect(driftText(found, pathOf, { ...PIPE, style: style(true) })).toContain("\u001b[31mOPENS\u001b[0m");
});

test("without drift there is the verdict and the count", () => {
  expect(driftText(driftOf(state, facts), pathOf, PIPE)).toBe(
    "No drift; 4 of 4 accounts clean\n\n4 accounts clean.\n",
  );
});

test("what was not read is said, with the right that it takes", () => {
  const gap = { what: "policies[p-x].content", action: "organizations:DescribePolicy", reason: "refused" };
  const partial = driftOf(state, { ...facts, notRead: [gap] });
  for (const text of [driftText(partial, pathOf, PIPE), driftMarkdown(partial, pathOf, "brief")]) {
    expect(text).toContain("grant organizations:DescribePolicy");
    expect(text).toMatch(/4 accounts NOT KNOWN/);
  }
  expect(driftSarif(partial, pathOf, "organization.yaml")).toContain('"ruleId":"not-read"');
});

test("SARIF: what opens is an error, what closes a warning, with fingerprints that stay", () => {
  const read = (drift: Drift) => JSON.parse(driftSarif(drift, pathOf, "organization.yaml")).runs[0].results;
  expect(read(found).map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
    ["drift-attachment-missing", "error"],
    ["drift-attachment-added", "warning"],
  ]);
  expect(read(driftOf(state, detached))).toEqual(read(found));
});

test("every kind has its area, title and meaning, and no two the same title", () => {
  const titles = KIND_ORDER.map((kind) => DRIFT_KINDS[kind].title);
  expect(new Set(titles).size).toBe(titles.length);
});

const hostile = hostileNames(1);

/** Names and texts everywhere where AWS keeps what somebody typed. */
function hostileDrift(name: string): Drift {
  const theirs = {
    ...facts.policies.at(-1)!,
    id: "p-theirs",
    name,
    description: name,
    tags: {},
    content: name,
    targets: ["333333333333"],
  };
  return driftOf(state, {
    ...detached,
    accounts: detached.accounts.map((one) => (one.name === "shop" ? { ...one, name, state: name } : one)),
    units: detached.units.map((one) => (one.name === "Dev" ? { ...one, name } : one)),
    policies: [
      ...detached.policies.map((one) => (one.name === USERS ? { ...one, name, description: name } : one)),
      theirs,
    ],
    notRead: [{ what: name, action: name, reason: name }],
  });
}

test("hostile names stay names: in text, in Markdown and in SARIF", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const drift = hostileDrift(name);
      const hostilePath = () => name;
      const text = driftText(drift, hostilePath, WIDE);
      expect(isPlain(text)).toBe(true);
      // A name with a line break does not make a line of its own.
      const lines = text.split("\n").length;
      expect(driftText(hostileDrift("n".repeat(name.length)), () => "n", WIDE).split("\n")).toHaveLength(
        lines,
      );
      const markdown = driftMarkdown(drift, hostilePath, "brief");
      expect(isPlain(markdown)).toBe(true);
      for (const line of markdown.split("\n"))
        expect(outsideOfCode(line)).not.toMatch(
          /<(?!\/?(details|summary)\b)|\]\(|@everyone|javascript|onerror/,
        );
      const sarif = JSON.parse(driftSarif(drift, hostilePath, "organization.yaml"));
      for (const { message } of sarif.runs[0].results) expect(isPlain(message.text as string)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("Markdown stays within what a comment may hold, and says what it left out", () => {
  const rows = Array.from({ length: 2_000 }, (_, at) => ({ ...found.rows[0]!, id: `row:${at}` }));
  const text = driftMarkdown({ ...found, rows }, pathOf, "brief");
  expect(text.length).toBeLessThan(65_000);
  expect(text).toMatch(/Left out for want of room: .*\d+ drifts/);
});
