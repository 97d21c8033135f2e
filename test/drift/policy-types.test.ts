import { levelsOf } from "../../src/chain/chain";
import { planChains } from "../../src/chain/plan-chains";
import { sidesOf } from "../../src/drift/sides";
import { decide } from "../../src/evaluate/reference/decide";
import type { Snapshot } from "../../src/organization/snapshot";
import { isDeployable } from "../../src/policy/deployable";
import { isAuthorizationType, POLICY_TYPES } from "../../src/policy/types";
import { brief, deployedState, driftOf, withPolicyChanged } from "../support/drift";
import { MANAGEMENT, rcpFullAccess, smallIntent, smallSnapshot } from "../support/organizations";

const [SHOP, PAY, LAB] = ["222222222222", "333333333333", "444444444444"];
const [PROD, DEV] = ["ou-test-prod0001", "ou-test-dev00001"];
const IN_PROD = [PAY, SHOP];
const TYPES = POLICY_TYPES.filter(isDeployable);
const MODEL = "arn:aws:bedrock:eu-west-1:111111111111:guardrail/abc123def456:1";

/** The small organization with a guardrail of every type that can be deployed. */
const state = (() => {
  const small = smallSnapshot();
  const snapshot: Snapshot = {
    ...small,
    policyTypes: [...TYPES].sort(),
    policies: [...small.policies, rcpFullAccess(small)],
  };
  const wishes = {
    Root: ["deny-leave-organization"],
    Prod: [
      ["restrict-identities", { services: ["s3"] }],
      [
        "require-tag-keys",
        { tags: [{ key: "Cost", values: ["1*", "2*"], "enforced-for": ["ec2:instance"] }] },
      ],
      ["require-backups", { tag: { key: "backup", values: ["daily"] } }],
      "deny-ai-training-use",
      ["restrict-chat-clients", { slack: { workspaces: ["T0123456789"] } }],
      "deny-public-snapshot-sharing",
      "require-security-hub",
      "require-s3-public-access-block",
      ["require-inspector", { scans: ["ec2"] }],
      ["require-bedrock-guardrails", { guardrails: [MODEL] }],
      "restrict-upgrade-order",
    ],
  } as const;
  return deployedState(smallIntent(wishes), snapshot);
})();
const { facts } = state;
const policyOf = (type: string) => facts.policies.find((one) => one.type === type && !one.awsManaged)!;

const found = (changed: Snapshot) => driftOf(state, changed);
const rowsOf = (changed: Snapshot) => brief(found(changed).rows);
const withText = (type: string, edit: (text: string) => string) =>
  withPolicyChanged(facts, policyOf(type).name, (policy) => ({ ...policy, content: edit(policy.content) }));
const withTargets = (name: string, edit: (targets: readonly string[]) => readonly string[]) =>
  withPolicyChanged(facts, name, (policy) => ({ ...policy, targets: edit(policy.targets) }));

/** Every witness is allowed on one side and denied on the other, in every account that its entry names. */
function replayed(changed: Snapshot): number {
  const { wanted, found: live } = sidesOf(state.desired, changed);
  const chains = [planChains(wanted), planChains(live, new Set(changed.policyTypes))];
  let count = 0;
  for (const { newlyAllowed, newlyDenied } of found(changed).rows)
    for (const [entries, verdicts] of [
      [newlyAllowed, ["denied", "allowed"]],
      [newlyDenied, ["allowed", "denied"]],
    ] as const)
      for (const { witness, type } of entries) {
        const said = chains.map((side) =>
          decide(levelsOf(side.chain(witness.account!, type === "rcp" ? "RCP" : "SCP")), witness),
        );
        expect(said.map(({ verdict }) => verdict)).toEqual(verdicts);
        count++;
      }
  return count;
}

test("all that is deployed has no drift", () => {
  expect(new Set(facts.policies.map(({ type }) => type))).toEqual(new Set(TYPES));
  expect(rowsOf(facts)).toEqual([]);
});

describe("resource control policies", () => {
  const { name } = policyOf("RESOURCE_CONTROL_POLICY");

  test("a text that lets outsiders in opens for the resources of exactly its accounts", () => {
    const changed = withText("RESOURCE_CONTROL_POLICY", (text) =>
      text.replace(
        '"aws:PrincipalOrgID":"o-smallorg01"',
        '"aws:PrincipalOrgID":["o-smallorg01","o-theirs0001"]',
      ),
    );
    const { rows } = found(changed);
    expect(brief(rows)).toEqual([{ kind: "policy-text", effect: "opens", name, accounts: IN_PROD }]);
    expect(rows[0]!.newlyDenied).toEqual([]);
    expect(rows[0]!.newlyAllowed[0]).toMatchObject({ type: "rcp", accounts: IN_PROD });
    expect(JSON.stringify(rows[0]!.newlyAllowed[0]!.witness)).toContain("o-theirs0001");
    expect(replayed(changed)).toBeGreaterThan(0);
  });

  test("another organization in place of ours: what it opens counts, and what it closes is told", () => {
    const changed = withText("RESOURCE_CONTROL_POLICY", (text) =>
      text.replace('"aws:PrincipalOrgID":"o-smallorg01"', '"aws:PrincipalOrgID":"o-theirs0001"'),
    );
    const { rows } = found(changed);
    expect(brief(rows)).toEqual([{ kind: "policy-text", effect: "opens", name, accounts: IN_PROD }]);
    expect(rows[0]!.newlyDenied.length).toBeGreaterThan(0);
    expect(replayed(changed)).toBeGreaterThan(1);
  });

  test("a text that denies more closes", () => {
    const changed = withText("RESOURCE_CONTROL_POLICY", (text) =>
      text.replace(/"BoolIfExists":\{[^}]*\},?/, ""),
    );
    expect(rowsOf(changed)).toEqual([{ kind: "policy-text", effect: "closes", name, accounts: IN_PROD }]);
    expect(replayed(changed)).toBeGreaterThan(0);
  });

  test("detached, it opens; attached elsewhere, it closes there", () => {
    const gone = withTargets(name, () => []);
    expect(rowsOf(gone)).toEqual([{ kind: "attachment-missing", effect: "opens", name, accounts: IN_PROD }]);
    expect(replayed(gone)).toBeGreaterThan(0);
    const more = withTargets(name, (targets) => [...targets, DEV]);
    expect(rowsOf(more)).toEqual([{ kind: "attachment-added", effect: "closes", name, accounts: [LAB] }]);
    expect(replayed(more)).toBeGreaterThan(0);
  });

  test.each([
    [PROD, IN_PROD],
    [LAB, [LAB]],
  ])("RCPFullAWSAccess detached from %s closes everything for it", (node, accounts) => {
    const changed = withTargets("RCPFullAWSAccess", (targets) => targets.filter((target) => target !== node));
    const { rows } = found(changed);
    expect(rows.map(({ kind, effect, accounts: some, target }) => [kind, effect, some, target])).toEqual([
      ["full-access-detached", "closes", accounts, node],
    ]);
    const denied = rows[0]!.newlyDenied.flatMap(({ actions }) => actions);
    expect(denied).toEqual(expect.arrayContaining(["s3:GetObject", "sqs:SendMessage", "sts:AssumeRole"]));
    expect(replayed(changed)).toBeGreaterThan(0);
  });
});

