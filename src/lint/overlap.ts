/** A part of a glob: one character, any one, or any run of characters, of which some may be none of those in `but`. */
export type GlobPart =
  | { readonly kind: "text"; readonly character: string }
  | { readonly kind: "one" }
  | { readonly kind: "run"; readonly but: string };

/** The parts of a pattern in which "*" and "?" are wildcards. */
export function globParts(pattern: string): readonly GlobPart[] {
  return [...pattern].map((character): GlobPart => {
    if (character === "*") return { kind: "run", but: "" };
    return character === "?" ? { kind: "one" } : { kind: "text", character };
  });
}

/** Whether some text fits both globs. Takes at most the product of their lengths. */
export function overlap(left: readonly GlobPart[], right: readonly GlobPart[]): boolean {
  const width = right.length + 1;
  let reached = new Uint8Array(width);
  reached[0] = 1;
  for (let row = 0; ; row++) {
    const next = new Uint8Array(width);
    for (let column = 0; column < width; column++) {
      if (reached[column] === 0) continue;
      const [a, b] = [left[row], right[column]];
      // A run may be empty, or take what the other side has next.
      if (a?.kind === "run") next[column] = 1;
      if (b?.kind === "run") reached[column + 1] = 1;
      if (a === undefined || b === undefined) continue;
      if (a.kind === "run" && fits(b, a.but)) reached[column + 1] = 1;
      else if (b.kind === "run" && fits(a, b.but)) next[column] = 1;
      else if (a.kind !== "run" && b.kind !== "run" && meet(a, b)) next[column + 1] = 1;
    }
    if (row === left.length) return reached[width - 1] === 1;
    reached = next;
  }
}

function meet(a: GlobPart, b: GlobPart): boolean {
  return a.kind !== "text" || b.kind !== "text" || a.character === b.character;
}

/** Whether a run may take what stands on the other side. */
function fits(part: GlobPart, but: string): boolean {
  return part.kind !== "text" || !but.includes(part.character);
}
