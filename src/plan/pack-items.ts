import type { Lock } from "../organization/lock";
import { LIMITS, SLOTS_KEPT_FREE } from "../policy/limits";
import { pack } from "../policy/pack";
import type { Item, Packing } from "../policy/pack/types";
import { POLICY_TYPES, type PolicyType } from "../policy/types";
import type { PlacedItem } from "./desired";
import { KEY_TAG, type Live } from "./live";
import type { PlanTarget } from "./types";

interface PackOptions {
  readonly lock: Lock | null;
  readonly live: Live;
  readonly target: (node: string) => PlanTarget;
  readonly repack: boolean;
}

/** Packs the items of every type that is wanted or was; keys are one-to-one over all types. */
export function packItems(
  placed: readonly PlacedItem[],
  { lock, live, target, repack }: PackOptions,
): ReadonlyMap<PolicyType, Packing> {
  const allLocked = lock?.policies ?? [];
  // A key that a live policy carries must not be allotted either, even where the lock forgot it.
  const used = new Set(lock?.retiredKeys ?? []);
  for (const { tags } of live.others) if (tags[KEY_TAG] !== undefined) used.add(tags[KEY_TAG]);

  const packings = new Map<PolicyType, Packing>();
  for (const type of POLICY_TYPES) {
    const wanted = wantedByNode(placed, type);
    const locked = allLocked.filter((policy) => policy.type === type);
    if (wanted.size === 0 && locked.length === 0) continue;
    const taken = slotsTaken(live, type);
    const packing = pack({
      type,
      limits: LIMITS[type],
      keptFree: SLOTS_KEPT_FREE,
      wanted,
      taken: (node) => taken.get(node) ?? 0,
      locked,
      usedKeys: new Set([
        ...used,
        ...allLocked.filter((policy) => policy.type !== type).map(({ key }) => key),
      ]),
      repack,
      target,
    });
    for (const { key } of packing.policies) used.add(key);
    packings.set(type, packing);
  }
  return packings;
}

function wantedByNode(placed: readonly PlacedItem[], type: PolicyType): ReadonlyMap<string, readonly Item[]> {
  const wanted = new Map<string, Item[]>();
  for (const { item, nodes, type: itemType } of placed) {
    if (itemType !== type) continue;
    for (const node of nodes) {
      const items = wanted.get(node);
      if (items === undefined) wanted.set(node, [item]);
      else items.push(item);
    }
  }
  return wanted;
}

function slotsTaken(live: Live, type: PolicyType): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const policy of live.unmanaged) {
    if (policy.type !== type) continue;
    for (const node of policy.targets) taken.set(node, (taken.get(node) ?? 0) + 1);
  }
  return taken;
}
