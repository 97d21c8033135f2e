import { obtain } from "../collections";
import type { IdentitySnapshot } from "../organization/identity-snapshot";
import type { LockdownSnapshot } from "../organization/lockdown-snapshot";
import type { Snapshot } from "../organization/snapshot";
import { LARGEST_IDENTITY_PAGE } from "./identity-center";
import { LARGEST_PAGE } from "./pages";
import { LARGEST_STACK_SET_PAGE } from "./stack-sets";

/**
 * The fewest calls that can read this snapshot: every page full, and none repeated. An account's tags count only where
 * the snapshot has them, and of Identity Center and the lockdown what it has of them.
 */
export function leastCalls(snapshot: Snapshot): number {
  const { identity, lockdown } = snapshot;
  return sum([
    leastForOrganization(snapshot),
    identity === undefined ? 0 : leastForIdentity(identity),
    lockdown === undefined ? 0 : leastForLockdown(lockdown),
  ]);
}

function leastForOrganization({ root, units, accounts, policyTypes, policies }: Snapshot): number {
  const unitsBelow = new Map([root, ...units].map(({ id }) => [id, 0]));
  for (const { parent } of units) unitsBelow.set(parent, (unitsBelow.get(parent) ?? 0) + 1);
  const ofType = new Map(policyTypes.map((type) => [type, 0]));
  for (const { type } of policies) ofType.set(type, (ofType.get(type) ?? 0) + 1);

  const organizationAndRoots = 2;
  const policiesThemselves = policies.map(
    ({ targets, awsManaged }) => 1 + pagesOf(targets.length) + (awsManaged ? 0 : 1),
  );
  return sum([
    organizationAndRoots,
    ...[...unitsBelow.values()].map((below) => pagesOf(below)),
    pagesOf(accounts.length),
    ...[...ofType.values()].map((policiesOfType) => pagesOf(policiesOfType)),
    ...policiesThemselves,
    accounts.filter(({ tags }) => tags !== undefined).length,
  ]);
}

/**
 * Every set takes a call for each of its parts, and every account that it is provisioned in takes one: nothing else
 * tells the assignments of principals that are deleted by now, and a list by principal only knows principals that are
 * there (ListAccountAssignmentsForPrincipal, which a delegated administrator cannot call either). So the number is the
 * same for the management account and for a delegated administrator.
 */
function leastForIdentity({ permissionSets, assignments, groups, users }: IdentitySnapshot): number {
  const page = (results: number) => pagesOf(results, LARGEST_IDENTITY_PAGE);
  const principals = new Map<string, Map<string, number>>();
  const named = new Set(users.map(({ id }) => id));
  for (const { permissionSet, principal, accounts } of assignments) {
    if (principal.type === "USER") named.add(principal.id);
    const ofSet = obtain(principals, permissionSet, () => new Map<string, number>());
    for (const account of accounts) ofSet.set(account, (ofSet.get(account) ?? 0) + 1);
  }
  for (const id of groups.flatMap(({ members }) => members ?? [])) named.add(id);
  const instanceAndAttributes = 2;
  const sets = permissionSets.map(({ arn, outdated, idle }) => {
    const assigned = [...(principals.get(arn)?.values() ?? [])];
    const describedWithParts = 6;
    return sum([
      describedWithParts,
      page(assigned.length + idle.length),
      page(outdated.length),
      ...assigned.map(page),
      idle.length,
    ]);
  });
  return sum([
    instanceAndAttributes,
    page(permissionSets.length),
    page(groups.length),
    ...sets,
    ...groups.flatMap(({ members }) => (members === undefined ? [] : [page(members.length)])),
    named.size,
  ]);
}

/** StackSets of others are listed too; how many pages they take, the snapshot does not say. */
function leastForLockdown({ trustedAccess, delegations, stackSets }: LockdownSnapshot): number {
  const callerAndFeatures = 2;
  return sum([
    callerAndFeatures,
    pagesOf(trustedAccess.length),
    pagesOf(delegations.length),
    ...delegations.map(({ services }) => pagesOf(services.length)),
    pagesOf(stackSets.length, LARGEST_STACK_SET_PAGE),
    ...stackSets.map(({ instances }) => {
      const stacks = sum(instances.map(({ accounts }) => accounts.length));
      return 1 + pagesOf(stacks, LARGEST_STACK_SET_PAGE);
    }),
  ]);
}

/** An empty list takes a call too. */
const pagesOf = (results: number, largest = LARGEST_PAGE) => Math.max(1, Math.ceil(results / largest));

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
