import { templateTextDigest } from "../../../src/lockdown/template-digest";
import type { IdentitySnapshot } from "../../../src/organization/identity-snapshot";
import type { LockdownSnapshot } from "../../../src/organization/lockdown-snapshot";
import type { Snapshot, SnapshotAccount, SnapshotUnit } from "../../../src/organization/snapshot";

/** An organization as the server tells it: what a reading must find, and what a snapshot does not keep of it. */
export interface World {
  readonly facts: Snapshot & { readonly identity: IdentitySnapshot; readonly lockdown: LockdownSnapshot };
  /** By the names of the StackSets. */
  readonly templates: Readonly<Record<string, string>>;
  /** Whose credentials the caller has. */
  readonly caller: string;
}

export interface WorldSize {
  readonly accounts: number;
  readonly units: number;
  readonly policies: number;
  readonly permissionSets: number;
  /** Accounts in which each set is assigned to one group. */
  readonly accountsOfSet: number;
}

export const SMALL: WorldSize = { accounts: 43, units: 6, policies: 4, permissionSets: 2, accountsOfSet: 12 };

export const MANAGEMENT = "100000000000";
const accountId = (index: number) => String(100_000_000_000 + index);
const unitId = (index: number) => `ou-ab12-${String(index).padStart(8, "0")}`;
const number = (index: number) => String(index).padStart(8, "0");

/** Names that would move a cursor, turn a line round or break a table. */
const HOSTILE = ["\u001b[31mred\u001b[0m", "\u202eegnaro", "a\nb|c", "<img src=x>", "\u0007bell", "{{7*7}}"];
const hostile = (index: number) => HOSTILE[index % HOSTILE.length]!;

function unitsOf(count: number): readonly SnapshotUnit[] {
  return Array.from({ length: count }, (_, index) => ({
    id: unitId(index),
    name: index === 1 ? `unit ${hostile(0)}` : `unit-${index}`,
    parent: index < 10 ? "r-ab12" : unitId(Math.floor(index / 10) - 1),
  }));
}

function accountsOf({ accounts, units }: WorldSize): readonly SnapshotAccount[] {
  return Array.from({ length: accounts }, (_, index) => ({
    id: accountId(index),
    name: index < HOSTILE.length ? `${hostile(index)}-${index}` : `account-${index}`,
    parent: index === 0 || units === 0 ? "r-ab12" : unitId(index % units),
    state: index % 17 === 16 ? "SUSPENDED" : "ACTIVE",
    tags: index % 3 === 0 ? { stage: "prod" } : {},
  }));
}

const TYPES = ["RESOURCE_CONTROL_POLICY", "SERVICE_CONTROL_POLICY"] as const;
const TEXTS = ['{"Version":"2012-10-17","Statement":[]}', "not \u0000 JSON", "{", ""];

/** A world of a size. Sorted throughout, as snapshots are. */
export function worldOf(size: WorldSize, caller = MANAGEMENT): World {
  const units = unitsOf(size.units);
  const accounts = accountsOf(size);
  const nodes = ["r-ab12", ...units.map(({ id }) => id), ...accounts.map(({ id }) => id)].sort();
  const policies = Array.from({ length: size.policies }, (_, index) => ({
    id: `p-${number(index)}`,
    name: `policy-${index} ${hostile(index)}`,
    description: "",
    type: TYPES[index % 2]!,
    awsManaged: index < 2,
    tags: index < 2 ? {} : { [`key-${hostile(index)}`]: hostile(index + 1) },
    content: TEXTS[index % TEXTS.length]!,
    // As FullAWSAccess, the first two are everywhere.
    targets: index < 2 ? nodes : nodes.slice(index, index + 3),
  }));
  const templates = {
    "org-guardrails-baseline": JSON.stringify({ Resources: { Role: { Type: "AWS::IAM::Role" } } }),
    "somebody-else": "Resources: {}",
  };
  return {
    caller,
    templates,
    facts: {
      formatVersion: 1,
      organization: { id: "o-exampleorgid", managementAccount: MANAGEMENT },
      root: { id: "r-ab12", name: "Root" },
      policyTypes: [...TYPES],
      units,
      accounts,
      policies,
      identity: identityOf(size, accounts),
      lockdown: lockdownOf(accounts, templates["org-guardrails-baseline"]),
    },
  };
}

