import type { ChainPolicy } from "../chain/chain";
import { arnParts } from "../evaluate/reference/arn";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import { many, statementsOf } from "../policy/document";

/** A text of a policy that may hold for some accounts and not for others. */
export interface Mark {
  readonly text: string;
  readonly about: "account" | "path" | "any";
}

/** The marks of one policy, each once. */
export function marksOf({ document }: ChainPolicy): readonly Mark[] {
  const found = new Map<string, Mark>();
  const add = (text: string, about: Mark["about"]) => {
    if (about === "path" || /\d/.test(text)) found.set(`${about} ${text}`, { text, about });
  };
  for (const statement of statementsOf(document)) {
    for (const text of [...many(statement.Resource), ...many(statement.NotResource)]) add(text, "any");
    for (const [key, values] of Object.values(statement.Condition ?? {}).flatMap(Object.entries)) {
      for (const value of many(values)) add(String(value), aboutOf(key.toLowerCase()));
    }
  }
  return [...found.values()];
}

/** Keys whose value has the account, or its path in the organization, in it. */
function aboutOf(key: string): Mark["about"] {
  if (key === "aws:principalorgpaths" || key === "aws:resourceorgpaths") return "path";
  const ofAccount = ["aws:principalarn", "aws:principalaccount", "aws:resourceaccount"];
  return ofAccount.includes(key) ? "account" : "any";
}

/**
 * Marks by the accounts that they single out: for which they may hold while they do not for others. The id of the
 * account, written out, counts wherever it stands; a wildcard beside digits only where an account is asked of. Rather
 * too often than too rarely. Looking an account up takes no look at marks of other accounts: there may be 50,000.
 */
export class MarkedAccounts {
  private readonly written = new Map<string, Set<string>>();
  private readonly wild: { readonly text: string; readonly digits: readonly string[] }[] = [];
  /** Those that hold for all accounts at this place in the organization. */
  private readonly everyone: string[] = [];

  /** @param paths the path in the organization of the accounts that will be asked for, on each side */
  constructor(marks: readonly Mark[], paths: readonly string[]) {
    for (const mark of marks) {
      for (const account of writtenAccounts(mark.text)) this.note(account, mark.text);
      if (mark.about === "path" && holdsForPath(mark.text, paths)) this.everyone.push(mark.text);
      if (mark.about === "account") this.noteWild(mark.text);
    }
  }

  /** The texts that single an account out, each once, sorted. */
  of(account: string): readonly string[] {
    const written = this.written.get(account);
    const wild = this.wild.filter(({ digits }) => digits.every((run) => account.includes(run)));
    if (written === undefined && wild.length === 0) return this.everyone;
    return [...new Set([...this.everyone, ...(written ?? []), ...wild.map(({ text }) => text)])].sort();
  }

  private note(account: string, text: string): void {
    const texts = this.written.get(account) ?? new Set();
    this.written.set(account, texts.add(text));
  }

  private noteWild(text: string): void {
    const part = arnParts(text)?.[4] ?? text;
    const digits = part.match(/\d+/g) ?? [];
    if (/[*?]/.test(part) && digits.length > 0) this.wild.push({ text, digits });
  }
}

/** Every account id that stands in a text: twelve digits, also within a longer row of digits. */
function writtenAccounts(text: string): readonly string[] {
  const runs = text.match(/\d{12,}/g) ?? [];
  return runs.flatMap((run) =>
    Array.from({ length: run.length - 11 }, (_, start) => run.slice(start, start + 12)),
  );
}

function holdsForPath(text: string, paths: readonly string[]): boolean {
  return text.includes("${") || paths.some((path) => matches(withWildcards(text), path));
}
