import { type ChainType, POLICY_TYPE } from "../chain/chain";
import { type PlanChains, planChains } from "../chain/plan-chains";
import { obtain } from "../collections";
import type { AccessRequest } from "../evaluate/request";
import type { PlanView } from "../plan/plan-file";
import { type AccountClass, accountClasses, Contents } from "./classes";
import { type CompareOptions, differences, entryOf, fullAccess, shownType, undecidedOf } from "./compare";
import { type Doubt, type Loss, type NamedLoss, NOT_REPLAYED } from "./losses";
import { ChainComparer } from "./lost";
import { type PlacedClass, Placing } from "./moved-accounts";
import type { DifferenceEntry, Differences, UndecidedEntry } from "./types";

/** As `compare`, for every account that is in both plans. */
export function comparePlans(before: PlanView, after: PlanView, { type, now }: CompareOptions): Differences {
  const sides = { before: planChains(before), after: planChains(after) };
  const { accounts, assumed } = commonAccounts(before, after);
  const types: readonly ChainType[] = type === undefined ? ["SCP", "RCP"] : [type === "scp" ? "SCP" : "RCP"];

  const found: Compared[] = [];
  for (const one of types) {
    if (!holdsType(before, one) && !holdsType(after, one)) continue;
    for (const [side, chains] of Object.entries(sides)) {
      if (!chains.isInUse(one)) assumed.push(notInUse(one, side));
    }
    found.push(...compareAccounts([{ ...sides, accounts }], one, now));
  }
  return differences(
    assumed,
    found.flatMap(({ newlyDenied }) => newlyDenied),
    found.flatMap(({ newlyAllowed }) => newlyAllowed),
    found.flatMap(({ undecided }) => undecided),
  );
}

/** The chains of some accounts, twice. */
export interface Comparison {
  readonly before: PlanChains;
  readonly after: PlanChains;
  /** Ids of accounts that both sides have, in the order in which entries list them. */
  readonly accounts: readonly string[];
}

export type Compared = Pick<Differences, "newlyDenied" | "newlyAllowed" | "undecided">;

/**
 * What differs in each of several comparisons of one type. Actions are divided into cells once for all of them, and
 * equal questions are asked once.
 *
 * @param now requests before this moment are left out: milliseconds since 1970
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function compareAccounts(
  comparisons: readonly Comparison[],
  type: ChainType,
  now: number | undefined,
): readonly Compared[] {
  const placing = new Placing(type);
  const contents = new Contents();
  const classesOf = comparisons.map(({ accounts, before, after }) =>
    accountClasses(accounts, before, after, type, contents).map((each) => placing.settled(each)),
  );
  const comparer = new ChainComparer(
    type,
    classesOf.flatMap((classes) => classes.flatMap((each) => [each.before, each.after])),
    contents,
  );
  return comparisons.map((comparison, at) => {
    const found = compareClasses(comparison, classesOf[at]!, comparer, type, now);
    return { ...found, undecided: [...found.undecided, ...placing.doubts(comparison, classesOf[at]!)] };
  });
}

function compareClasses(
  sides: Comparison,
  classes: readonly PlacedClass[],
  comparer: ChainComparer,
  type: ChainType,
  now: number | undefined,
): Compared {
  const shown = shownType(type);
  const newlyDenied = new Merged(shown);
  const newlyAllowed = new Merged(shown);
  const undecided: UndecidedEntry[] = [];
  for (const each of classes) {
    if (each.unsettled) continue;
    const doubt = (direction: UndecidedEntry["direction"], one: Doubt, accounts = each.accounts) =>
      undecided.push({ ...undecidedOf(direction, one), type: shown, accounts });
    const lost = (direction: UndecidedEntry["direction"]) => {
      const [from, to, standing] =
        direction === "newlyDenied"
          ? [each.before, each.after, sides.after]
          : [each.after, each.before, sides.before];
      const space = within(each, standing, now);
      const { losses, doubts } = comparer.lost(from, to, space, each.likeness);
      for (const one of doubts) doubt(direction, one);
      const merged = direction === "newlyDenied" ? newlyDenied : newlyAllowed;
      const placed = (loss: Loss) => comparer.placed(loss, from, to, space);
      for (const one of merged.add(losses, each, standing, placed)) doubt(direction, one.doubt, one.accounts);
    };
    lost("newlyDenied");
    lost("newlyAllowed");
  }
  return {
    newlyDenied: newlyDenied.entries(sides.accounts),
    newlyAllowed: newlyAllowed.entries(sides.accounts),
    undecided,
  };
}

/** Entries of several classes that say the same become one, with the accounts of all of them. */
class Merged {
  private readonly found = new Map<string, DifferenceEntry & { accounts: string[] }>();

