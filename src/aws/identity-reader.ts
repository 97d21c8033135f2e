import { obtain } from "../collections";
import type {
  IdentitySnapshot,
  SnapshotAssignments,
  SnapshotBoundary,
  SnapshotPermissionSet,
} from "../organization/identity-snapshot";
import { present } from "./errors";
import { Gaps } from "./gaps";
import type { IdentityCenterApi } from "./identity-center";
import { eachInTurn } from "./turns";

export interface IdentityReadOptions {
  /** Groups whose members are wanted, and users whose ids are: those that organization.yaml names. */
  readonly managedGroups: readonly string[];
  readonly users: readonly string[];
  readonly progress: (counts: IdentityProgress) => void;
}

/** How far the reading is. */
export interface IdentityProgress {
  readonly sets: number;
  /** Sets read whole, out of `sets`. */
  readonly setsRead: number;
  /** Calls that are known to be needed still, at least. */
  readonly toCome: number;
}

/** A set itself, its tags, three kinds of policies, its boundary, two lists of accounts. */
const CALLS_OF_SET = 8;
/** Sets, and accounts of a set, begun at a time: more than calls at a time, so that none of them waits for work. */
const BEGUN_AT_ONCE = 10;

/**
 * Reads Identity Center: sets with all their parts, who has them where, groups, attributes.
 *
 * Assignments are listed for each set and each account that it is provisioned in: only so are those of principals found
 * that are deleted by now.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignments.html, read 2026-11.
 *
 * @returns undefined where Identity Center is not enabled
 * @throws AwsError for every failure but a call without a whole answer: that is a gap, and named in `notRead`
 */
export async function readIdentity(
  api: IdentityCenterApi,
  options: IdentityReadOptions,
): Promise<IdentitySnapshot | undefined> {
  const gaps = new Gaps();
  const nothing = { attributes: null, permissionSets: [], assignments: [], groups: [], users: [] };
  const instance = await gaps.fill("identity", null, async () => (await api.instance()) ?? undefined);
  if (instance === undefined) return undefined;
  if (instance === null)
    return { instance: { arn: "", identityStore: "" }, ...nothing, notRead: gaps.notRead };

  const [attributes, groups, sets] = await Promise.all([
    gaps.fill("identity.attributes", null, () => api.attributes(instance.arn)),
    gaps.fill("identity.groups", [], () => api.groups(instance.identityStore)),
    readSets(api, instance.arn, gaps, options.progress),
  ]);
  const withMembers = await Promise.all(
    groups.map(async (group) => {
      if (!options.managedGroups.includes(group.name)) return group;
      const members = await gaps.fill(`identity.groups[${group.name}].members`, undefined, () =>
        api.members(instance.identityStore, group.id),
      );
      return members === undefined ? group : { ...group, members };
    }),
  );
  const assignments = sets.flatMap(({ assignments: own }) => own);
  const ids = [
    ...assignments.flatMap(({ principal }) => (principal.type === "USER" ? [principal.id] : [])),
    ...withMembers.flatMap((group) => ("members" in group ? group.members : [])),
  ];
  return {
    instance,
    attributes,
    permissionSets: sets.map(({ set }) => set),
    assignments,
    groups: withMembers,
    users: await readUsers(api, instance.identityStore, new Set(ids), options.users, gaps),
    notRead: gaps.notRead,
  };
}

interface ReadSet {
  readonly set: SnapshotPermissionSet;
  readonly assignments: readonly SnapshotAssignments[];
}

async function readSets(
  api: IdentityCenterApi,
  instance: string,
  gaps: Gaps,
  progress: IdentityReadOptions["progress"],
): Promise<readonly ReadSet[]> {
  const arns = await gaps.fill("identity.permissionSets", [], () => api.permissionSets(instance));
  let setsRead = 0;
  let toCome = CALLS_OF_SET * arns.length;
  const show = (more: number) => {
    toCome += more;
    progress({ sets: arns.length, setsRead, toCome });
  };
  show(0);
  return eachInTurn(arns, BEGUN_AT_ONCE, async (arn) => {
    const read = await readSet(api, instance, arn, gaps, show);
    setsRead++;
    show(0);
    return read;
  });
}

