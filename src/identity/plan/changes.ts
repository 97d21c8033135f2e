import type { IdentitySnapshot, SnapshotPermissionSet } from "../../organization/identity-snapshot";
import { by } from "../../organization/json-file";
import { MANAGED_BY_TAG } from "../../plan/live";
import { canonicalJson } from "../../policy/canonical";
import type { IdentityChange, IdentityStack, PlannedGroup, PlannedPermissionSet } from "./types";

/** The desired state of a stack, as far as it is compared with facts. */
export interface Desired {
  readonly stack: IdentityStack;
  readonly managementAccount: string;
  readonly permissionSets: readonly PlannedPermissionSet[];
  readonly groups: readonly PlannedGroup[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** The sets of this tool that a stack has deployed: the other stack's are its own business. */
export function deployedSets(
  { permissionSets, assignments }: IdentitySnapshot,
  { stack, permissionSets: wanted, managementAccount }: Desired,
): readonly SnapshotPermissionSet[] {
  const names = new Set(wanted.map(({ name }) => name));
  const onManagement = new Set(
    assignments
      .filter(({ accounts }) => accounts.includes(managementAccount))
      .map(({ permissionSet }) => permissionSet),
  );
  return permissionSets
    .filter(isOurs)
    .filter(
      ({ name, arn }) => names.has(name) || (stack === "identity-management") === onManagement.has(arn),
    );
}

/** Whether a set carries this tool's tag. */
export function isOurs({ tags }: SnapshotPermissionSet): boolean {
  return tags[MANAGED_BY_TAG.key] === MANAGED_BY_TAG.value;
}

/**
 * Every write that turns the facts into the desired state, in the order in which Identity Center takes them: sets, their
 * policies, then who has them; what goes, goes last and the other way round.
 */
export function identityChanges(live: IdentitySnapshot, desired: Desired): readonly IdentityChange[] {
  const deployed = new Map(deployedSets(live, desired).map((set) => [set.name, set]));
  const principals = new Map<string, string>([
    ...live.groups.map(({ id, name }) => [`GROUP ${id}`, `group ${name}`] as const),
    ...live.users.map(({ id, name }) => [`USER ${id}`, `user ${name}`] as const),
  ]);
  const assigned = assignmentsByName(live, principals);
  const gone = [...deployed.values()].filter(
    ({ name }) => !desired.permissionSets.some((set) => set.name === name),
  );
  const changes = desired.permissionSets.map((set) => setChanges(deployed.get(set.name), set, assigned));
  return [
    ...attributeChanges(live, desired),
    ...groupChanges(live, desired),
    ...changes.flatMap(({ set }) => set),
    ...changes.flatMap(({ policies }) => policies),
    ...changes.flatMap(({ assignments }) => assignments),
    ...gone.flatMap(({ name }) =>
      [...(assigned.get(name) ?? [])].map((detail) => change("delete", "assignment", name, detail)),
    ),
    ...gone.flatMap((set) => policiesOf(set).map(([detail]) => change("delete", "policy", set.name, detail))),
    ...gone.map(({ name }) => change("delete", "permission-set", name, "")),
  ];
}

function change(
  op: IdentityChange["op"],
  kind: IdentityChange["kind"],
  name: string,
  detail: string,
): IdentityChange {
  return { op, kind, name, detail };
}

function assignmentsByName(
  { permissionSets, assignments }: IdentitySnapshot,
  principals: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map(permissionSets.map(({ arn, name }) => [arn, name]));
  const found = new Map<string, Set<string>>();
  for (const { permissionSet, principal, accounts } of assignments) {
    const name = names.get(permissionSet);
    if (name === undefined) continue;
    const own = found.get(name) ?? new Set();
    found.set(name, own);
    // Whoever is not known any more is shown by id.
    const who = principals.get(`${principal.type} ${principal.id}`) ?? `${principal.type} ${principal.id}`;
    for (const account of accounts) own.add(`${who} on ${account}`);
  }
  return found;
}

interface SetChanges {
  readonly set: readonly IdentityChange[];
  readonly policies: readonly IdentityChange[];
  readonly assignments: readonly IdentityChange[];
}

function setChanges(
  live: SnapshotPermissionSet | undefined,
  set: PlannedPermissionSet,
  assigned: ReadonlyMap<string, ReadonlySet<string>>,
): SetChanges {
  const { name } = set;
  const wanted = new Set(
    set.grants.flatMap(({ principal, accounts }) =>
      accounts.map((account) => `${principal.kind} ${principal.name} on ${account}`),
    ),
  );
  const present = (live && assigned.get(name)) ?? new Set<string>();
  return {
    set:
      live === undefined
        ? [change("create", "permission-set", name, "")]
        : sameSettings(live, set)
          ? []
          : [change("update", "permission-set", name, "")],
    policies: policyChanges(live, set),
    assignments: [
      ...[...wanted]
        .filter((one) => !present.has(one))
        .map((one) => change("create", "assignment", name, one)),
      ...[...present]
        .filter((one) => !wanted.has(one))
        .map((one) => change("delete", "assignment", name, one)),
    ],
  };
}

function sameSettings(live: SnapshotPermissionSet, set: PlannedPermissionSet): boolean {
  const settings = ({
    description,
    sessionDuration,
    relayState,
    tags,
  }: SnapshotPermissionSet | PlannedPermissionSet) =>
    canonicalJson([description, sessionDuration, relayState, tags]);
  return settings(live) === settings(set);
}

/** The policies of a set, each with its text where it has one. */
function policiesOf(
  set: SnapshotPermissionSet | PlannedPermissionSet,
): readonly (readonly [string, string])[] {
  const { boundary } = set;
  return [
    ...set.awsManagedPolicies.map((arn) => [arn, ""] as const),
    ...set.customerManagedPolicies.map(({ path, name }) => [`customer policy ${path}${name}`, ""] as const),
    ...(set.inlinePolicy === "" ? [] : [["inline policy", sameText(set.inlinePolicy)] as const]),
    ...(boundary === null ? [] : [["permissions boundary", boundaryText(boundary)] as const]),
  ];
}

function boundaryText(
  boundary: NonNullable<(SnapshotPermissionSet | PlannedPermissionSet)["boundary"]>,
): string {
  if ("kind" in boundary)
    return boundary.kind === "aws"
      ? boundary.arn
      : canonicalJson([boundary.policy.path, boundary.policy.name]);
  return boundary.aws ?? canonicalJson([boundary.customer?.path, boundary.customer?.name]);
}

/** Texts that are equal as JSON are equal: Identity Center may lay them out anew. */
function sameText(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}

function policyChanges(
  live: SnapshotPermissionSet | undefined,
  set: PlannedPermissionSet,
): readonly IdentityChange[] {
  const before = new Map(live === undefined ? [] : policiesOf(live));
  const after = new Map(policiesOf(set));
  return [
    ...[...after]
      .filter(([policy, text]) => before.get(policy) !== text)
      .map(([policy]) => change(before.has(policy) ? "update" : "create", "policy", set.name, policy)),
    ...[...before.keys()]
      .filter((policy) => !after.has(policy))
      .map((policy) => change("delete", "policy", set.name, policy)),
  ];
}

function groupChanges(live: IdentitySnapshot, { stack, groups }: Desired): readonly IdentityChange[] {
  if (stack !== "identity") return [];
  const known = new Map(live.groups.map((group) => [group.name, group]));
  const names = new Map(live.users.map(({ id, name }) => [id, name]));
  return groups.flatMap(({ name, members }): IdentityChange[] => {
    if (members === null) return [];
    const group = known.get(name);
    const present = new Set((group?.members ?? []).map((id) => names.get(id) ?? id));
    return [
      ...(group === undefined ? [change("create", "group", name, "")] : []),
      ...members.filter((one) => !present.has(one)).map((one) => change("create", "membership", name, one)),
      ...[...present]
        .filter((one) => !members.includes(one))
        .map((one) => change("delete", "membership", name, one)),
    ];
  });
}

function attributeChanges(live: IdentitySnapshot, { stack, attributes }: Desired): readonly IdentityChange[] {
  if (stack !== "identity" || canonicalJson(live.attributes ?? {}) === canonicalJson(attributes)) return [];
  const isEmpty = (record: object | null) => record === null || Object.keys(record).length === 0;
  const op = isEmpty(live.attributes) ? "create" : isEmpty(attributes) ? "delete" : "update";
  const keys = Object.keys({ ...live.attributes, ...attributes }).sort(by((key) => key));
  return [change(op, "attributes", "attributes for access control", keys.join(", "))];
}
