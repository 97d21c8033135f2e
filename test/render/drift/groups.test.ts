import type { AccountDrift, Drift, DriftRow } from "../../../src/drift/types";
import { driftMarkdown } from "../../../src/render/drift/markdown";
import { driftText, type TextView } from "../../../src/render/drift/text";
import { PLAIN } from "../../../src/render/style";
import { deployedState, driftOf, withPolicyChanged } from "../../support/drift";

const state = deployedState();
const one = driftOf(
  state,
  withPolicyChanged(state.facts, "guardrail-deny-iam-user-creation", (policy) => ({
    ...policy,
    targets: [],
  })),
);
const [row] = one.rows as readonly [DriftRow];
const [group] = one.accounts as readonly [AccountDrift];

const idOf = (at: number) => String(100_000_000_000 + at);
const pathOf = (id: string) => `Workloads/Production/team-${Number(id) % 1_000}`;

/** So many accounts with the same so many drifts. */
function alike(accounts: number, drifts = 2): Drift {
  const ids = Array.from({ length: accounts }, (_, at) => idOf(at));
  const rows = Array.from({ length: drifts }, (_, at) => ({
    ...row,
    id: `attachment-missing:${at}`,
    name: `guardrail-number-${at}`,
    accounts: ids,
  }));
  const groups = accounts === 0 ? [] : [{ ...group, accounts: ids, rows: rows.map(({ id }) => id) }];
  return { ...one, rows, accounts: groups, counts: { clean: 3, drifted: accounts, unknown: 0 } };
}

const view = (columns: number, extent: TextView["extent"] = "brief"): TextView => ({
  style: PLAIN,
  columns,
  extent,
});
const accountsOf = (text: string) => /\nAccounts\n([\s\S]*?)\n\n/.exec(text)?.[1] ?? "";
const times = (text: string, part: string) => text.split(part).length - 1;

describe.each([80, 120])("at %d columns", (columns) => {
  test("accounts with the same drifts are one group: the drifts once, every account by its name", () => {
    const text = accountsOf(driftText(alike(40), pathOf, view(columns)));
    expect(times(text, "guardrail-number-0")).toBe(1);
    expect(text).toMatch(/^ {2}OPENS {5}40 accounts: attachment missing guardrail-number-0;/);
    for (let at = 0; at < 40; at++) expect(times(text, ` ${idOf(at)}`)).toBe(1);
    const lines = text.split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    expect(lines.length).toBeLessThan(45);
  });

  test("one account stands in the line with its drifts; none is no section", () => {
    expect(accountsOf(driftText(alike(1, 1), pathOf, view(columns)))).toMatch(
      /^ {2}OPENS {5}Workloads\/Production\/team-0 100000000000:\s+attachment missing guardrail-number-0$/,
    );
    expect(driftText(alike(0), pathOf, view(columns))).not.toContain("\nAccounts\n");
  });

  test("of very many accounts and drifts the rest is counted, unless somebody asks for these accounts", () => {
    const brief = accountsOf(driftText(alike(10_000, 30), pathOf, view(columns)));
    expect(brief).toMatch(/and 9,900 more accounts$/);
    expect(brief).toMatch(/and\s10 more drifts\n/);
    expect(brief.split("\n").length).toBeLessThan(130);
    const whole = accountsOf(driftText(alike(150, 30), pathOf, view(columns, "whole")));
    expect(whole).toContain(` ${idOf(149)}`);
    expect(whole).toContain("guardrail-number-29");
    expect(whole).not.toMatch(/ more (accounts|drifts)/);
  });
});

test("a name that is longer than a line is not broken", () => {
  const long = "x".repeat(130);
  expect(driftText(alike(3), () => long, view(80))).toContain(`\n            ${long} ${idOf(1)},\n`);
});

test("Markdown says the drifts of a group once and names its accounts", () => {
  const text = driftMarkdown(alike(40), pathOf, "brief").split("### Accounts")[1]!;
  expect(times(text, "guardrail-number-1")).toBe(1);
  for (let at = 0; at < 40; at++) expect(times(text, ` ${idOf(at)}\``)).toBe(1);
  expect(driftMarkdown(alike(10_000), pathOf, "brief")).toContain(" and 9,900 more\n");
  expect(driftMarkdown(alike(150), pathOf, "whole")).toContain(` ${idOf(149)}\``);
});

test("a drift with many entries has all of them for who asks for an account", () => {
  const [entry] = row.newlyAllowed;
  const many = Array.from({ length: 9 }, (_, at) => ({ ...entry!, actions: [`iam:Action${at}`] }));
  const drift = { ...one, rows: [{ ...row, newlyAllowed: many }] };
  expect(driftText(drift, pathOf, view(80))).toContain("4 entries more");
  expect(driftText(drift, pathOf, view(80, "whole"))).toContain("iam:Action8");
});
