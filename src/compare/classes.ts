import type { Chain, ChainLevel, ChainType } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { obtain } from "../collections";
import { arnParts } from "../evaluate/reference/arn";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import { canonicalJson } from "../policy/canonical";
import { many, statementsOf } from "../policy/document";

/** Accounts that no policy of either side tells apart, but for their own id. */
export interface AccountClass {
  readonly accounts: readonly string[];
  /** Of the first account, and with policies equal to those of all others. */
  readonly before: Chain;
  readonly after: Chain;
  /** Equal for classes whose accounts are told apart by their chains only. */
  readonly likeness: string;
}

/** Puts accounts into classes by their chains before and after, and by the patterns there that single them out. */
export function accountClasses(
  accounts: readonly string[],
  before: PlanChains,
  after: PlanChains,
  type: ChainType,
): readonly AccountClass[] {
  const contents = new ChainContents();
  const found = new Map<string, AccountClass & { accounts: string[] }>();
  for (const account of accounts) {
    const chains = { before: before.chain(account, type), after: after.chain(account, type) };
    const names = [contents.name(chains.before), contents.name(chains.after)];
    const marks = [chains.before, chains.after].flatMap((chain) => contents.patterns(chain));
    const paths = [before.organizationPath(account), after.organizationPath(account)];
    const likeness = [...new Set(marks)]
      .filter((mark) => singlesOut(mark, account, paths))
      .map(({ text }) => text);
    const name = canonicalJson([names, likeness]);
    obtain(found, name, () => ({ accounts: [], ...chains, likeness: canonicalJson(likeness) })).accounts.push(
      account,
    );
  }
  return [...found.values()];
}

/** A text of a policy that may hold for some accounts and not for others. */
interface Mark {
  readonly text: string;
  readonly about: "account" | "path" | "any";
}

/** What the policies at each level say, worked out once a level. */
class ChainContents {
  private readonly names = new Map<ChainLevel, string>();
  private readonly ids = new Map<string, number>();
  private readonly marks = new Map<ChainLevel, readonly Mark[]>();
  private readonly interned = new Map<string, Mark>();

  /** Equal for chains with the same policies at each level, wherever they are attached. */
  name({ levels }: Chain): string {
    return levels.map((level) => obtain(this.names, level, () => this.nameOf(level))).join();
  }

  patterns({ levels }: Chain): readonly Mark[] {
    return levels.flatMap((level) => obtain(this.marks, level, () => this.marksOf(level)));
  }

  private nameOf({ policies }: ChainLevel): string {
    const content = canonicalJson(policies.map(({ document, origins, name }) => [name, document, origins]));
    return String(obtain(this.ids, content, () => this.ids.size));
  }

  private marksOf({ policies }: ChainLevel): readonly Mark[] {
    const found: Mark[] = [];
    const add = (text: string, about: Mark["about"]) =>
      found.push(obtain(this.interned, `${about} ${text}`, () => ({ text, about })));
    for (const statement of policies.flatMap(({ document }) => statementsOf(document))) {
      for (const text of [...many(statement.Resource), ...many(statement.NotResource)]) add(text, "any");
      for (const [key, values] of Object.values(statement.Condition ?? {}).flatMap(Object.entries)) {
        for (const value of many(values)) add(String(value), aboutOf(key.toLowerCase()));
      }
    }
    return found.filter(({ text, about }) => about === "path" || /\d/.test(text));
  }
}

/** Keys whose value has the account, or its path in the organization, in it. */
function aboutOf(key: string): Mark["about"] {
  if (key === "aws:principalorgpaths" || key === "aws:resourceorgpaths") return "path";
  const ofAccount = ["aws:principalarn", "aws:principalaccount", "aws:resourceaccount"];
  return ofAccount.includes(key) ? "account" : "any";
}

/**
 * Whether a text may hold for this account and not for others. The id of the account, written out, counts wherever
 * it stands; a wildcard beside digits only where an account is asked of. Rather too often than too rarely.
 */
function singlesOut({ text, about }: Mark, account: string, paths: readonly string[]): boolean {
  if (text.includes(account)) return true;
  if (about === "any") return false;
  if (about === "path") {
    return text.includes("${") || paths.some((path) => matches(withWildcards(text), path));
  }
  const part = arnParts(text)?.[4] ?? text;
  const digits = part.match(/\d+/g) ?? [];
  return /[*?]/.test(part) && digits.length > 0 && digits.every((run) => account.includes(run));
}