  constructor(private readonly type: "scp" | "rcp") {}

  /**
   * @param witnessOf the witness of a loss with an account of the class in it; null where it does not hold for that one
   * @returns what is lost by an argument that no request bore out
   */
  add(
    losses: readonly NamedLoss[],
    { accounts }: AccountClass,
    standing: PlanChains,
    witnessOf: (loss: Loss) => AccessRequest | null,
  ): readonly { readonly doubt: Doubt; readonly accounts: readonly string[] }[] {
    const doubts: { doubt: Doubt; accounts: readonly string[] }[] = [];
    const byHeight = new Map<number, ReadonlyMap<string | null, readonly string[]>>();
    for (const loss of losses) {
      const above = loss.above ?? 0;
      const byTarget = obtain(byHeight, above, () => accountsByTarget(accounts, standing, above));
      for (const [target, some] of byTarget) {
        const known = this.found.get(`${loss.name} ${target}`);
        const witness = known === undefined ? witnessOf(loss) : known.witness;
        if (witness === null) {
          const { actions, undocumented } = loss;
          doubts.push({ doubt: { actions, undocumented, reason: NOT_REPLAYED }, accounts: some });
        } else if (known === undefined) {
          const entry = { ...entryOf(loss, target), witness, type: this.type, accounts: [...some] };
          this.found.set(`${loss.name} ${target}`, entry);
        } else {
          for (const account of some) known.accounts.push(account);
        }
      }
    }
    return doubts;
  }

  entries(order: readonly string[]): readonly DifferenceEntry[] {
    const places = new Map(order.map((account, place) => [account, place]));
    return [...this.found.values()].map((entry) => {
      const accounts = entry.accounts.sort((a, b) => places.get(a)! - places.get(b)!);
      const { decidedBy } = entry;
      // What stands at each account itself is at one target only where there is one account.
      const own = accounts.length === 1 && decidedBy.target === null;
      return { ...entry, accounts, ...(own ? { decidedBy: { ...decidedBy, target: accounts[0]! } } : {}) };
    });
  }
}

/** Whom a policy that stands so many levels above accounts stands at; null for the accounts' own level. */
function accountsByTarget(accounts: readonly string[], standing: PlanChains, above: number) {
  const found = new Map<string | null, string[]>();
  for (const account of accounts) {
    const target = above === 0 ? null : (standing.path(account).at(-1 - above)?.id ?? null);
    obtain(found, target, () => []).push(account);
  }
  return found;
}

function within({ accounts }: AccountClass, chains: PlanChains, now: number | undefined) {
  const [account] = accounts;
  return {
    account: account!,
    organization: chains.plan.organization.id,
    organizationPath: chains.organizationPath(account!),
    now,
  };
}

/** The accounts to compare, in the order of the tree after; the management account is bound by neither type. */
function commonAccounts(before: PlanView, after: PlanView) {
  const assumed: string[] = [];
  const [one, other] = [before.organization, after.organization];
  if (one.id !== other.id) {
    assumed.push(
      `the plans are of two organizations, ${one.id} before and ${other.id} after: accounts are compared by id`,
    );
  }
  const managements = new Set([one.managementAccount, other.managementAccount]);
  if (managements.size > 1) {
    assumed.push(
      `the management account differs, ${one.managementAccount} before and ${other.managementAccount} after: neither is compared`,
    );
  }
  const accountsOf = ({ nodes }: PlanView) =>
    nodes.filter(({ kind }) => kind === "account").map(({ id }) => id);
  const [old, now] = [accountsOf(before), accountsOf(after)];
  const [isOld, isNow] = [new Set(old), new Set(now)];
  for (const id of now.filter((each) => !isOld.has(each))) {
    assumed.push(`account ${id} is only in the plan after: it is not compared`);
  }
  for (const id of old.filter((each) => !isNow.has(each))) {
    assumed.push(`account ${id} is only in the plan before: it is not compared`);
  }
  return { accounts: now.filter((id) => isOld.has(id) && !managements.has(id)), assumed };
}

function holdsType({ policies }: PlanView, type: ChainType): boolean {
  return policies.some((policy) => policy.type === POLICY_TYPE[type]);
}

function notInUse(type: ChainType, side: string): string {
  return `no ${type} of the plan ${side} allows anything: the type is taken not to be enabled yet, with ${fullAccess(type)} everywhere once it is`;
}
