import { permissionSets } from "../../permission-sets";
import type { AnyPermissionSet } from "../../src/identity/permission-set";
import { makeIdentityPlans, type PlannedIdentity } from "../../src/identity/plan/make-identity-plan";
import type { IdentityPlan, PlannedPermissionSet } from "../../src/identity/plan/types";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../../src/organization/identity-snapshot";
import type { Assignment, Exception, IdentityIntent } from "../../src/organization/intent";
import type { Lock } from "../../src/organization/lock";
import type { Snapshot } from "../../src/organization/snapshot";
import { buildTree } from "../../src/organization/tree";
import { smallIntent, smallSnapshot } from "./organizations";
import { NOW } from "./reviews";

const INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";

/** An assignment as written on a line of its own. */
export function assigned(
  group: string,
  permissionSet: string,
  on: readonly string[],
  rest: Partial<Assignment> & { readonly line?: number } = {},
): Assignment {
  const { line = 1, ...more } = rest;
  const place = { file: "organization.yaml", line, column: 1 };
  return { principal: { kind: "group", name: group }, permissionSet, on, except: [], place, ...more };
}

export function identityIntent(rest: Partial<IdentityIntent> = {}): IdentityIntent {
  return {
    groups: "lookup",
    members: {},
    attributes: {},
    permissionSets: {},
    assignments: [],
    managementAccount: [],
    ...rest,
  };
}

export interface PlanOptions {
  readonly live?: IdentitySnapshot | undefined;
  readonly lock?: Lock | null;
  readonly now?: number;
  readonly sets?: readonly AnyPermissionSet[];
  readonly exceptions?: readonly Partial<Exception>[];
  readonly snapshot?: Snapshot;
}

/** The plans of an intent for the small organization. */
export function identityPlans(identity: IdentityIntent, options: PlanOptions = {}): PlannedIdentity {
  const { live, lock = null, now = NOW, sets = permissionSets, exceptions = [] } = options;
  const facts = options.snapshot ?? smallSnapshot();
  return makeIdentityPlans({
    intent: { ...smallIntent({}, exceptions), identity },
    snapshot: live === undefined ? facts : { ...facts, identity: live },
    lock,
    tree: buildTree(facts),
    permissionSets: sets,
    now,
  });
}

export const emptyLive = (rest: Partial<IdentitySnapshot> = {}): IdentitySnapshot => ({
  instance: { arn: INSTANCE, identityStore: "d-0123456789" },
  attributes: null,
  permissionSets: [],
  assignments: [],
  groups: [],
  users: [],
  notRead: [],
  ...rest,
});

export const setArn = (name: string) => `arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-${name}`;

/** A set of somebody else, which allows nothing. */
export function bareSet(name: string, rest: Partial<SnapshotPermissionSet> = {}): SnapshotPermissionSet {
  return {
    arn: setArn(name),
    name,
    description: "",
    sessionDuration: "PT1H",
    relayState: "",
    tags: {},
    awsManagedPolicies: [],
    customerManagedPolicies: [],
    inlinePolicy: "",
    boundary: null,
    outdated: [],
    idle: [],
    ...rest,
  };
}

/** A set as Identity Center has it after a deployment. */
export function liveSet(
  set: PlannedPermissionSet,
  rest: Partial<SnapshotPermissionSet> = {},
): SnapshotPermissionSet {
  const { boundary } = set;
  return {
    arn: setArn(set.name),
    name: set.name,
    description: set.description,
    sessionDuration: set.sessionDuration,
    relayState: set.relayState,
    tags: set.tags,
    awsManagedPolicies: set.awsManagedPolicies,
    customerManagedPolicies: set.customerManagedPolicies,
    inlinePolicy: set.inlinePolicy,
    boundary:
      boundary === null
        ? null
        : boundary.kind === "aws"
          ? { aws: boundary.arn }
          : { customer: boundary.policy },
    outdated: [],
    idle: [],
    ...rest,
  };
}

/** Identity Center after both stacks were deployed: just what the plans want. */
export function deployedIdentity(plans: readonly IdentityPlan[]): IdentitySnapshot {
  const groups = new Map<string, readonly string[] | undefined>();
  for (const { name, members } of plans.flatMap((plan) => plan.groups))
    groups.set(name, members ?? groups.get(name));
  const users = new Set(plans.flatMap((plan) => plan.users));
  const attributes = plans.find(({ stack }) => stack === "identity")?.attributes ?? {};
  const sets = plans.flatMap((plan) => plan.permissionSets);
  return emptyLive({
    attributes: Object.keys(attributes).length === 0 ? null : attributes,
    permissionSets: sets.map((set) => liveSet(set)),
    assignments: sets.flatMap(({ name, grants }) =>
      grants.map(({ principal: { kind, name: who }, accounts }) => ({
        permissionSet: setArn(name),
        principal: { type: kind === "group" ? "GROUP" : "USER", id: `${kind}:${who}` },
        accounts,
      })),
    ),
    groups: [...groups].map(([name, members]) => ({
      id: `group:${name}`,
      name,
      ...(members === undefined ? {} : { members: members.map((user) => `user:${user}`) }),
    })),
    users: [...users].map((name) => ({ id: `user:${name}`, name })),
  });
}
