import { obtain } from "../collections";
import type { PlanNode } from "../plan/types";
import { type Draft, draft, moved } from "./draft";
import type { Places } from "./places";
import type { Sides } from "./sides";

/** States in which nobody uses an account any more. */
const ACTIVE = "ACTIVE";

/** What differs in the tree: accounts and units that came, went, moved, or have another name or state. */
export function organizationDrafts(sides: Sides, places: Places): readonly Draft[] {
  const planned = new Map(sides.wanted.nodes.map((node) => [node.id, node]));
  const coverage = coverageOf(sides.wanted);
  const lost = sides.wanted.nodes.filter(({ id }) => !places.exists(id));
  return [
    ...lost.map((node) => goneDraft(node)),
    ...sides.tree.nodes.flatMap((node): readonly Draft[] => {
      if (sides.added.has(node.id)) return [addedDraft(node, places, coverage)];
      const was = planned.get(node.id);
      return was === undefined ? [] : changes(was, node, places);
    }),
  ];
}

const wordOf = ({ kind }: PlanNode) => (kind === "account" ? "account" : "unit");

/** The row of a node itself: what hangs on nothing of Pulumi's. */
function nodeDraft(
  { id, kind, path }: PlanNode,
  given: Pick<Draft, "kind"> & Partial<Omit<Draft, "kind">>,
): Draft {
  return draft({
    parts: [id],
    name: path,
    target: id,
    account: kind === "account" ? id : null,
    managed: false,
    ...given,
  });
}

function goneDraft(node: PlanNode): Draft {
  const { id, kind, path, state } = node;
  if (kind !== "account") return nodeDraft(node, { kind: "unit-removed", wanted: path, state: "gone" });
  // A closed account goes by itself in the end. Of any other, nobody here knows what it may do now.
  const wasActive = state === undefined || state === ACTIVE;
  return nodeDraft(node, {
    kind: "account-gone",
    accounts: [id],
    wanted: path,
    state: "gone",
    effect: wasActive ? "unknown" : "none",
    detail: wasActive ? "no policy of the organization binds an account that left it" : `it was ${state}`,
  });
}

type Coverage = (parent: string | null) => string;

function addedDraft(node: PlanNode, places: Places, coverage: Coverage): Draft {
  const { id, kind, path, parent, state } = node;
  if (kind !== "account")
    return nodeDraft(node, { kind: "unit-added", accounts: places.below(id), found: path, state: parent });
  return nodeDraft(node, {
    kind: "account-added",
    accounts: [id],
    found: path,
    detail: coverage(parent),
    state: [parent, state ?? null],
  });
}

/** Says which guardrails stand above a new account: whether that is enough is for people to judge. */
function coverageOf({ nodes, policies }: Sides["wanted"]): Coverage {
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  const known = new Map<string | null, string>();
  return (parent) =>
    obtain(known, parent, () => {
      const above = new Set<string>();
      for (let node = parent; node !== null; node = parents.get(node) ?? null) above.add(node);
      const guardrails = policies
        .filter(({ managed, targets }) => managed && targets.some(({ id }) => above.has(id)))
        .flatMap((policy) => policy.guardrails);
      const names = [...new Set(guardrails)].sort();
      return names.length === 0
        ? "no guardrail is planned where it stands"
        : `planned where it stands: ${names.join(", ")}`;
    });
}

function changes(was: PlanNode, is: PlanNode, places: Places): readonly Draft[] {
  const { id, kind } = is;
  const word = wordOf(is);
  const accounts = places.below(id);
  return [
    ...(was.parent === is.parent || is.parent === null
      ? []
      : [
          nodeDraft(is, {
            kind: `${word}-moved`,
            accounts,
            wanted: was.path,
            found: is.path,
            alters: moved(id, is.parent),
            state: is.parent,
          }),
        ]),
    ...(was.name === is.name || kind === "root"
      ? []
      : [nodeDraft(is, { kind: `${word}-renamed`, accounts, wanted: was.name, found: is.name })]),
    ...(was.state === is.state || is.state === undefined
      ? []
      : [
          nodeDraft(is, {
            kind: is.state === ACTIVE ? "account-active" : "account-suspended",
            accounts,
            wanted: was.state ?? null,
            found: is.state,
          }),
        ]),
  ];
}
