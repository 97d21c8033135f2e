import type { Finding } from "../../findings/finding";
import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import type { IdentityIntent, Intent } from "../../organization/intent";
import type { Lock } from "../../organization/lock";
import type { Snapshot } from "../../organization/snapshot";
import { resolveTarget } from "../../organization/targets";
import type { Tree } from "../../organization/tree";
import { organizationFacts } from "../../plan/facts";
import { lockFindings } from "../../plan/problems";
import { digestOf } from "../../policy/canonical";
import { expandAssignments } from "../expand";
import type { AnyPermissionSet, PermissionSetContent } from "../permission-set";
import { type Desired, identityChanges } from "./changes";
import { identityCost } from "./cost";
import { limitFindings } from "./limit-findings";
import { liveFindings } from "./live-findings";
import { contentOf, plannedSets } from "./permission-sets";
import * as problem from "./problems";
import type { IdentityPlan, IdentityStack, PlannedGroup } from "./types";

export interface IdentityInput {
  readonly intent: Intent;
  readonly snapshot: Snapshot;
  /** Null before the first `lock`. */
  readonly lock: Lock | null;
  readonly tree: Tree;
  readonly permissionSets: readonly AnyPermissionSet[];
  /** Milliseconds since 1970. It changes problems, never the desired state. */
  readonly now: number;
}

/** The plans of both stacks, or why there is none. */
export interface PlannedIdentity {
  /** Empty where organization.yaml does not speak of Identity Center, or the desired state cannot be known. */
  readonly plans: readonly IdentityPlan[];
  readonly problems: readonly Finding[];
}

/**
 * Intent + Snapshot + catalogue -> the desired state of Identity Center, for each of the two stacks. Pure: equal inputs
 * give equal bytes, in whatever order files list things.
 */
export function makeIdentityPlans(input: IdentityInput): PlannedIdentity {
  const { intent, snapshot, tree, now } = input;
  const { identity } = intent;
  if (identity === undefined) return { plans: [], problems: [] };
  const catalogue = new Map(input.permissionSets.map((set) => [set.id, set]));
  const { contents, problems: bad } = contentsOf(input, identity);
  const nodesOf = (text: string) => {
    const found = resolveTarget(tree, text, input.lock?.targets ?? {});
    return "nodes" in found ? found.nodes : [];
  };
  const expansion = expandAssignments(identity, tree, intent.organization.managementAccount, nodesOf);
  const early = [
    ...bad,
    ...problem.expansionFindings(expansion),
    ...problem.nameFindings([...expansion.members, ...expansion.management]),
  ];
  if (early.some(({ severity }) => severity === "error")) return { plans: [], problems: early };

  const assignments = [...identity.assignments, ...identity.managementAccount];
  const placeOf = (slug: string) => assignments.find((one) => one.permissionSet === slug)?.place;
  const { partition } = intent.organization;
  const members = plannedSets(expansion.members, contents, partition);
  const management = plannedSets(expansion.management, contents, partition);
  const all = [...members, ...management];
  const shared = [
    ...early,
    ...problem.endFindings(assignments, now),
    ...problem.principalFindings(identity, snapshot.identity),
    ...problem.takenSetFindings(all, snapshot.identity, placeOf),
    ...limitFindings(all, snapshot.identity),
    ...problem.attributeFindings(all, catalogue, identity.attributes, placeOf),
    ...problem.derivedSetFindings(intent, all),
    ...liveFindings(snapshot.identity),
    ...notReadFindings(snapshot),
  ];
  const stacks = [
    planOf("identity", members, input, identity),
    ...(management.length === 0 ? [] : [planOf("identity-management", management, input, identity)]),
  ];
  const plans = stacks.map((plan) => ({ ...plan, problems: [...shared, ...plan.problems] }));
  return { plans, problems: [...shared, ...stacks.flatMap(({ problems }) => problems)] };
}

