import type { Draft, Group } from "./draft";
import type { Kept } from "./keep";
import { signature, type Wants } from "./pieces";

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
  const draftsAt = new Map<string, { draft: Draft; index: number }[]>();
  const drafts = kept.map((policy, index) => {
    const draft: Draft = {
      locked: policy.locked,
      pieces: new Set(policy.pieces),
      groups: new Set(),
      merged: policy.merged,
      shrunk: policy.pieces.length < policy.locked.items.length,
      donor: policy.donor,
    };
    for (const node of policy.nodes) draftsAt.set(node, [...(draftsAt.get(node) ?? []), { draft, index }]);
    return draft;
  });

  const groups = new Map<string, Group & { readonly nodes: string[] }>();
  for (const [node, pieces] of wants) {
    if (pieces.length === 0) continue;
    const here = draftsAt.get(node) ?? [];
    const key = [slots(node), here.map(({ index }) => index).join(" "), signature(pieces)].join("|");
    let group = groups.get(key);
    if (group === undefined) {
      group = {
        nodes: [],
        wants: pieces,
        slots: slots(node),
        drafts: new Set(here.map(({ draft }) => draft)),
        open: new Set(pieces),
      };
      groups.set(key, group);
      for (const draft of group.drafts) {
        draft.groups.add(group);
        for (const piece of draft.pieces) group.open.delete(piece);
      }
    }
    group.nodes.push(node);
  }
  return { groups: [...groups.values()], drafts };
}