function identityOf(
  { permissionSets, accountsOfSet }: WorldSize,
  accounts: readonly SnapshotAccount[],
): IdentitySnapshot {
  const arn = (index: number) => `arn:aws:sso:::permissionSet/ssoins-1/ps-${number(index)}`;
  const of = (index: number) =>
    Array.from({ length: accountsOfSet }, (_, at) => accounts[(index * 7 + at) % accounts.length]!.id).sort();
  return {
    instance: { arn: "arn:aws:sso:::instance/ssoins-1", identityStore: "d-1" },
    attributes: { team: `\${path:${hostile(1)}}` },
    permissionSets: Array.from({ length: permissionSets }, (_, index) => ({
      arn: arn(index),
      name: `set-${index}`,
      description: hostile(index),
      sessionDuration: "PT1H",
      relayState: "",
      tags: { "managed-by": "org-guardrails" },
      awsManagedPolicies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      customerManagedPolicies: index % 2 === 0 ? [{ name: "limits", path: "/x/" }] : [],
      inlinePolicy: index % 2 === 0 ? TEXTS[index % TEXTS.length]! : "",
      boundary: index % 2 === 0 ? null : { customer: { name: "edge", path: "/" } },
      outdated: of(index).slice(0, 1),
      idle: [],
    })),
    assignments: Array.from({ length: permissionSets }, (_, index) => ({
      permissionSet: arn(index),
      principal: index === 0 ? { type: "USER", id: "u-0" } : { type: "GROUP", id: `g-${index % 2}` },
      accounts: of(index),
    })),
    groups: [
      { id: "g-0", name: "developers", members: ["u-0", "u-1"] },
      { id: "g-1", name: `ops ${hostile(1)}` },
    ],
    users: [
      { id: "u-0", name: `alice${hostile(4)}` },
      { id: "u-1", name: "bob" },
    ],
    notRead: [],
  };
}

function lockdownOf(accounts: readonly SnapshotAccount[], template: string): LockdownSnapshot {
  const members = accounts.slice(1).map(({ id }) => id);
  const stacks = (region: string) => ({ region, detailedStatus: "SUCCEEDED", reason: "", status: "CURRENT" });
  return {
    rootFeatures: ["RootCredentialsManagement", "RootSessions"],
    trustedAccess: ["iam.amazonaws.com", "member.org.stacksets.cloudformation.amazonaws.com"],
    delegations: [
      { account: accountId(1), services: ["access-analyzer.amazonaws.com", "iam.amazonaws.com"] },
    ],
    stackSets: [
      {
        name: "org-guardrails-baseline",
        status: "ACTIVE",
        template: templateTextDigest(template),
        permissionModel: "SERVICE_MANAGED",
        autoDeployment: { enabled: true, retainStacks: true },
        units: ["r-ab12"],
        instances: [
          { ...stacks("eu-central-1"), accounts: members },
          { ...stacks("eu-west-1"), accounts: members.slice(1) },
          {
            region: "eu-west-1",
            status: "OUTDATED",
            detailedStatus: "FAILED",
            reason: hostile(0),
            accounts: members.slice(0, 1),
          },
        ].filter(({ accounts: on }) => on.length > 0),
      },
    ],
    notRead: [],
  };
}

/** What a snapshot of a world is asked for, so that it finds all of its facts. */
export const WISHES = {
  selectorTagKeys: ["stage"],
  expected: "o-exampleorgid",
  identity: { managedGroups: ["developers"], users: [] },
} as const;
