import { matches, withWildcards } from "../reference/pattern";

/** Whether a word fits what the test was made for. */
export type WordTest = (word: string) => boolean;

/** The test whether a word is like one of some patterns, in which `*` and `?` are wildcards. */
export function anyGlob(patterns: readonly string[]): WordTest {
  if (patterns.includes("*")) return () => true;
  const words = anyWord(patterns.filter((pattern) => wildcardAt(pattern) === pattern.length));
  const prefixes = patterns.filter(isPrefix).map((pattern) => pattern.slice(0, -1));
  const globs = patterns
    .filter((pattern) => wildcardAt(pattern) < pattern.length && !isPrefix(pattern))
    .map(withWildcards);
  return (word) =>
    words(word) ||
    prefixes.some((prefix) => word.startsWith(prefix)) ||
    globs.some((glob) => matches(glob, word));
}

/** The test whether a word is one of some words. */
export function anyWord(words: readonly string[]): WordTest {
  const all = new Set(words);
  return (word) => all.has(word);
}

/** Where the first wildcard of a pattern stands; its length when it has none. */
function wildcardAt(pattern: string): number {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === "*" || pattern[at] === "?") return at;
  }
  return pattern.length;
}

/** Whether a pattern is text with one `*` at its end. */
function isPrefix(pattern: string): boolean {
  return pattern.endsWith("*") && wildcardAt(pattern) === pattern.length - 1;
}