async function readSet(
  api: IdentityCenterApi,
  instance: string,
  arn: string,
  gaps: Gaps,
  toCome: (more: number) => void,
): Promise<ReadSet> {
  const described = await gaps.fill(`identity.permissionSets[${arn}]`, null, () =>
    api.permissionSet(instance, arn),
  );
  const name = described === null ? arn : present(described.Name, "DescribePermissionSet", "Name");
  const part = <T>(what: string, fallback: T, read: () => Promise<T>) =>
    gaps.fill(`identity.permissionSets[${name}].${what}`, fallback, read);
  const [tags, awsManagedPolicies, customerManagedPolicies, inlinePolicy, boundary, accounts, outdated] =
    await Promise.all([
      part("tags", {}, () => api.tags(instance, arn)),
      part("awsManagedPolicies", [], () => api.awsManagedPolicies(instance, arn)),
      part("customerManagedPolicies", [], () => api.customerManagedPolicies(instance, arn)),
      part("inlinePolicy", "", () => api.inlinePolicy(instance, arn)),
      part("boundary", null, () => api.boundary(instance, arn)),
      part("accounts", [], () => api.accounts(instance, arn, false)),
      part("outdated", [], () => api.accounts(instance, arn, true)),
    ]);
  toCome(accounts.length - CALLS_OF_SET);
  const assigned = await eachInTurn(accounts, BEGUN_AT_ONCE, async (account) => {
    const principals = await part("assignments", null, () => api.assignments(instance, arn, account));
    toCome(-1);
    return { account, principals };
  });
  return {
    set: {
      arn,
      name,
      description: described?.Description ?? "",
      sessionDuration: described?.SessionDuration ?? "PT1H",
      relayState: described?.RelayState ?? "",
      tags,
      awsManagedPolicies,
      customerManagedPolicies,
      inlinePolicy,
      boundary: boundary === null ? null : boundaryOf(boundary),
      outdated,
      idle: assigned.flatMap(({ account, principals }) => (principals?.length === 0 ? [account] : [])),
    },
    assignments: assignmentsOf(arn, assigned),
  };
}

function boundaryOf(boundary: {
  readonly ManagedPolicyArn?: string | undefined;
  readonly CustomerManagedPolicyReference?:
    | { readonly Name: string | undefined; readonly Path?: string | undefined }
    | undefined;
}): SnapshotBoundary {
  const { ManagedPolicyArn, CustomerManagedPolicyReference: customer } = boundary;
  if (ManagedPolicyArn !== undefined) return { aws: ManagedPolicyArn };
  return { customer: { name: customer?.Name ?? "", path: customer?.Path ?? "/" } };
}

/** The principals of each account, turned round. */
function assignmentsOf(
  permissionSet: string,
  assigned: readonly {
    readonly account: string;
    readonly principals: readonly { readonly type: string; readonly id: string }[] | null;
  }[],
): readonly SnapshotAssignments[] {
  const found = new Map<string, { type: string; id: string; accounts: string[] }>();
  for (const { account, principals } of assigned)
    for (const { type, id } of principals ?? [])
      obtain(found, `${type} ${id}`, () => ({ type, id, accounts: [] })).accounts.push(account);
  return [...found.values()].map(({ type, id, accounts }) => ({
    permissionSet,
    principal: { type, id },
    accounts,
  }));
}

/** Names of the users with an assignment, and ids of those that organization.yaml names. */
async function readUsers(
  api: IdentityCenterApi,
  identityStore: string,
  ids: ReadonlySet<string>,
  names: readonly string[],
  gaps: Gaps,
): Promise<IdentitySnapshot["users"]> {
  const byId = await eachInTurn([...ids], BEGUN_AT_ONCE, async (id) => {
    const name = await gaps.fill("identity.users", undefined, () => api.userName(identityStore, id));
    return name === undefined ? [] : [{ id, name }];
  });
  const known = byId.flat();
  const others = [...new Set(names)].filter((name) => !known.some((user) => user.name === name));
  const byName = await eachInTurn(others, BEGUN_AT_ONCE, async (name) => {
    const id = await gaps.fill("identity.users", undefined, () => api.userId(identityStore, name));
    return id === undefined ? [] : [{ id, name }];
  });
  return [...known, ...byName.flat()];
}
