/**
 * What templates leave where a person was to fill in a name, and what can stand in no name of AWS's: <name>, [NAME],
 * {{name}}, {example-name}, ${Name}, ${AWS::Region} and the like. A policy variable has one colon, or is one of ${*}, ${?} and ${$}.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html, read 2026-11.
 */
const CERTAIN: readonly RegExp[] = [
  /<[^<>]+>/,
  /\[[A-Z][A-Z0-9_/*-]+\]/,
  /\{\{[^{}]*\}\}/,
  /\$\{(?:[^{}:,'*?$][^{}:,']*|AWS::[^{}]*)\}/,
  /\{(?:example|your|my)[-_ ]?[A-Za-z0-9 _-]*\}/i,
  /(?<![A-Za-z])(?:REPLACE|CHANGE|FILL)_?(?:ME|THIS|IN)(?![A-Za-z])/,
];

/** What examples use for a name, and what could be one: o-xxxxxxxxxx, XXXXXXXXXXXX, your-bucket, {region}. */
const LIKELY: readonly RegExp[] = [
  /(?<![A-Za-z0-9])[xX]{8,}(?![A-Za-z0-9])/,
  /(?<![A-Za-z0-9])your[-_][a-z]+/i,
  /(?<!\$)\{[A-Za-z][A-Za-z0-9 _-]*\}/,
];

/** The placeholder in a text that no real name could hold, if any. */
export function placeholderIn(text: string): string | undefined {
  return firstOf(CERTAIN, text);
}

/** Text that examples use in place of a real name, if any. */
export function likelyPlaceholderIn(text: string): string | undefined {
  return firstOf(LIKELY, text);
}

/** Whether rules about the form of a text have to leave it to left-over-placeholder. */
export function hasPlaceholder(text: string): boolean {
  return placeholderIn(text) !== undefined;
}

function firstOf(forms: readonly RegExp[], text: string): string | undefined {
  for (const form of forms) {
    const found = form.exec(text);
    if (found !== null) return found[0];
  }
  return undefined;
}

/** Whatever stands in brackets of some kind, and a variable that is no condition key. */
const BRACKETED = /<[^<>]*>|\[[^[\]]*\]|(?<!\$)\{[^{}]*\}|\$\{(?![*?$]\})[^{}:]*\}/;

/** Whether a text says what it means: what a rule concludes from a text that may still be to fill in may be wrong. */
export function isFilledIn(text: string): boolean {
  return (
    !BRACKETED.test(text) && placeholderIn(text) === undefined && likelyPlaceholderIn(text) === undefined
  );
}
