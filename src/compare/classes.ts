import type { Chain, ChainLevel, ChainPolicy, ChainType } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { obtain } from "../collections";
import { canonicalJson } from "../policy/canonical";
import { statementsOf } from "../policy/document";
import { type Marks, marksOf, SingledOut, singlesOut } from "./marks";

/** Accounts that no policy of either side tells apart, but for their own id. */
export interface AccountClass {
  readonly accounts: readonly string[];
  /** Of the first account, and with policies equal to those of all others. */
  readonly before: Chain;
  readonly after: Chain;
  /** Where the first account stands before and after, as aws:PrincipalOrgPaths has it; one where that is the same. */
  readonly paths: readonly string[];
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
  contents = new Contents(),
): readonly AccountClass[] {
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
        const paths = new Set([before.organizationPath(account), after.organizationPath(account)]);
        return contents.family(both, [...paths]);
      },
    );
    const own = both.map(({ levels }) => levels.at(-1)!);
    const likeness = contents.likeness(account, family, own);
    const name = `${family.paths.length} ${family.name} ${own.map((level) => contents.levelName(level)).join(" ")} ${likeness}`;
    obtain(found, name, () => ({
      accounts: [],
      ...chains,
      paths: family.paths,
      likeness,
    })).accounts.push(account);
  }
  return [...found.values()];
}

/** What accounts below one unit have in common: all but their own level. */
interface Family {
  readonly name: string;
  readonly paths: readonly string[];
  readonly singledOut: SingledOut;
  /** By the policies of an account's own level: nearly always AWS's one, at every account. */
  readonly own: Map<string, SingledOut>;
}

/** What policies say, worked out once a policy, and once for several comparisons that are given the same one. */
export class Contents {
  private readonly ids = new Map<string, number>();
  private readonly names = new Map<ChainPolicy, number>();
  private readonly levelNames = new Map<ChainLevel, string>();
  private readonly marks = new Map<ChainPolicy, Marks>();
  private readonly singledOut = new Map<string, SingledOut>();

  family(chains: readonly Chain[], paths: readonly string[]): Family {
    const levels = chains.map((chain) => chain.levels.slice(0, -1));
    return {
      name: levels.map((side) => side.map((level) => this.levelName(level)).join(",")).join(" "),
      paths,
      singledOut: this.singledOutBy(levels.flat(), paths),
      own: new Map(),
    };
  }

  /** Equal for levels with the same policies, wherever they are attached. */
  levelName(level: ChainLevel): string {
    return obtain(this.levelNames, level, () =>
      level.policies.map((policy) => this.policyName(policy)).join("+"),
    );
  }

  /** Equal for policies that have the same name, text and origins. */
  policyName(policy: ChainPolicy): number {
    return obtain(this.names, policy, () => {
      const { document, origins, name } = policy;
      return obtain(this.ids, canonicalJson([name, document, origins]), () => this.ids.size);
    });
  }

  likeness(account: string, { singledOut, own, paths }: Family, levels: readonly ChainLevel[]): string {
    const name = levels.map((level) => this.levelName(level)).join(" ");
    const here = obtain(own, name, () => this.singledOutBy(levels, paths));
    const texts = new Set([...singledOut.texts(account), ...here.texts(account)]);
    return texts.size === 0 ? "[]" : JSON.stringify([...texts].sort());
  }

  /** Few policies single anybody out, so that units with other policies have these in common. */
  private singledOutBy(levels: readonly ChainLevel[], paths: readonly string[]): SingledOut {
    const marks = new Map<number, Marks>();
    for (const { policies } of levels) {
      for (const policy of policies) {
        const own = obtain(this.marks, policy, () => marksOf(statementsOf(policy.document)));
        if (singlesOut(own)) marks.set(this.policyName(policy), own);
      }
    }
    const asksForPaths = [...marks.values()].some((each) => each.paths.length > 0);
    const name = [[...marks.keys()].sort().join(), ...(asksForPaths ? paths : [])].join(" ");
    return obtain(this.singledOut, name, () => new SingledOut([...marks.values()], paths));
  }
}
