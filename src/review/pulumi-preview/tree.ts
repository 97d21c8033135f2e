import { obtain } from "../../collections";
import type { Snapshot, SnapshotAccount, SnapshotUnit } from "../../organization/snapshot";
import { ACCOUNT, UNIT } from "../../resource-types";
import { newId } from "./policies";
import { checkOrganization, type Doubts, isChanged, oldText, References, textOf } from "./values";
import { isRetained, type Removal, type Write, type Writes } from "./writes";

/** The tree of an organization after the steps of a preview. */
export interface AppliedTree {
  readonly units: readonly SnapshotUnit[];
  readonly accounts: readonly SnapshotAccount[];
  /** Roots, units and accounts by the resources that make them. */
  readonly references: References;
  /** What was taken to be so, one sentence each. */
  readonly assumed: readonly string[];
}

/**
 * Applies what the steps do to accounts and units. AWS moves accounts and no units: a unit with another parent is another
 * unit, and the old one goes when it is empty.
 *
 * Source: https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/organizations (account.go: parent_id
 * is changed by MoveAccount from where the state has it, deletion is CloseAccount with close_on_deletion and otherwise
 * RemoveAccountFromOrganization; organizational_unit.go: another parent_id is a replacement), read 2026-11.
 *
 * @param doubts takes what cannot be said
 */
export function applyTree(snapshot: Snapshot, writes: Writes, doubts: Doubts): AppliedTree {
  const state = new TreeState(snapshot, writes, doubts);
  // Whatever the order of the steps: names that stand for new ids follow from it.
  const inOrder = <T extends { readonly urn: string; readonly type: string }>(
    all: readonly T[],
    type: string,
  ) => all.filter((each) => each.type === type).sort((a, b) => (a.urn < b.urn ? -1 : 1));
  const units = inOrder(writes.written, UNIT);
  const accounts = inOrder(writes.written, ACCOUNT);
  for (const write of units) state.register(write, newId(write.urn));
  for (const write of accounts) state.register(write, state.freeAccountId());
  for (const write of units) state.writeUnit(write);
  for (const write of accounts) state.writeAccount(write);
  state.dropUnplaced();
  for (const removal of inOrder(writes.removed, ACCOUNT)) state.removeAccount(removal);
  state.removeUnits(inOrder(writes.removed, UNIT));
  return state.result();
}

const FULL_ACCESS_COMES =
  "AWS attaches FullAWSAccess to the units and accounts that are made, as it always does";

class TreeState {
  private readonly units: Map<string, SnapshotUnit>;
  private readonly accounts: Map<string, SnapshotAccount>;
  private readonly references: References;
  private readonly assumed: string[] = [];

  constructor(
    private readonly snapshot: Snapshot,
    writes: Writes,
    private readonly doubts: Doubts,
  ) {
    this.units = new Map(snapshot.units.map((unit) => [unit.id, unit]));
    this.accounts = new Map(snapshot.accounts.map((account) => [account.id, account]));
    this.references = new References([ACCOUNT, UNIT], writes);
  }

  /** Stands for the id that AWS will give; twelve digits, since policies and requests are about such ids. */
  freeAccountId(): string {
    let number = 0;
    const known = (id: string) => this.accounts.has(id) || this.references.has(id);
    const id = () => String(number).padStart(12, "0");
    do number++;
    while (known(id()));
    return id();
  }

  register({ urn, before }: Write, id: string): void {
    this.references.set(urn, before === null ? id : before.id);
  }

