import type { IdentityView } from "../../identity/plan/view";
import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import type { Sides } from "./grants";
import { type IdentityState, NO_STATE, stateOfLive, stateOfView } from "./state";

/** What there was of Identity Center before a change. */
export type IdentityBase =
  /** Undefined where the plan of base does not know the section. */
  | { readonly kind: "plan"; readonly name: string; readonly view: IdentityView | undefined }
  /** Undefined where Identity Center is not enabled. */
  | { readonly kind: "live"; readonly snapshot: IdentitySnapshot | undefined };

export interface ComparedSides {
  /** Null where neither side speaks of Identity Center, or head cannot be planned. */
  readonly sides: Sides | null;
  /** Sentences on what was taken to be so. */
  readonly assumed: readonly string[];
}

/** What is compared of Identity Center. What base does not say is shown as gained, never left out. */
export function identitySides(base: IdentityBase, head: IdentityView | undefined): ComparedSides {
  if (head === undefined) return { sides: null, assumed: [] };
  if (cannotBePlanned(head)) {
    const assumed = ["Identity Center cannot be planned: what changes in access is not shown"];
    return { sides: null, assumed };
  }
  const after = stateOfView(head);
  const before = base.kind === "live" ? liveBase(base.snapshot, head) : planBase(base.name, base.view);
  if (isEmpty(after) && isEmpty(before.state)) return { sides: null, assumed: [] };
  return { sides: { base: before.state, head: after }, assumed: before.assumed };
}

function isEmpty({ sets, members, attributes }: IdentityState): boolean {
  return sets.size + members.size + Object.keys(attributes).length === 0;
}

function planBase(name: string, view: IdentityView | undefined) {
  if (view === undefined) {
    return {
      state: NO_STATE,
      assumed: [`the plan of ${name} does not know Identity Center: all access is shown as gained`],
    };
  }
  if (cannotBePlanned(view)) {
    const { message } = view.problems.find(({ severity }) => severity === "error")!;
    return {
      state: NO_STATE,
      assumed: [`${name} cannot plan Identity Center (${message}): all access is shown as gained`],
    };
  }
  const assumed = view.stacks.length > 0 ? [] : [`${name} wants nothing of Identity Center`];
  return { state: stateOfView(view), assumed };
}

function liveBase(snapshot: IdentitySnapshot | undefined, head: IdentityView) {
  if (snapshot === undefined) return { state: NO_STATE, assumed: ["Identity Center is not enabled"] };
  const managed = head.stacks.flatMap(({ groups }) =>
    groups.flatMap(({ name, members }) => (members === null ? [] : [name])),
  );
  return {
    state: stateOfLive(snapshot, new Set(managed)),
    assumed: snapshot.notRead.map(
      ({ what, action }) =>
        `${what} was not read (grant ${action}): what may be there is shown as gained, and not as lost`,
    ),
  };
}

function cannotBePlanned({ stacks, problems }: IdentityView): boolean {
  return stacks.length === 0 && problems.some(({ severity }) => severity === "error");
}
