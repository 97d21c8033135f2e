import type { ChainType } from "../chain/chain";
import { obtain } from "../collections";
import { arnParts } from "../evaluate/reference/arn";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import { many, type Statement } from "../policy/document";

type About = "account" | "path" | "any";

/** The texts of some statements that may hold for some accounts and not for others. */
export interface Marks {
  /** Account id -> the texts in which it is written out, wherever they stand. */
  readonly written: ReadonlyMap<string, ReadonlySet<string>>;
  /** Wildcards beside digits, where an account is asked of. */
  readonly wild: readonly { readonly text: string; readonly digits: readonly string[] }[];
  /** Patterns of a path in the organization. */
  readonly paths: readonly string[];
}

export function marksOf(statements: readonly Statement[]): Marks {
  const written = new Map<string, Set<string>>();
  const wild = new Map<string, readonly string[]>();
  const paths = new Set<string>();
  const add = (text: string, about: About) => {
    for (const account of writtenAccounts(text)) obtain(written, account, () => new Set()).add(text);
    const digits = about === "account" ? wildDigits(text) : [];
    if (digits.length > 0) wild.set(text, digits);
    if (about === "path") paths.add(text);
  };
  for (const statement of statements) {
    for (const text of [...many(statement.Resource), ...many(statement.NotResource)]) add(text, "any");
    for (const [key, values] of Object.values(statement.Condition ?? {}).flatMap(Object.entries)) {
      for (const value of many(values)) add(String(value), aboutOf(key.toLowerCase()));
    }
  }
  return { written, wild: [...wild].map(([text, digits]) => ({ text, digits })), paths: [...paths] };
}

/** Of a principal under an SCP, of a resource under an RCP: where the account whose policies these are stands. */
export const PLACE_KEY: Readonly<Record<ChainType, string>> = {
  SCP: "aws:principalorgpaths",
  RCP: "aws:resourceorgpaths",
};

/** Keys whose value has the account, or its path in the organization, in it. */
function aboutOf(key: string): About {
  if (Object.values(PLACE_KEY).includes(key)) return "path";
  const ofAccount = ["aws:principalarn", "aws:principalaccount", "aws:resourceaccount"];
  return ofAccount.includes(key) ? "account" : "any";
}

/** Every account id that stands in a text: twelve digits, also within a longer row of digits. */
function writtenAccounts(text: string): readonly string[] {
  const runs = text.match(/\d{12,}/g) ?? [];
  return runs.flatMap((run) =>
    Array.from({ length: run.length - 11 }, (_, start) => run.slice(start, start + 12)),
  );
}

function wildDigits(text: string): readonly string[] {
  const part = arnParts(text)?.[4] ?? text;
  return /[*?]/.test(part) ? (part.match(/\d+/g) ?? []) : [];
}

/** Whether there is any such text. */
export function singlesOut({ written, wild, paths }: Marks): boolean {
  return written.size > 0 || wild.length > 0 || paths.length > 0;
}

/**
 * Tells the texts of some policies that single an account out: those that may hold for it while they do not for
 * others, rather too many than too few. An account is looked up, not compared with each text: there may be 50,000.
 */
export class SingledOut {
  private readonly written = new Map<string, string[]>();
  private readonly wild: Marks["wild"];
  private readonly everyone: readonly string[];

  /**
   * @param paths where the accounts that will be asked for stand in the organization; before and after where that
   * differs, and then a text about it is told with the side on which it may hold
   */
  constructor(marks: readonly Marks[], paths: readonly string[]) {
    for (const { written } of marks)
      for (const [account, texts] of written) obtain(this.written, account, () => []).push(...texts);
    this.wild = marks.flatMap(({ wild }) => wild);
    const texts = marks.flatMap((each) => each.paths);
    this.everyone = paths.flatMap((path, side) =>
      texts
        .filter((text) => mayHoldFor(text, path))
        .map((text) => (paths.length === 1 ? text : `${side} ${text}`)),
    );
  }

  /** May hold a text twice. */
  texts(account: string): readonly string[] {
    const found = [...this.everyone, ...(this.written.get(account) ?? [])];
    for (const { text, digits } of this.wild) {
      if (digits.every((run) => account.includes(run))) found.push(text);
    }
    return found;
  }
}

/**
 * Whether a text about places in the organization may hold for one. Ids are in lower case; an operator may ignore
 * casing.
 *
 * @param path as aws:PrincipalOrgPaths has it
 */
export function mayHoldFor(text: string, path: string): boolean {
  return text.includes("${") || matches(withWildcards(text.toLowerCase()), path);
}
