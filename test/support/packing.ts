import fc from "fast-check";
import type { Theme } from "../../src/catalogue/guardrail";
import type { LockedPolicy } from "../../src/organization/lock";
import type { PackInput, Packing, StatementItem } from "../../src/policy/pack/types";

const THEMES: readonly Theme[] = ["root", "regions", "identity"];

/** An item of one statement with so many actions; equal numbers are equal variants. */
export function item(id: string, actions = 1): StatementItem {
  const guardrail = id.split("/")[0]!;
  const Sid = id.replaceAll(/[^a-z0-9]/g, "").toUpperCase();
  // Effect and Resource are alike everywhere, so that statements can merge; no two items share an action.
  const Action = Array.from({ length: actions }, (_, index) => `svc:${Sid}of${actions}n${index}`);
  const theme = THEMES[id.charCodeAt(0) % THEMES.length]!;
  const statements = [{ Sid, Effect: "Deny" as const, Action, Resource: "*" }];
  return { id, guardrail, theme, variant: String(actions), statements };
}

/** node -> item id -> number of actions */
export type Wish = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Setting {
  readonly attached: number;
  readonly characters: number;
  readonly locked?: readonly LockedPolicy[];
  readonly usedKeys?: readonly string[];
  readonly repack?: boolean;
  readonly taken?: Readonly<Record<string, number>>;
}

export function wantedOf(wish: Wish): Map<string, StatementItem[]> {
  return new Map(
    Object.entries(wish).map(([node, items]) => [
      node,
      Object.entries(items).map(([id, actions]) => item(id, actions)),
    ]),
  );
}

/** One slot is kept free, as in life: `attached` 4 leaves three. */
export function inputOf(wanted: ReadonlyMap<string, readonly StatementItem[]>, setting: Setting): PackInput {
  return {
    type: "SERVICE_CONTROL_POLICY",
    limits: { attached: setting.attached, characters: setting.characters },
    keptFree: 1,
    wanted,
    taken: (node) => setting.taken?.[node] ?? 0,
    locked: setting.locked ?? [],
    usedKeys: new Set(setting.usedKeys),
    repack: setting.repack ?? false,
    target: (id) => ({ id, path: `path of ${id}` }),
  };
}

/** The policies as the lock file would hold them. */
export function lockOf(packing: Packing): LockedPolicy[] {
  return packing.policies.map(({ key, name, items, merged, targets }) => ({
    key,
    type: "SERVICE_CONTROL_POLICY",
    name,
    items: items.map(({ id }) => id),
    merged,
    targets,
  }));
}

/** Wishes of small organizations: up to three nodes and five items, each of one size or, rarely, another. */
export function wishes(count: number): fc.Arbitrary<Wish[]> {
  return fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 5, maxLength: 5 }).chain((sizes) => {
    const ids = ["a", "b", "c", "d", "a/ended"];
    const rows = ids.map((id, index) => [
      id,
      fc.constantFrom(0, 0, 0, 0, 4).map((more) => sizes[index]! + more),
    ]);
    const want = fc.record(Object.fromEntries(rows), { requiredKeys: [] });
    const wish = fc.record({ n1: want, n2: want, n3: want }, { requiredKeys: [] }) as fc.Arbitrary<Wish>;
    return fc.array(wish, { minLength: count, maxLength: count });
  });
}

/** Tight enough that about half of the small organizations must bundle, merge or fail. */
export const settings: fc.Arbitrary<Setting> = fc.record({
  attached: fc.integer({ min: 3, max: 5 }),
  characters: fc.constantFrom(350, 500, 700, 2_000),
});
