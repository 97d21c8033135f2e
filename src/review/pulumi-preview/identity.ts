import type {
  IdentitySnapshot,
  SnapshotAssignments,
  SnapshotGroup,
  SnapshotPermissionSet,
} from "../../organization/identity-snapshot";
import { canonicalJson } from "../../policy/canonical";
import {
  ASSIGNMENT,
  ATTRIBUTES,
  BOUNDARY,
  CUSTOMER_EXCLUSIVE,
  CUSTOMER_POLICY,
  GROUP,
  INLINE_POLICY,
  MANAGED_EXCLUSIVE,
  MANAGED_POLICY,
  MEMBERSHIP,
  PERMISSION_SET,
} from "../../resource-types";
import type { ResourceState } from "./document";
import { type SingleAttachment, singleAttachment, writeExclusive } from "./identity-exclusive";
import { attributesOf, DEFAULTS, EMPTY_SET, type Mutable, removePart, writePart } from "./identity-parts";
import { IDENTITY_TYPES } from "./judged";
import { newId } from "./policies";
import type { AppliedTree } from "./tree";
import { type Doubts, isChanged, oldText, References, textOf, textsOf } from "./values";
import { isRetained, type Removal, type Write, type Writes } from "./writes";

/** Identity Center after the steps of a preview, and what of it they are about. */
export interface AppliedIdentity {
  readonly after: IdentitySnapshot;
  /** ARNs of the sets that a step is about; those that come stand under an id of ours. */
  readonly sets: ReadonlySet<string>;
  /** Names of the groups whose members a step is about. */
  readonly groups: ReadonlySet<string>;
}

/** Whether a preview writes to Identity Center. */
export function writesIdentity({ written, removed }: Writes): boolean {
  return [...written, ...removed].some(({ type }) => IDENTITY_TYPES.has(type));
}

/** Applies the steps. @param references accounts by the resources that make them @param doubts takes what cannot be said */
export function applyIdentity(
  live: IdentitySnapshot,
  { references }: Pick<AppliedTree, "references">,
  writes: Writes,
  doubts: Doubts,
): AppliedIdentity {
  const state = new IdentityState(live, references, writes, doubts);
  const gone = writes.removed.filter(({ urn, name, type, state: old }) => {
    if (!IDENTITY_TYPES.has(type)) return false;
    if (isRetained(old)) doubts.retained(urn, name);
    return !isRetained(old);
  });
  // What refers to a set or a group goes before it, and comes after it.
  for (const type of [...PARTS, GROUP, PERMISSION_SET])
    for (const removal of gone) if (removal.type === type) state.remove(removal);
  for (const type of [PERMISSION_SET, GROUP, ...PARTS])
    for (const write of writes.written) if (write.type === type) state.write(write);
  return state.result();
}

const PARTS = [
  INLINE_POLICY,
  MANAGED_POLICY,
  CUSTOMER_POLICY,
  BOUNDARY,
  ASSIGNMENT,
  MEMBERSHIP,
  ATTRIBUTES,
  MANAGED_EXCLUSIVE,
  CUSTOMER_EXCLUSIVE,
] as const;

class IdentityState {
  private readonly sets: Map<string, Mutable<SnapshotPermissionSet>>;
  private readonly groups: Map<string, Mutable<SnapshotGroup>>;
  private readonly assignments = new Map<string, SnapshotAssignments & { readonly accounts: string[] }>();
  private readonly touchedSets = new Set<string>();
  private readonly touchedGroups = new Set<string>();
  private readonly setReferences: References;
  private readonly groupReferences: References;
  private readonly singles: SingleAttachment[] = [];
  private attributes: Readonly<Record<string, string>> | null;

  constructor(
    private readonly live: IdentitySnapshot,
    private readonly accounts: References,
    writes: Writes,
    private readonly doubts: Doubts,
  ) {
    this.sets = new Map(live.permissionSets.map((set) => [set.arn, { ...set }]));
    this.groups = new Map(live.groups.map((group) => [group.id, { ...group }]));
    for (const row of live.assignments)
      this.assignments.set(key(row), { ...row, accounts: [...row.accounts] });
    this.attributes = live.attributes;
    const ids = (cut: (id: string) => string) =>
      new Map([...writes.ids].map(([urn, id]) => [urn, cut(id)] as const));
    // "<arn>,<instance>" and "<store>/<group>" are the provider's own ids of them.
    this.setReferences = new References([PERMISSION_SET], { ...writes, ids: ids((id) => id.split(",")[0]!) });
    this.groupReferences = new References([GROUP], { ...writes, ids: ids((id) => id.split("/").at(-1)!) });
  }

