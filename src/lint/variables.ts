/** "${name}" or "${name, 'default'}"; the name is in the first group. */
const VARIABLE = /\$\{\s*([^{},]*?)\s*(?:,\s*'[^']*'\s*)?\}/g;

/** Variables that stand for a character which would otherwise mean something. */
const ESCAPES: ReadonlySet<string> = new Set(["*", "?", "$"]);

/**
 * The condition keys that the policy variables of a text name, in order.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html, read 2026-11.
 */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, name]) => name!).filter((name) => !ESCAPES.has(name));
}

/** The text with each variable, escapes included, replaced. */
export function withoutVariables(text: string, replacement = ""): string {
  return text.replaceAll(VARIABLE, replacement);
}
