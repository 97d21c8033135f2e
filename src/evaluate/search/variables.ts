import type { Comparison } from "../../policy/operators";
import { globTokens } from "../automata/tokens";
import { canExist } from "../facts/keys";
import type { Pattern } from "../reference/pattern";
import { expanded } from "../reference/variables";
import { type Test, valueTests } from "../space/tests";

/** Values held fast for the keys of policy variables, by key in lower case; null for an absent key. */
export type Pinned = ReadonlyMap<string, string | null>;

/** Stands for a value that is not known yet; private use, so that no policy has it by chance. */
const UNKNOWN = "\uE000";

/** What can be said of the values that match, before the values of variables are known. */
export interface Bracket {
  /** A value of these matches whatever the variables are. */
  readonly surely: readonly Test[];
  /** A value outside these matches whatever the variables are not. */
  readonly maybe: readonly Test[];
  /** The keys of the variables whose values are not known, as they are spelled. */
  readonly variables: readonly string[];
  /** All keys of variables, as they are spelled. */
  readonly keys: readonly string[];
}

/** How the values of a policy are read: by which operator, in which version, with which variables known. */
export interface ValueReading {
  readonly comparison: Comparison;
  readonly version: string | undefined;
  readonly pinned: Pinned;
}

/** The tests of which one must hold for a value to match one of the values of a policy. */
export function bracketOf(wanted: readonly string[], reading: ValueReading): Bracket {
  const surely: Test[] = [];
  const maybe: Test[] = [];
  const variables = new Set<string>();
  const keys = new Set<string>();
  for (const text of wanted) {
    const { pattern, unknown, named } = patternOf(text, reading);
    for (const name of named) keys.add(name);
    if (pattern === undefined) continue;
    for (const name of unknown) variables.add(name);
    const tests =
      unknown.length === 0
        ? valueTests(reading.comparison, pattern, text)
        : [looseTest(pattern, reading.comparison)];
    if (unknown.length === 0) surely.push(...tests);
    maybe.push(...tests);
  }
  return { surely, maybe, variables: [...variables], keys: [...keys] };
}

const HAS_NO_VARIABLES = /^(numeric|date|binary|ip)/;

function patternOf(text: string, { comparison, version, pinned }: ValueReading) {
  const unknown: string[] = [];
  const named: string[] = [];
  const get = (name: string) => {
    const folded = name.toLowerCase();
    if (!canExist(name)) return undefined;
    named.push(name);
    const value = pinned.get(folded);
    if (value === null) return undefined;
    if (value !== undefined) return [value];
    unknown.push(name);
    return [UNKNOWN];
  };
  const known = HAS_NO_VARIABLES.test(comparison) ? undefined : version;
  return { pattern: expanded(text, known, { get }), unknown, named };
}

/** Holds at least for whatever matches: anything may stand where the value of a variable does, colons too. */
function looseTest({ text, wild }: Pattern, comparison: Comparison): Test {
  const isGlob = comparison === "string-like" || comparison === "arn-like";
  const loose = [...text.split("")]
    .map((character, at) => (character === UNKNOWN ? "*" : isGlob ? wild[at] : " "))
    .join("");
  const fold = comparison === "string-equals-ignore-case" || comparison === "bool";
  return {
    kind: "language",
    id: `loose ${fold} ${text}\n${loose}`,
    tokens: globTokens({ text, wild: loose }, { fold }),
  };
}
