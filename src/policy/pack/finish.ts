import type { LockedPolicy } from "../../organization/lock";
import type { Draft } from "./draft";
import { baseKey, Keys, nameOf } from "./keys";
import { byRank, compare, type Piece } from "./pieces";
import { reuseKeys } from "./reuse";
import type { Ruler } from "./ruler";
import type { PackedPolicy, PackInput } from "./types";

interface Shaped {
  readonly draft: Draft;
  readonly pieces: readonly Piece[];
  readonly items: readonly string[];
  /** The items as one text, to sort by. */
  readonly label: string;
  readonly targets: readonly string[];
}

/**
 * Gives every draft its key, name and text.
 *
 * @param vacant policies of the lock whose keys no draft has; some may be used again
 */
export function finish(
  drafts: readonly Draft[],
  vacant: readonly LockedPolicy[],
  { usedKeys, locked }: PackInput,
  ruler: Ruler,
): PackedPolicy[] {
  const shaped = drafts.map(shape);
  const fresh = shaped
    .filter(({ draft }) => draft.locked === null)
    .sort((a, b) => compare(a.label, b.label) || byReach(a.targets, b.targets));
  const reused = reuseKeys(fresh, vacant);
  const keys = new Keys([...usedKeys, ...locked.map(({ key }) => key)]);
  const identities = new Map<Shaped, { readonly key: string; readonly name: string }>(reused);
  for (const one of fresh) {
    if (identities.has(one)) continue;
    const key = keys.allot(baseKey(one.pieces));
    identities.set(one, { key, name: nameOf(key) });
  }
  return shaped
    .map((one) => write(one, one.draft.locked ?? identities.get(one)!, ruler))
    .sort((a, b) => compare(a.key, b.key));
}

/** The policy that reaches furthest gets the plain key, and the ones of single accounts get the numbers. */
function byReach(a: readonly string[], b: readonly string[]): number {
  const reach = (targets: readonly string[]) => Math.min(...targets.map(level));
  return reach(a) - reach(b) || compare(a[0]!, b[0]!);
}

/** The root, a unit, or an account, by the form of its id. */
function level(id: string): number {
  return id.startsWith("r-") ? 0 : id.startsWith("ou-") ? 1 : 2;
}

function shape(draft: Draft): Shaped {
  const pieces = [...draft.pieces].sort(byRank);
  const items = pieces.map(({ item }) => item.id);
  const targets = [...draft.groups].flatMap(({ nodes }) => nodes).sort();
  return { draft, pieces, items, label: items.join(" "), targets };
}

function write(
  { draft, pieces, targets }: Shaped,
  { key, name }: { readonly key: string; readonly name: string },
  ruler: Ruler,
): PackedPolicy {
  const merged = draft.merged || !ruler.fits(pieces, false);
  return {
    key,
    name,
    items: pieces.map(({ item }) => item),
    merged,
    targets,
    text: ruler.text(pieces, merged),
    statements: ruler.origins(pieces, merged),
  };
}
