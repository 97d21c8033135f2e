import type { PlannedPermissionSet } from "../../identity/plan/types";
import type { PlannedStackSet } from "../../lockdown/types";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../../organization/identity-snapshot";
import type { LockdownSnapshot } from "../../organization/lockdown-snapshot";
import { PROGRAMS, type Program, type StackNames } from "../../organization/programs";
import type { Snapshot } from "../../organization/snapshot";
import type { DesiredState } from "../desired";
import type { Sides } from "../sides";

/** What a mend has to know besides its row: how AWS calls things, and which stack has them. */
export interface MendContext {
  readonly stacks: StackNames;
  readonly region: string;
  readonly root: string;
  readonly managementAccount: string;
  /** Key of a policy -> "p-…". */
  readonly policyIds: ReadonlyMap<string, string>;
  /** Key of a policy -> nodes where it is planned. */
  readonly plannedTargets: ReadonlyMap<string, readonly string[]>;
  /** Node -> where it is planned to stand. */
  readonly plannedParents: ReadonlyMap<string, string | null>;
  readonly parents: ReadonlyMap<string, string | null>;
  /** Name of a permission set -> the stack that has it. */
  readonly programs: ReadonlyMap<string, Program>;
  readonly plannedSets: ReadonlyMap<string, PlannedPermissionSet>;
  readonly sets: ReadonlyMap<string, SnapshotPermissionSet>;
  /** Names of groups that are made here. */
  readonly made: ReadonlySet<string>;
  readonly hasAttributes: boolean;
  readonly identity: IdentitySnapshot | null;
  readonly groupIds: ReadonlyMap<string, string>;
  readonly userIds: ReadonlyMap<string, string>;
  /** Name of a StackSet -> what is planned of it, in the order in which they are deployed. */
  readonly stackSets: ReadonlyMap<string, PlannedStackSet>;
  readonly lockdown: LockdownSnapshot | undefined;
}

/** Where nobody said how the stacks are called. */
const SAME_NAMES = Object.fromEntries(PROGRAMS.map((program) => [program, program])) as StackNames;

/** Looks up once what the mends of all rows need. */
export function mendContext(
  { plan, identity, lockdown, homeRegion, stacks: stackNames }: DesiredState,
  facts: Snapshot,
  sides: Sides,
): MendContext {
  const stacks = identity?.stacks ?? [];
  const live = facts.identity ?? null;
  const planned = stacks.flatMap(({ stack, permissionSets }) =>
    permissionSets.map((set) => ({ stack, set })),
  );
  const groups = stacks.flatMap((stack) => stack.groups);
  return {
    stacks: stackNames ?? SAME_NAMES,
    region: homeRegion,
    root: facts.root.id,
    managementAccount: facts.organization.managementAccount,
    policyIds: new Map(sides.found.policies.map(({ key, live: { id } }) => [key, id])),
    plannedTargets: new Map(plan.policies.map(({ key, targets }) => [key, targets.map(({ id }) => id)])),
    plannedParents: new Map(plan.nodes.map(({ id, parent }) => [id, parent])),
    parents: new Map(sides.tree.nodes.map(({ id, parent }) => [id, parent])),
    programs: new Map(planned.map(({ stack, set }) => [set.name, stack])),
    plannedSets: new Map(planned.map(({ set }) => [set.name, set])),
    sets: new Map((live?.permissionSets ?? []).map((set) => [set.name, set])),
    made: new Set(groups.flatMap(({ name, members }) => (members === null ? [] : [name]))),
    hasAttributes: stacks.some(({ attributes }) => Object.keys(attributes).length > 0),
    identity: live,
    groupIds: new Map((live?.groups ?? []).map(({ name, id }) => [name, id])),
    userIds: new Map((live?.users ?? []).map(({ name, id }) => [name, id])),
    stackSets: new Map((lockdown?.stackSets ?? []).map((set) => [set.name, set])),
    lockdown: facts.lockdown,
  };
}
