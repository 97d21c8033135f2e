const isWild = (character: string | undefined) => character === "*" || character === "?";

/** The characters before the first wildcard. */
function literalStart(pattern: string): string {
  const end = [...pattern].findIndex(isWild);
  return end === -1 ? pattern : pattern.slice(0, end);
}

/** Whether some text matches both patterns, where `*` stands for any characters and `?` for one. */
export function globsMeet(a: string, b: string): boolean {
  const [startOfA, startOfB] = [literalStart(a), literalStart(b)];
  if (!startOfA.startsWith(startOfB) && !startOfB.startsWith(startOfA)) return false;

  // meets[j]: whether some text matches what is left of a (from i) and what is left of b (from j).
  let later: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const meets: boolean[] = [];
    for (let j = b.length; j >= 0; j--) {
      meets[j] = meetFrom(a[i], b[j], { skipA: later[j], skipB: meets[j + 1], skipBoth: later[j + 1] });
    }
    later = meets;
  }
  return later[0]!;
}

interface Rest {
  readonly skipA: boolean | undefined;
  readonly skipB: boolean | undefined;
  readonly skipBoth: boolean | undefined;
}

function meetFrom(a: string | undefined, b: string | undefined, { skipA, skipB, skipBoth }: Rest): boolean {
  if (a === undefined && b === undefined) return true;
  // A star stands for nothing, or takes whatever the other pattern has next.
  if (a === "*" || b === "*") return (skipA ?? false) || (skipB ?? false);
  if (a === undefined || b === undefined) return false;
  return (a === b || a === "?" || b === "?") && skipBoth === true;
}

/**
 * Whether every text that matches `inner` matches `outer`. A yes is certain; a no may be too careful, since a
 * wildcard of `inner` is only ever held to fit inside one wildcard of `outer`.
 */
export function globContains(outer: string, inner: string): boolean {
  let at = 0;
  let star = -1;
  let starTook = 0;
  for (let read = 0; read < inner.length; ) {
    if (outer[at] === "*") {
      star = at++;
      starTook = read;
    } else if (outer[at] === inner[read] || (outer[at] === "?" && inner[read] !== "*")) {
      at++;
      read++;
    } else if (star >= 0) {
      at = star + 1;
      read = ++starTook;
    } else {
      return false;
    }
  }
  while (outer[at] === "*") at++;
  return at === outer.length;
}