  write(write: Write): void {
    const { urn, name, after, type } = write;
    this.checkInstance(urn, after);
    if (type === PERMISSION_SET) this.writeSet(write);
    else if (type === GROUP) this.writeGroup(write);
    else if (type === MEMBERSHIP) this.writeMembership(write);
    else if (type === ATTRIBUTES) {
      const attributes = attributesOf(after);
      if (attributes === null) this.doubts.isUnknown(urn, `the attributes of ${name} are not known`);
      else this.attributes = attributes;
    } else {
      const set = this.setOf(write, this.setReferences.resolve(after, "permissionSetArn"));
      if (set === null) return;
      if (type === ASSIGNMENT) this.assign(write, set.arn);
      else if (isExclusive(type)) writeExclusive(write, set, this.singles, this.doubts);
      else {
        this.note(singleAttachment(type, after, set.arn, true));
        writePart(write, set, this.doubts);
      }
    }
  }

  remove({ urn, name, type, state }: Removal): void {
    this.checkInstance(urn, state);
    if (type === PERMISSION_SET) this.removeSet(urn, name, state);
    else if (type === GROUP) this.groups.delete(state.id.split("/").at(-1)!);
    else if (type === MEMBERSHIP) this.removeMembership(urn, name, state);
    else if (type === ATTRIBUTES) this.attributes = null;
    else {
      const set = this.setOf({ urn, name }, oldText(state, "permissionSetArn"));
      if (set === null) return;
      if (type === ASSIGNMENT) this.unassign(state, set.arn);
      else if (isExclusive(type)) this.doubts.retained(urn, `what ${name} attached`);
      else {
        this.note(singleAttachment(type, state, set.arn, false));
        removePart(type, state, set);
      }
    }
  }

  result(): AppliedIdentity {
    return {
      after: {
        ...this.live,
        attributes: this.attributes,
        permissionSets: [...this.sets.values()],
        assignments: [...this.assignments.values()].map((row) => ({
          ...row,
          accounts: [...row.accounts].sort(),
        })),
        groups: [...this.groups.values()],
      },
      sets: this.touchedSets,
      groups: this.touchedGroups,
    };
  }

  private note(single: SingleAttachment | null): void {
    if (single !== null) this.singles.push(single);
  }

  private setOf(
    { urn, name }: Pick<Write, "urn" | "name">,
    arn: string | null,
  ): Mutable<SnapshotPermissionSet> | null {
    if (arn === null) {
      this.doubts.isUnknown(urn, `which permission set ${name} is about is not known before the deployment`);
      return null;
    }
    const set = this.sets.get(arn);
    if (set === undefined)
      this.doubts.doesNotFit(urn, `the facts have no permission set ${arn}, which ${name} is about`);
    this.touchedSets.add(arn);
    return set ?? null;
  }

