import { obtain } from "../../collections";
import type { Draft, Group } from "./draft";
import type { Kept } from "./keep";
import { type Piece, signature, type Wants } from "./pieces";

/**
 * Puts nodes together that must come out alike, so that the work grows with what people wrote, not with the
 * accounts that they have.
 *
 * @param slots how many policies of ours a node may have
 */
export function groupNodes(
  wants: Wants,
  kept: readonly Kept[],
  slots: (node: string) => number,
): { readonly groups: readonly Group[]; readonly drafts: readonly Draft[] } {
  const drafts = kept.map(draftOf);
  const keptAt = new Map<string, number[]>();
  for (const [index, { nodes }] of kept.entries())
    for (const node of nodes) obtain(keptAt, node, () => []).push(index);

  const groups = new Map<string, Group & { readonly nodes: string[] }>();
  for (const [node, pieces] of wants) {
    if (pieces.length === 0) continue;
    const here = keptAt.get(node) ?? [];
    const key = [slots(node), here.join(" "), signature(pieces)].join("|");
    const group = obtain(groups, key, () => {
      const own = here.map((index) => drafts[index]!);
      return newGroup(pieces, slots(node), own);
    });
    group.nodes.push(node);
  }
  return { groups: [...groups.values()], drafts };
}

function draftOf({ locked, pieces, merged, donor }: Kept): Draft {
  const shrunk = pieces.length < locked.items.length;
  return { locked, pieces: new Set(pieces), groups: new Set(), merged, shrunk, donor };
}

function newGroup(wants: readonly Piece[], slots: number, drafts: readonly Draft[]) {
  const group = {
    nodes: [] as string[],
    wants,
    slots,
    drafts: new Set(drafts),
    open: new Set(wants),
  };
  for (const draft of drafts) {
    draft.groups.add(group);
    for (const piece of draft.pieces) group.open.delete(piece);
  }
  return group;
}
