import type { Comparison } from "../../policy/operators";
import { arnTokens, globTokens, type Tokens } from "../automata/tokens";
import { literally, type Pattern, withWildcards } from "../reference/pattern";

/** A question about one value that has a yes or no: whether it is in a language, or how it compares as a quantity. */
export type Test =
  | { readonly kind: "language"; readonly id: string; readonly tokens: Tokens }
  | {
      readonly kind: "quantity";
      readonly id: string;
      readonly comparison: Comparison;
      readonly wanted: string;
    };

/** Whether a value is the text that the pattern stands for, wildcards and all. */
export function textTest({ text }: Pattern, fold = false): Test {
  const tokens = globTokens(literally(text), { fold });
  return { kind: "language", id: `${fold ? "same" : "is"} ${text}`, tokens };
}

export function globTest(pattern: Pattern, except?: string): Test {
  const tokens = globTokens(pattern, except === undefined ? {} : { except });
  return { kind: "language", id: `like${except ?? ""} ${pattern.text}\n${pattern.wild}`, tokens };
}

/** The language of an action pattern over actions in lower case. */
export function actionTest(text: string): Test {
  return globTest(withWildcards(text.toLowerCase()));
}

/**
 * The tests of which one must hold for a value to match a value of the policy; none when nothing matches it.
 *
 * @param pattern the value of the policy with its variables replaced
 * @param wanted the value as it is written, for the operators that know no variables
 */
export function valueTests(comparison: Comparison, pattern: Pattern, wanted: string): readonly Test[] {
  switch (comparison) {
    case "string-equals":
      return [textTest(pattern)];
    case "string-equals-ignore-case":
      return [textTest(pattern, true)];
    case "bool":
      return /^(true|false)$/i.test(pattern.text) ? [textTest(pattern, true)] : [];
    case "string-like":
      return [globTest(pattern)];
    case "arn-like": {
      const tokens = arnTokens(pattern);
      const id = `arn ${pattern.text}\n${pattern.wild}`;
      return tokens === undefined ? [] : [{ kind: "language", id, tokens }];
    }
    case "binary-equals":
      return sameBytes(wanted).map((text) => textTest(literally(text)));
    default:
      return [{ kind: "quantity", id: `${comparison} ${wanted}`, comparison, wanted }];
  }
}

/** Whether a language has wildcards, and with them more than a few words. */
export function isOpen(tokens: Tokens): boolean {
  return tokens.some(({ only, star }) => star || only === undefined);
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Every base64 text of the same bytes: the last digit before the padding has bits that mean nothing. */
function sameBytes(wanted: string): readonly string[] {
  if (wanted.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(wanted)) return [];
  const padding = wanted.length - wanted.indexOf("=", wanted.length - 2);
  const free = wanted.endsWith("=") ? 4 ** padding : 1;
  if (free === 1) return [wanted];
  const at = wanted.length - padding - 1;
  const first = Math.floor(BASE64.indexOf(wanted[at]!) / free) * free;
  return Array.from(
    { length: free },
    (_, offset) => wanted.slice(0, at) + BASE64[first + offset]! + "=".repeat(padding),
  );
}
