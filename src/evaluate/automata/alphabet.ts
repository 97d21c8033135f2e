import type { Token, Tokens } from "./tokens";

/** Sets of up to this many characters are held to be letters in their casings; larger ones are kinds. */
const LETTER = 4;

const NICE = "xyzwvutsrqponmlkjihgfedcba0123456789XYZWVUTSRQPONMLKJIHGFEDCBA-_/.";

/**
 * The characters that some token tells apart, each a class of its own, and one class for all the others.
 * Classes of one kind differ only for the tokens that name a single letter.
 */
export interface Alphabet {
  /** The character that stands for each class. */
  readonly letters: readonly string[];
  classOf(character: string): number;
  /** Classes by kind, the one to prefer first. */
  readonly kinds: readonly (readonly number[])[];
}

/** The classes that a set of languages needs. */
export function alphabetOf(languages: readonly Tokens[]): Alphabet {
  const named = new Set<string>();
  const broad = new Map<string, Token>();
  for (const tokens of languages) {
    for (const token of tokens) {
      for (const character of (token.only ?? "") + (token.except ?? "")) named.add(character);
      if (!namesLetter(token)) broad.set(setName(token), token);
    }
  }
  const letters = [strangerTo(named), ...[...named].sort(byNiceness)];
  const classes = new Map(letters.map((letter, index) => [letter, index]));

  const kinds = new Map<string, number[]>();
  letters.forEach((letter, index) => {
    const kind = [...broad.values()].map((token) => (takes(token, letter) ? "1" : "0")).join("");
    const members = kinds.get(kind) ?? [];
    kinds.set(kind, [...members, index]);
  });
  return {
    letters,
    classOf: (character) => classes.get(character) ?? 0,
    kinds: [...kinds.values()],
  };
}

/** Whether a token is about one letter, so that it tells apart what is otherwise of one kind. */
export function namesLetter({ only }: Token): boolean {
  return only !== undefined && only.length <= LETTER;
}

/** Equal for tokens with equal sets. */
export function setName({ only, except }: Token): string {
  return only === undefined ? `^${except ?? ""}` : `=${only}`;
}

export function takes({ only, except }: Token, character: string): boolean {
  return only === undefined ? !(except ?? "").includes(character) : only.includes(character);
}

/** A character that no token names; it stands for all of them. */
function strangerTo(named: ReadonlySet<string>): string {
  for (const character of NICE) if (!named.has(character)) return character;
  for (let code = 0xa1; ; code++) {
    const character = String.fromCharCode(code);
    if (!named.has(character)) return character;
  }
}

function byNiceness(a: string, b: string): number {
  const rank = (character: string) => (NICE.includes(character) ? NICE.indexOf(character) : NICE.length);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
