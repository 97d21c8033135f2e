import type { Chain, ChainLevel, ChainPolicy, ChainType } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { obtain } from "../collections";
import { canonicalJson } from "../policy/canonical";
import { type Mark, MarkedAccounts, marksOf } from "./marks";

/** Accounts that no policy of either side tells apart, but for their own id. */
export interface AccountClass {
  readonly accounts: readonly string[];
  /** Of the first account, and with policies equal to those of all others. */
  readonly before: Chain;
  readonly after: Chain;
  /** Equal for classes whose accounts are told apart by their chains only. */
  readonly likeness: string;
}

/**
 * Puts accounts into classes by their chains before and after, and by the patterns there that single them out. What
 * accounts below one unit share is worked out once for the unit.
 */
export function accountClasses(
  accounts: readonly string[],
  before: PlanChains,
  after: PlanChains,
  type: ChainType,
): readonly AccountClass[] {
  const contents = new Contents();
  const families = new Map<ChainLevel, Map<ChainLevel, Family>>();
  const found = new Map<string, AccountClass & { accounts: string[] }>();
  for (const account of accounts) {
    const chains = { before: before.chain(account, type), after: after.chain(account, type) };
    const both = [chains.before, chains.after];
    const [parent, parentAfter] = both.map(({ levels }) => levels.at(-2) ?? levels[0]!) as [
      ChainLevel,
      ChainLevel,
    ];
    const family = obtain(
      obtain(families, parent, () => new Map()),
      parentAfter,
      () => {
        const paths = [before.organizationPath(account), after.organizationPath(account)];
        return contents.family(both, paths);
      },
    );
    const own = both.map(({ levels }) => levels.at(-1)!);
    const likeness = contents.likeness(account, family, own);
    const name = `${family.name} ${own.map((level) => contents.levelName(level)).join(" ")} ${likeness}`;
    obtain(found, name, () => ({ accounts: [], ...chains, likeness })).accounts.push(account);
  }
  return [...found.values()];
}

/** What accounts below one unit have in common: all but their own level. */
interface Family {
  readonly name: string;
  readonly paths: readonly string[];
  readonly marked: MarkedAccounts;
}

/** What policies say, worked out once a policy. */
class Contents {
  private readonly ids = new Map<string, number>();
  private readonly names = new Map<ChainPolicy, number>();
  private readonly marks = new Map<ChainPolicy, readonly Mark[]>();
  /** By the policies of an account's own levels: nearly always AWS's one, at every account. */
  private readonly own = new Map<string, MarkedAccounts>();

  family(chains: readonly Chain[], paths: readonly string[]): Family {
    const levels = chains.map((chain) => chain.levels.slice(0, -1));
    return {
      name: levels.map((side) => side.map((level) => this.levelName(level)).join(",")).join(" "),
      paths,
      marked: new MarkedAccounts(this.marksAt(levels.flat()), paths),
    };
  }

  /** Equal for levels with the same policies, wherever they are attached. */
  levelName({ policies }: ChainLevel): string {
    return policies.map((policy) => obtain(this.names, policy, () => this.nameOf(policy))).join("+");
  }

  likeness(account: string, { marked, paths }: Family, own: readonly ChainLevel[]): string {
    const name = canonicalJson([paths, own.map((level) => this.levelName(level))]);
    const here = obtain(this.own, name, () => new MarkedAccounts(this.marksAt(own), paths));
    const texts = [marked.of(account), here.of(account)];
    if (texts.every(({ length }) => length === 0)) return "[]";
    return canonicalJson([...new Set(texts.flat())].sort());
  }

  private nameOf({ document, origins, name }: ChainPolicy): number {
    return obtain(this.ids, canonicalJson([name, document, origins]), () => this.ids.size);
  }

  private marksAt(levels: readonly ChainLevel[]): readonly Mark[] {
    const policies = new Set(levels.flatMap((level) => level.policies));
    return [...policies].flatMap((policy) => obtain(this.marks, policy, () => marksOf(policy)));
  }
}