describe("management policies", () => {
  /** Type, what is written instead of what, and what that does. */
  const texts: readonly (readonly [string, string, RegExp | string, string, string])[] = [
    ["TAG_POLICY", "a further value", '"2*"', '"2*","3*"', "opens"],
    ["TAG_POLICY", "a value less", '"1*",', "", "closes"],
    ["TAG_POLICY", "enforced for nothing", '["ec2:instance"]', "[]", "opens"],
    ["AISERVICES_OPT_OUT_POLICY", "opted in", '"optOut"', '"optIn"', "opens"],
    ["DECLARATIVE_POLICY_EC2", "snapshots may be shared", /"block_[a-z_]+"/, '"unblocked"', "opens"],
    ["S3_POLICY", "buckets may be public", '"@@assign":"all"', '"@@assign":"none"', "opens"],
    [
      "BACKUP_POLICY",
      "kept for another time",
      /"delete_after_days":\{"@@assign":"\d+"/,
      '"delete_after_days":{"@@assign":"9"',
      "unknown",
    ],
    ["CHATBOT_POLICY", "another workspace", "T0123456789", "T9876543210", "unknown"],
    ["TAG_POLICY", "no JSON", /.*/s, "{", "unknown"],
  ];
  test.each(texts)("%s, %s", (type, _what, from, to, effect) => {
    const changed = withText(type, (text) => text.replace(from, to));
    expect(changed).not.toEqual(facts);
    const { rows, accounts } = found(changed);
    expect(brief(rows)).toEqual([
      { kind: "policy-text", effect, name: policyOf(type).name, accounts: IN_PROD },
    ]);
    expect(accounts).toMatchObject([{ accounts: IN_PROD, effect }]);
    expect(rows[0]!.settings).toMatchObject([{ type, accounts: IN_PROD }]);
  });

  const MANAGEMENT_TYPES = TYPES.filter((type) => !isAuthorizationType(type));
  test.each(MANAGEMENT_TYPES)("%s detached, left out, attached elsewhere", (type) => {
    const { name } = policyOf(type);
    for (const [kind, changed] of [
      ["attachment-missing", withTargets(name, () => [])],
      ["policy-missing", withPolicyChanged(facts, name, () => null)],
    ] as const) {
      expect(rowsOf(changed)).toEqual([{ kind, effect: "opens", name, accounts: IN_PROD }]);
      expect(found(changed).rows[0]!.settings.map((group) => group.accounts)).toEqual([IN_PROD]);
    }
    const [row, ...others] = found(withTargets(name, (targets) => [...targets, LAB])).rows;
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: "attachment-added", account: LAB, accounts: [LAB] });
    expect(["closes", "unknown"]).toContain(row!.effect);
  });
});

test.each(TYPES)("%s disabled is one row that opens, and its policies are no rows of their own", (type) => {
  const policyTypes = facts.policyTypes.filter((one) => one !== type);
  const reaches = isAuthorizationType(type) ? [] : [MANAGEMENT];
  const inTree = state.desired.plan.nodes.filter(({ kind }) => kind === "account").map(({ id }) => id);
  const accounts = inTree.filter((id) => id !== MANAGEMENT || reaches.length > 0);
  // With its attachments gone, with none of its policies read, and as it was.
  const detached = facts.policies.map((one) => (one.type === type ? { ...one, targets: [] } : one));
  const unread = facts.policies.filter((one) => one.type !== type);
  for (const policies of [detached, unread, facts.policies]) {
    const { rows, accounts: groups } = found({ ...facts, policyTypes, policies });
    expect(brief(rows)).toEqual([{ kind: "policy-type-disabled", effect: "opens", name: type, accounts }]);
    const opened = groups.filter(({ effect }) => effect === "opens").flatMap((group) => group.accounts);
    const bound = type === "SERVICE_CONTROL_POLICY" ? [SHOP, PAY, LAB] : [SHOP, PAY];
    expect([...opened].sort()).toEqual(bound);
  }
  if (isAuthorizationType(type)) expect(replayed({ ...facts, policyTypes })).toBeGreaterThan(0);
});
