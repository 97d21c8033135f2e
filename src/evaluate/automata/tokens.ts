import type { Pattern } from "../reference/pattern";

/**
 * One step of a word: a character out of a set or, with `star`, any number of them. `only` names the set;
 * without it, every character but those of `except` is in the set.
 */
export interface Token {
  readonly only?: string;
  readonly except?: string;
  readonly star: boolean;
}

/** A language as a row of tokens: a glob, or a glob whose wildcards stop at some character. */
export type Tokens = readonly Token[];

export const ANY_STAR: Token = { star: true };

/** What a pattern's wildcards may not run over, and whether the casing of letters means nothing. */
export interface Reading {
  readonly except?: string;
  readonly fold?: boolean;
}

/** The language of a pattern as `matches` of the plain evaluator reads it. */
export function globTokens({ text, wild }: Pattern, { except, fold = false }: Reading = {}): Tokens {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at++) {
    const isStar = wild[at] === "*";
    // Two stars in a row say no more than one.
    if (isStar && tokens.at(-1)?.star === true) continue;
    if (isStar || wild[at] === "?") {
      tokens.push(except === undefined ? { star: isStar } : { except, star: isStar });
    } else {
      tokens.push({ only: fold ? casings(text[at]!) : text[at]!, star: false });
    }
  }
  return tokens;
}

const ARN_COLONS = 5;

/**
 * The language of a pattern as `arnMatches` of the plain evaluator reads it: the wildcards of the first five
 * parts stop at colons. Undefined for a pattern with fewer than six parts, which matches nothing.
 */
export function arnTokens({ text, wild }: Pattern): Tokens | undefined {
  let end = -1;
  for (let colons = 0; colons < ARN_COLONS; colons++) {
    end = text.indexOf(":", end + 1);
    if (end < 0) return undefined;
  }
  const parts = { text: text.slice(0, end + 1), wild: wild.slice(0, end + 1) };
  const rest = { text: text.slice(end + 1), wild: wild.slice(end + 1) };
  return [...globTokens(parts, { except: ":" }), ...globTokens(rest)];
}

let casingsOf: ReadonlyMap<string, string> | undefined;

/** Every character that has the lower case of this one, which comes first. What folds to two characters at once is left out. */
function casings(character: string): string {
  casingsOf ??= allCasings();
  const others = casingsOf.get(character.toLowerCase()) ?? "";
  return character + others.replace(character, "");
}

function allCasings(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    const folded = character.toLowerCase();
    found.set(folded, (found.get(folded) ?? "") + character);
  }
  return found;
}
