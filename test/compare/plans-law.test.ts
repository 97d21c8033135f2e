import fc from "fast-check";
import { levelsOf } from "../../src/chain/chain";
import { type PlanChains, planChains } from "../../src/chain/plan-chains";
import { compare, compareChains } from "../../src/compare/compare";
import type { DifferenceEntry } from "../../src/compare/types";
import type { PlanView } from "../../src/plan/plan-file";
import type { PlanNode, PlannedPolicy } from "../../src/plan/types";
import type { PolicyDocument } from "../../src/policy/document";
import { deny, FULL, levels, replays, SEED } from "./support";

const RUNS = process.env.RUN_DEEP === "1" ? 60 : 4;
const MANAGEMENT = "999999999999";
const UNITS: readonly (readonly [string, string])[] = [
  ["ou-a", "r-root"],
  ["ou-b", "r-root"],
  ["ou-c", "ou-a"],
];
const ACCOUNTS = ["ou-a", "ou-b", "ou-c", "ou-c", "r-root"].flatMap((parent, at) =>
  [1, 2].map((which) => [`${at + 1}${which}`.repeat(6), parent] as const),
);
const node = (kind: PlanNode["kind"]) => {
  return ([id, parent]: readonly [string, string | null]): PlanNode => ({
    id,
    parent,
    path: id,
    name: id,
    kind,
  });
};
const NODES: readonly PlanNode[] = [
  node("root")(["r-root", null]),
  ...UNITS.map(node("unit")),
  ...[...ACCOUNTS, [MANAGEMENT, "r-root"] as const].map(node("account")),
];
const IDS = NODES.map(({ id }) => id);

/** Policies that tell some accounts from others, by id and by place. */
const SINGLING: readonly PolicyDocument[] = [
  deny({ Condition: { StringEquals: { "aws:PrincipalAccount": ["111111111111", "313131313131"] } } }),
  deny({
    Action: "s3:*",
    Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::212121212121:role/admin" } },
  }),
  deny({
    Action: ["iam:*", "ec2:Run*"],
    Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-law/r-root/ou-a/*" } },
  }),
];

function planned(name: string, content: PolicyDocument, targets: readonly string[]): PlannedPolicy {
  return {
    key: name,
    name,
    description: "",
    type: "SERVICE_CONTROL_POLICY",
    managed: true,
    characters: 0,
    guardrails: [],
    statements: [],
    content,
    targets: targets.map((id) => ({ id, path: id })),
  };
}

function planOf(policies: readonly PlannedPolicy[]): PlanView {
  return {
    organization: { id: "o-law", managementAccount: MANAGEMENT },
    nodes: NODES,
    policies: [planned("FullAWSAccess", FULL, IDS), ...policies],
    exceptions: [],
    problems: [],
  };
}

/** Two plans with the same policies, some of them elsewhere in the second. */
const pairs = fc
  .tuple(
    fc.array(levels, { minLength: 1, maxLength: 2 }).map((some) => some.flat(2)),
    fc.infiniteStream(
      fc.oneof(fc.subarray(["r-root", ...UNITS.map(([id]) => id)]), fc.subarray(IDS, { maxLength: 3 })),
    ),
    fc.infiniteStream(fc.boolean()),
  )
  .map(([documents, places, moves]): readonly [PlanView, PlanView] => {
    const policies = [...documents, ...SINGLING].map((content, at) => {
      const before = places.next().value;
      return {
        name: `policy-${at}`,
        content,
        before,
        after: moves.next().value ? places.next().value : before,
      };
    });
    return [
      planOf(policies.map(({ name, content, before }) => planned(name, content, before))),
      planOf(policies.map(({ name, content, after }) => planned(name, content, after))),
    ];
  });

const documented = (entries: readonly DifferenceEntry[], account?: string) =>
  entries
    .filter(({ accounts }) => account === undefined || accounts!.includes(account))
    .flatMap(({ actions, undocumented }) => (undocumented ? [] : actions))
    .sort();

it("says of each account what comparing it alone says, and the witnesses hold there", () => {
  let entries = 0;
  for (const [old, now] of fc.sample(pairs, { seed: SEED, numRuns: RUNS })) {
    const found = compare(old, now);
    const [before, after] = [planChains(old), planChains(now)];
    for (const [account] of ACCOUNTS) {
      const [was, is] = [before.chain(account, "SCP"), after.chain(account, "SCP")];
      const within = { account, organization: "o-law", organizationPath: before.organizationPath(account) };
      const alone = compareChains(was, is, within);
      expect([account, documented(found.newlyAllowed, account)]).toEqual([
        account,
        documented(alone.newlyAllowed),
      ]);
      expect([account, documented(found.newlyDenied, account)]).toEqual([
        account,
        documented(alone.newlyDenied),
      ]);
    }
    const holds = (entry: DifferenceEntry, allowing: PlanChains, denying: PlanChains) => {
      const [account] = entry.accounts!;
      const [one, other] = [allowing, denying].map((side) => levelsOf(side.chain(account!, "SCP")));
      const [action] = entry.actions;
      expect(entry.witness.action).toBe(action);
      return replays({ ...entry, actions: [action!] }, one!, other!);
    };
    for (const entry of found.newlyDenied) expect(holds(entry, before, after)).toBe(true);
    for (const entry of found.newlyAllowed) expect(holds(entry, after, before)).toBe(true);
    entries += found.newlyDenied.length + found.newlyAllowed.length;
  }
  expect(entries).toBeGreaterThan(10);
});
