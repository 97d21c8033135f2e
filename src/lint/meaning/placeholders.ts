/** A name in brackets of some kind, and a variable that is no condition key, as templates have them: ${Account}. */
const PLACEHOLDER = /<[^<>]*>|\[[^[\]]*\]|(?<!\$)\{[^{}]*\}|\$\{(?![*?$]\})[^{}:]*\}/;

/** The first thing in a text of a policy that somebody was to fill in; undefined when there is none. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0];
}

/** Whether a text says what it means: what a rule concludes from a text that is still to be filled in may be wrong. */
export function isFilledIn(text: string): boolean {
  return placeholderIn(text) === undefined;
}
