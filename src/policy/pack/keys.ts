import type { Piece } from "./pieces";

const NAME_PREFIX = "guardrail-";

/**
 * Characters of a policy's name in Organizations.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html, read 2026-11.
 */
const NAME_CHARACTERS = 128;

/** The name that a new policy gets with its key. AWS's denial names the policy: it should say why. */
export function nameOf(key: string): string {
  return NAME_PREFIX + key;
}

/** The slug of a single item, the theme of several, "guardrails" for a mixture. */
export function baseKey(pieces: readonly Piece[]): string {
  const [first, ...others] = pieces;
  if (others.length === 0) return first!.item.id.replaceAll("/", "-");
  return others.every(({ item }) => item.theme === first!.item.theme) ? first!.item.theme : "guardrails";
}

/** Allots keys that nobody ever had. */
export class Keys {
  private readonly taken: Set<string>;
  /** How far the numbers of a base are known to be taken. */
  private readonly counts = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.taken = new Set(taken);
  }

  allot(base: string): string {
    for (let count = this.counts.get(base) ?? 1; ; count++) {
      const suffix = count === 1 ? "" : `-${count}`;
      const key = base.slice(0, NAME_CHARACTERS - NAME_PREFIX.length - suffix.length) + suffix;
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      this.counts.set(base, count + 1);
      return key;
    }
  }
}