function contentsOf(
  { intent, permissionSets }: IdentityInput,
  identity: IdentityIntent,
): { readonly contents: ReadonlyMap<string, PermissionSetContent>; readonly problems: readonly Finding[] } {
  const facts = organizationFacts(intent);
  const needed = new Set(
    [...identity.assignments, ...identity.managementAccount].map(({ permissionSet }) => permissionSet),
  );
  const contents = new Map<string, PermissionSetContent>();
  const problems: Finding[] = [];
  for (const set of permissionSets.filter(({ id }) => needed.has(id))) {
    const written = identity.permissionSets[set.id];
    const found = contentOf(set, written, facts);
    if ("content" in found) contents.set(set.id, found.content);
    else
      problems.push(
        ...found.problems.map(
          ({ path, message }): Finding => ({
            code: "bad-parameters",
            severity: "error",
            path: `identity.permission-sets.${set.id}`,
            message: `${set.id}${path === "" ? "" : `, parameter ${path}`}: ${message}`,
            fix: `see docs/permission-sets/${set.id}.md for its parameters`,
          }),
        ),
      );
  }
  return { contents, problems };
}

function planOf(
  stack: IdentityStack,
  permissionSets: IdentityPlan["permissionSets"],
  { intent, snapshot, lock }: IdentityInput,
  identity: IdentityIntent,
): IdentityPlan {
  const groups = groupsOf(stack, permissionSets, identity);
  const attributes = stack === "identity" ? identity.attributes : {};
  const { managementAccount } = intent.organization;
  const desired: Desired = { stack, managementAccount, permissionSets, groups, attributes };
  const digest = digestOf({ permissionSets: permissionSets.map(withoutLines), groups, attributes });
  const live =
    snapshot.identity !== undefined && isComparable(snapshot.identity) ? snapshot.identity : undefined;
  const changes = live === undefined ? null : identityChanges(live, desired);
  return {
    formatVersion: 1,
    stack,
    organization: { id: intent.organization.id, managementAccount },
    permissionSets,
    groups,
    users: usersOf(permissionSets, groups),
    attributes,
    changes,
    cost: live === undefined || changes === null ? null : identityCost(changes, live, desired),
    digest,
    // That there is no lock at all is said once, by the plan of the guardrails.
    problems: lock === null ? [] : lockFindings(lock.digests[stack], digest, true, stack),
  };
}

/** Whether sets and assignments were read whole: what differs is not known otherwise. Groups have a name all the same. */
function isComparable({ notRead }: IdentitySnapshot): boolean {
  return notRead.every(({ what }) => what === "identity.users" || what.startsWith("identity.groups"));
}

/** Where a grant is written down is no part of what is wanted. */
function withoutLines({ grants, ...set }: IdentityPlan["permissionSets"][number]) {
  return {
    ...set,
    grants: grants.map(({ principal, accounts }) => ({ principal, accounts: [...accounts].sort() })),
  };
}

function groupsOf(
  stack: IdentityStack,
  sets: IdentityPlan["permissionSets"],
  { groups, members }: IdentityIntent,
): readonly PlannedGroup[] {
  const named = sets.flatMap(({ grants }) =>
    grants.flatMap(({ principal: { kind, name } }) => (kind === "group" ? [name] : [])),
  );
  // The groups themselves are made by one stack; the other looks them up.
  const isMaker = groups === "managed" && stack === "identity";
  const names = new Set([...named, ...(isMaker ? Object.keys(members) : [])]);
  return [...names].sort().map((name) => ({
    name,
    members: isMaker ? [...new Set(members[name] ?? [])].sort() : null,
  }));
}

function usersOf(sets: IdentityPlan["permissionSets"], groups: readonly PlannedGroup[]): readonly string[] {
  const assigned = sets.flatMap(({ grants }) =>
    grants.flatMap(({ principal: { kind, name } }) => (kind === "user" ? [name] : [])),
  );
  return [...new Set([...assigned, ...groups.flatMap(({ members }) => members ?? [])])].sort();
}

/** What is not in the snapshot is not known, and a person has to know that. */
function notReadFindings({ identity }: Snapshot): readonly Finding[] {
  if (identity === undefined) {
    return [
      {
        code: "identity-not-in-snapshot",
        severity: "warning",
        message:
          "the snapshot does not have Identity Center: what differs, and whether groups exist, is not known",
        fix: "org-guardrails snapshot --out FILE",
      },
    ];
  }
  return identity.notRead.map(({ what, action, reason }) => ({
    code: "identity-not-read",
    severity: "warning",
    path: what,
    message: `${what} was not read: ${reason}`,
    fix: `grant ${action} to the credentials that take the snapshot`,
  }));
}