  writeUnit(write: Write): void {
    const { urn, name, before, after } = write;
    checkOrganization(urn, before?.outputs.arn ?? after.outputs.arn, this.snapshot, this.doubts);
    if (before === null) {
      const parent = this.parentOf(write);
      if (parent === null) return;
      const id = this.references.resolved(urn)!;
      this.units.set(id, { id, name: this.nameOf(write, name), parent });
      return;
    }
    const live = this.units.get(before.id);
    if (live === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no unit ${before.id}, which ${name} is`);
      return;
    }
    if (isChanged(write, "parentId")) {
      this.doubts.isUnknown(urn, `${name} is moved in place, and AWS is known to move accounts only`);
      return;
    }
    this.units.set(live.id, { ...live, name: this.nameOf(write, live.name) });
  }

  writeAccount(write: Write): void {
    const { urn, name, before, after } = write;
    checkOrganization(urn, before?.outputs.arn ?? after.outputs.arn, this.snapshot, this.doubts);
    if (before === null) {
      const parent = after.inputs.parentId === undefined ? this.snapshot.root.id : this.parentOf(write);
      if (parent === null) return;
      const id = this.references.resolved(urn)!;
      const called = this.nameOf(write, name);
      this.accounts.set(id, { id, name: called, parent, state: "ACTIVE" });
      this.assumed.push(`the new account ${called} is called ${id} here: AWS gives it another id`);
      return;
    }
    const live = this.accounts.get(before.id);
    if (live === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no account ${before.id}, which ${name} is`);
      return;
    }
    const parent = this.movedTo(write, live);
    this.accounts.set(live.id, {
      ...live,
      name: this.nameOf(write, live.name),
      parent: parent ?? live.parent,
    });
  }

  /** Without a parent in the program, an account stays where it is. @returns null where it stays, or nobody can tell */
  private movedTo(write: Write, { id, parent }: SnapshotAccount): string | null {
    const { urn, name, before, after } = write;
    if (after.inputs.parentId === undefined || !isChanged(write, "parentId")) return null;
    const [from, to] = [oldText(before!, "parentId"), this.parentOf(write)];
    if (to === null || to === from) return to;
    if (from !== null && from !== parent) {
      const message = `Pulumi moves ${name} (${id}) out of ${from}, and the facts have it in ${parent}`;
      this.doubts.doesNotFit(urn, message);
      return null;
    }
    return to;
  }

  /** What would hang below a unit that has no place itself has none either: the doubt is noted where it begins. */
  dropUnplaced(): void {
    const below = new Map<string, string[]>();
    for (const { id, parent } of [...this.units.values(), ...this.accounts.values()])
      obtain(below, parent, () => []).push(id);
    const placed = new Set([this.snapshot.root.id]);
    for (const id of placed) for (const child of below.get(id) ?? []) placed.add(child);
    const unplaced = [...this.units.values()].filter(({ id }) => !placed.has(id));
    // Where each hangs below another, no unit without a place has been a doubt yet.
    if (unplaced.length > 0 && unplaced.every(({ parent }) => this.units.has(parent)))
      this.doubts.isUnknown(
        this.references.urnOf(unplaced[0]!.id)!,
        `${unplaced.map(({ name }) => name).join(", ")} stand below one another: where that is to be is not known`,
      );
    for (const { id } of unplaced) this.units.delete(id);
    const live = new Map(this.snapshot.accounts.map((account) => [account.id, account]));
    for (const [id, account] of this.accounts) {
      if (placed.has(id)) continue;
      const was = live.get(id);
      if (was === undefined) this.accounts.delete(id);
      else this.accounts.set(id, { ...account, parent: was.parent });
    }
  }

  removeAccount({ urn, name, state }: Removal): void {
    const { id, inputs, outputs } = state;
    if (isRetained(state)) {
      this.doubts.retained(urn, name);
      return;
    }
    const live = this.accounts.get(id);
    if (live === undefined) {
      this.doubts.doesNotFit(urn, `the facts have no account ${id}, which ${name} was`);
      return;
    }
    if ((inputs.closeOnDeletion ?? outputs.closeOnDeletion) === true) {
      this.accounts.set(id, { ...live, state: "PENDING_CLOSURE" });
      return;
    }
    this.doubts.isUnknown(
      urn,
      `${name} (${id}) leaves the organization: nothing here binds it any more, and what it may do then is not known`,
      "keep it, or close it with closeOnDeletion; where it is to leave, do that by hand",
    );
  }

  /** AWS deletes no unit that has accounts or units; one that goes may have others below it that go as well. */
  removeUnits(removals: readonly Removal[]): void {
    let left = removals.filter(({ urn, name, state }) => {
      if (isRetained(state)) this.doubts.retained(urn, name);
      else if (!this.units.has(state.id))
        this.doubts.doesNotFit(urn, `the facts have no unit ${state.id}, which ${name} was`);
      else return true;
      return false;
    });
    for (;;) {
      const used = new Set([...this.units.values(), ...this.accounts.values()].map(({ parent }) => parent));
      const empty = left.filter(({ state }) => !used.has(state.id));
      if (empty.length === 0) break;
      for (const { state } of empty) this.units.delete(state.id);
      left = left.filter(({ state }) => used.has(state.id));
    }
    for (const { urn, name, state } of left)
      this.doubts.isUnknown(
        urn,
        `${name} (${state.id}) is deleted while accounts or units stand in it: AWS refuses, and how far the deployment comes is not known`,
      );
  }

  result(): AppliedTree {
    const sorted = <T extends { readonly id: string }>(all: Iterable<T>) =>
      [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
    const known = new Set([...this.snapshot.units, ...this.snapshot.accounts].map(({ id }) => id));
    const hasNew = [...this.units.keys(), ...this.accounts.keys()].some((id) => !known.has(id));
    return {
      units: sorted(this.units.values()),
      accounts: sorted(this.accounts.values()),
      references: this.references,
      assumed: hasNew ? [...this.assumed, FULL_ACCESS_COMES] : this.assumed,
    };
  }

  private nameOf(write: Write, otherwise: string): string {
    if (write.after.inputs.name === undefined || !isChanged(write, "name")) return otherwise;
    return textOf(write, "name", "name", this.doubts) ?? otherwise;
  }

  private parentOf({ urn, name, after }: Write): string | null {
    const parent = this.references.resolve(after, "parentId");
    if (parent === null) {
      this.doubts.isUnknown(urn, `where ${name} is to stand is not known before the deployment`);
      return null;
    }
    const isThere = parent === this.snapshot.root.id || this.units.has(parent) || this.references.has(parent);
    if (!isThere)
      this.doubts.doesNotFit(urn, `the facts have no root or unit ${parent}, which ${name} is to stand in`);
    return isThere ? parent : null;
  }
}
