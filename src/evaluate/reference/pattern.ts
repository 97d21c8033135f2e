/**
 * Text with wildcards. `wild` has the same length as `text`: "*" where any run of characters may stand, "?"
 * where any one may, and a blank where the character of `text` stands for itself. The two are apart because a
 * `*` that came out of a policy variable is no wildcard.
 */
export interface Pattern {
  readonly text: string;
  readonly wild: string;
}

const BLANK = " ";

/** Text in which every character stands for itself. */
export function literally(text: string): Pattern {
  return { text, wild: BLANK.repeat(text.length) };
}

/** Text in which every `*` and `?` is a wildcard. */
export function withWildcards(text: string): Pattern {
  // The patterns of policies are asked about over and over; most of them have no wildcard at all.
  const known = patterns.get(text);
  if (known !== undefined) return known;
  const hasWildcard = text.includes("*") || text.includes("?");
  const pattern = hasWildcard ? { text, wild: text.replace(/[^*?]/g, BLANK) } : literally(text);
  if (patterns.size >= MOST_KEPT) patterns.clear();
  patterns.set(text, pattern);
  return pattern;
}

/** Patterns kept at a time: those of a large organization's policies, a few megabytes. */
const MOST_KEPT = 20_000;
const patterns = new Map<string, Pattern>();

export function joined(parts: readonly Pattern[]): Pattern {
  return { text: parts.map(({ text }) => text).join(""), wild: parts.map(({ wild }) => wild).join("") };
}

export function sliced(pattern: Pattern, from: number, to?: number): Pattern {
  return { text: pattern.text.slice(from, to), wild: pattern.wild.slice(from, to) };
}

/**
 * Whether the whole of `word` fits the pattern.
 *
 * Only the last `*` met is ever widened: an earlier one could gain nothing that the last cannot. So the time is
 * at most the product of the two lengths, whatever the pattern.
 */
export function matches(pattern: Pattern, word: string): boolean {
  const { text, wild } = pattern;
  let at = 0;
  let star = -1;
  let starTook = 0;
  for (let read = 0; read < word.length; ) {
    if (wild[at] === "*") {
      star = at++;
      starTook = read;
    } else if (at < text.length && (wild[at] === "?" || text[at] === word[read])) {
      at++;
      read++;
    } else if (star >= 0) {
      at = star + 1;
      read = ++starTook;
    } else {
      return false;
    }
  }
  while (wild[at] === "*") at++;
  return at === text.length;
}
