import type { Finding } from "../../findings/finding";
import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import { counted, grouped } from "../../render/style";
import { IDENTITY_LIMITS } from "../limits";
import { LONGEST_NAME } from "../names";
import { isOurs } from "./changes";
import type { PlannedPermissionSet } from "./types";

/** Everything about the planned sets that Identity Center would refuse. */
export function limitFindings(
  sets: readonly PlannedPermissionSet[],
  live: IdentitySnapshot | undefined,
): readonly Finding[] {
  const others = (live?.permissionSets ?? []).filter((set) => !isOurs(set));
  return [
    ...sets.flatMap(setFindings),
    ...tooMany(
      sets.length + others.length,
      IDENTITY_LIMITS.setsOfAnOrganization,
      "the organization would hold",
      "permission set",
      "share sets between groups; each assignment with an end takes one more",
    ),
    ...accountFindings(sets, others, live),
  ];
}

function setFindings(set: PlannedPermissionSet): readonly Finding[] {
  const { name, inlinePolicy, awsManagedPolicies, customerManagedPolicies, description, relayState } = set;
  const bytes = Buffer.byteLength(inlinePolicy);
  const dense = Buffer.byteLength(inlinePolicy.replaceAll(/\s/g, ""));
  const managed = awsManagedPolicies.length + customerManagedPolicies.length;
  const shorter = "shorten its inline policy, or move statements to a customer-managed policy";
  return [
    ...over(name, name.length, LONGEST_NAME, "characters in its name", "give it a shorter slug"),
    ...over(
      name,
      dense,
      IDENTITY_LIMITS.inlineBytes,
      "bytes of inline policy that are not white space",
      shorter,
    ),
    ...over(name, bytes, IDENTITY_LIMITS.inlineBytesInAll, "bytes of inline policy", shorter),
    ...over(name, managed, IDENTITY_LIMITS.managedPolicies, "managed policies", "merge some of them"),
    ...over(name, description.length, IDENTITY_LIMITS.description, "characters of description", "shorten it"),
    ...over(name, relayState.length, IDENTITY_LIMITS.relayState, "characters of relay state", "shorten it"),
    ...(managed > IDENTITY_LIMITS.managedPoliciesOfARole && managed <= IDENTITY_LIMITS.managedPolicies
      ? [roleQuota(name, managed)]
      : []),
  ];
}

function over(name: string, found: number, most: number, what: string, fix: string): readonly Finding[] {
  if (found <= most) return [];
  return [
    {
      code: "permission-set-over-limit",
      severity: "error",
      path: `permission-sets/${name}`,
      message: `${name} has ${grouped(found)} ${what}, ${grouped(found - most)} over AWS's limit of ${grouped(most)}`,
      fix,
    },
  ];
}

function roleQuota(name: string, managed: number): Finding {
  return {
    code: "role-quota",
    severity: "warning",
    path: `permission-sets/${name}`,
    message: `${name} has ${managed} managed policies: IAM lets a role have ${IDENTITY_LIMITS.managedPoliciesOfARole} until its quota is raised in every account`,
    fix: 'raise the quota "Managed policies attached to an IAM role" in each account first, or merge policies',
  };
}

function tooMany(found: number, most: number, who: string, what: string, fix: string): readonly Finding[] {
  if (found <= most) return [];
  const message = `${who} ${counted(found, what)}, ${grouped(found - most)} over AWS's limit of ${grouped(most)}`;
  return [{ code: "too-many-permission-sets", severity: "error", path: "identity", message, fix }];
}

/** Derived sets count: each assignment with an end is one more in each of its accounts. */
function accountFindings(
  sets: readonly PlannedPermissionSet[],
  others: IdentitySnapshot["permissionSets"],
  live: IdentitySnapshot | undefined,
): readonly Finding[] {
  const perAccount = new Map<string, Set<string>>();
  const add = (account: string, set: string) => {
    const own = perAccount.get(account);
    if (own === undefined) perAccount.set(account, new Set([set]));
    else own.add(set);
  };
  for (const { name, grants } of sets)
    for (const { accounts } of grants) for (const account of accounts) add(account, name);
  const arns = new Set(others.map(({ arn }) => arn));
  for (const { arn, idle } of others) for (const account of idle) add(account, arn);
  for (const { permissionSet, accounts } of live?.assignments ?? [])
    if (arns.has(permissionSet)) for (const account of accounts) add(account, permissionSet);
  return [...perAccount]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([account, own]) =>
      tooMany(
        own.size,
        IDENTITY_LIMITS.setsOfAnAccount,
        `account ${account} would have`,
        "permission set",
        "give fewer groups sets of their own there; each assignment with an end takes one more",
      ),
    );
}
