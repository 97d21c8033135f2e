import type { ChainPolicy } from "../chain/chain";
import { obtain } from "../collections";
import { arnParts } from "../evaluate/reference/arn";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import { many, statementsOf } from "../policy/document";

type About = "account" | "path" | "any";

/** The texts of one policy that may hold for some accounts and not for others. */
export interface Marks {
  /** Account id -> the texts in which it is written out, wherever they stand. */
  readonly written: ReadonlyMap<string, ReadonlySet<string>>;
  /** Wildcards beside digits, where an account is asked of. */
  readonly wild: readonly { readonly text: string; readonly digits: readonly string[] }[];
  /** Patterns of a path in the organization. */
  readonly paths: readonly string[];
}

export function marksOf({ document }: ChainPolicy): Marks {
  const written = new Map<string, Set<string>>();
  const wild = new Map<string, readonly string[]>();
  const paths = new Set<string>();
  const add = (text: string, about: About) => {
    for (const account of writtenAccounts(text)) obtain(written, account, () => new Set()).add(text);
    const digits = about === "account" ? wildDigits(text) : [];
    if (digits.length > 0) wild.set(text, digits);
    if (about === "path") paths.add(text);
  };
  for (const statement of statementsOf(document)) {
    for (const text of [...many(statement.Resource), ...many(statement.NotResource)]) add(text, "any");
    for (const [key, values] of Object.values(statement.Condition ?? {}).flatMap(Object.entries)) {
      for (const value of many(values)) add(String(value), aboutOf(key.toLowerCase()));
    }
  }
  return { written, wild: [...wild].map(([text, digits]) => ({ text, digits })), paths: [...paths] };
}

/** Keys whose value has the account, or its path in the organization, in it. */
function aboutOf(key: string): About {
  if (key === "aws:principalorgpaths" || key === "aws:resourceorgpaths") return "path";
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

/**
 * Tells the texts of some policies that single an account out: those that may hold for it while they do not for
 * others, rather too many than too few. An account is looked up, not compared with each text: there may be 50,000.
 */
export class SingledOut {
  private readonly written: readonly Marks["written"][];
  private readonly wild: Marks["wild"];
  private readonly everyone: readonly string[];

  /** @param paths the path in the organization of the accounts that will be asked for, on each side */
  constructor(marks: readonly Marks[], paths: readonly string[]) {
    this.written = marks.map(({ written }) => written).filter(({ size }) => size > 0);
    this.wild = marks.flatMap(({ wild }) => wild);
    this.everyone = marks.flatMap((each) => each.paths.filter((text) => holdsForPath(text, paths)));
  }

  /** May hold a text twice. */
  texts(account: string): readonly string[] {
    const found = [...this.everyone];
    for (const written of this.written) found.push(...(written.get(account) ?? []));
    for (const { text, digits } of this.wild) {
      if (digits.every((run) => account.includes(run))) found.push(text);
    }
    return found;
  }
}

function holdsForPath(text: string, paths: readonly string[]): boolean {
  return text.includes("${") || paths.some((path) => matches(withWildcards(text), path));
}
