import { type Alphabet, patternsMeet } from "../../evaluate/automata/meet";

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

  return patternsMeet(a, b, GLOBS);
}

const GLOBS: Alphabet<string> = {
  isStar: (character) => character === "*",
  share: (one, other) => one === other || isWild(one) || isWild(other),
};

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