  private writeSet(write: Write): void {
    const { urn, name, before, after } = write;
    const arn = before === null ? newId(name) : before.id.split(",")[0]!;
    const live = this.sets.get(arn);
    if (before !== null && live === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no permission set ${arn}, which ${name} is`);
      return;
    }
    this.setReferences.set(urn, arn);
    this.touchedSets.add(arn);
    const text = (property: string, otherwise: string) => {
      if (!isChanged(write, property)) return otherwise;
      return after.inputs[property] === undefined
        ? (DEFAULTS[property] ?? otherwise)
        : (textOf(write, property, property, this.doubts) ?? otherwise);
    };
    this.sets.set(arn, {
      ...(live ?? EMPTY_SET),
      arn,
      name: text("name", live?.name ?? name),
      description: text("description", live?.description ?? ""),
      sessionDuration: text("sessionDuration", live?.sessionDuration ?? ""),
      relayState: text("relayState", live?.relayState ?? ""),
      tags: isChanged(write, "tags") ? textsOf(after.inputs.tags) : live!.tags,
    });
  }

  private removeSet(urn: string, name: string, state: ResourceState): void {
    const set = this.setOf({ urn, name }, state.id.split(",")[0]!);
    if (set === null) return;
    if (
      [...this.assignments.values()].some((row) => row.permissionSet === set.arn && row.accounts.length > 0)
    ) {
      this.doubts.isUnknown(
        urn,
        `${name} is deleted while somebody has it: AWS refuses, and how far the deployment comes is not known`,
      );
      return;
    }
    this.sets.delete(set.arn);
  }

  private assign(write: Write, permissionSet: string): void {
    const { urn, name, after } = write;
    const type = textOf(write, "principalType", "kind of principal", this.doubts);
    const account =
      this.accounts.resolve(after, "targetId") ?? textOf(write, "targetId", "account", this.doubts);
    const id = this.groupReferences.resolve(after, "principalId");
    if (id === null) this.doubts.isUnknown(urn, `who gets ${name} is not known before the deployment`);
    if (type === null || account === null || id === null) return;
    const row = { permissionSet, principal: { type, id }, accounts: [] as string[] };
    const known = this.assignments.get(key(row)) ?? row;
    this.assignments.set(key(row), known);
    if (!known.accounts.includes(account)) known.accounts.push(account);
  }

  private unassign(state: ResourceState, permissionSet: string): void {
    const [type, id] = [oldText(state, "principalType") ?? "", oldText(state, "principalId") ?? ""];
    const account = oldText(state, "targetId");
    const row = this.assignments.get(key({ permissionSet, principal: { type, id } }));
    const place = row?.accounts.indexOf(account ?? "") ?? -1;
    if (place >= 0) row!.accounts.splice(place, 1);
  }

  private writeGroup(write: Write): void {
    const { urn, name, before, after } = write;
    const id = before === null ? newId(name) : before.id.split("/").at(-1)!;
    const display = textOf(write, "displayName", "name", this.doubts) ?? name;
    this.groupReferences.set(urn, id);
    this.touchedGroups.add(display);
    const live = this.groups.get(id);
    if (before !== null && live === undefined && after.inputs.displayName !== before.inputs.displayName) {
      this.doubts.doesNotFit(urn, `the facts have no group ${id}, which ${name} is`);
      return;
    }
    this.groups.set(id, { ...(live ?? { id, members: [] }), name: display });
  }

  private writeMembership(write: Write): void {
    const { urn, name, after } = write;
    const id = this.groupReferences.resolve(after, "groupId");
    const member = textOf(write, "memberId", "member", this.doubts);
    if (id === null) {
      this.doubts.isUnknown(urn, `which group ${name} is about is not known`);
      return;
    }
    const group = this.groupOf(urn, name, id);
    if (group === null || member === null) return;
    group.members = [...new Set([...(group.members ?? []), member])].sort();
  }

  private removeMembership(urn: string, name: string, state: ResourceState): void {
    const member = oldText(state, "memberId");
    const group = this.groupOf(urn, name, oldText(state, "groupId") ?? "");
    if (group !== null) group.members = (group.members ?? []).filter((one) => one !== member);
  }

  private groupOf(urn: string, name: string, id: string): Mutable<SnapshotGroup> | null {
    const group = this.groups.get(id);
    if (group === undefined)
      this.doubts.doesNotFit(urn, `the facts have no group ${id}, which ${name} is about`);
    else this.touchedGroups.add(group.name);
    return group ?? null;
  }

  private checkInstance(urn: string, { inputs }: ResourceState): void {
    const { arn, identityStore } = this.live.instance;
    const differs = (property: string, expected: string) =>
      typeof inputs[property] === "string" && inputs[property] !== expected ? inputs[property] : undefined;
    const found = differs("instanceArn", arn) ?? differs("identityStoreId", identityStore);
    if (found !== undefined)
      this.doubts.doesNotFit(urn, `the preview is of Identity Center ${found}, and the facts are of ${arn}`);
  }
}

function isExclusive(type: string): boolean {
  return type === MANAGED_EXCLUSIVE || type === CUSTOMER_EXCLUSIVE;
}

function key({ permissionSet, principal }: Pick<SnapshotAssignments, "permissionSet" | "principal">): string {
  return canonicalJson([permissionSet, principal.type, principal.id]);
}
