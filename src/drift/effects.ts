import type { ChainType } from "../chain/chain";
import { POLICY_TYPE } from "../chain/chain";
import { planChains } from "../chain/plan-chains";
import { type Compared, type Comparison, compareAccounts } from "../compare/compare-plans";
import type { UndecidedEntry } from "../compare/types";
import type { PlanView } from "../plan/plan-file";
import { shapeProblems } from "../policy/shape";
import { isAuthorizationType } from "../policy/types";
import { managementGroups } from "../review/management";
import { chainsWith, planWith } from "./alone";
import { type Draft, isAbout } from "./draft";
import {
  byHarm,
  effectsByAccount,
  type Impact,
  joined,
  merged,
  NO_IMPACT,
  restrictable,
  worst,
} from "./impact";
import type { Places } from "./places";
import { readable, type Sides } from "./sides";
import type { DriftRow } from "./types";

export interface Measured {
  readonly impact: Impact;
  readonly measured: DriftRow["measured"];
}

export interface Effects {
  /** Of all drifts together, for each account: exact. */
  readonly combined: Impact;
  /** Of each drift. */
  readonly of: (draft: Draft) => Measured;
}

interface Input {
  readonly sides: Sides;
  readonly places: Places;
  readonly drafts: readonly Draft[];
  /** Policy types of the facts. */
  readonly enabled: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What the drifts do to the policies of the organization: all of them together by comparing what is planned with what
 * there is, and each by itself by comparing what is planned with the plan that has this drift alone. Where an account
 * has one drift, the two are the same and asked once.
 */
export function effectsOf(input: Input): Effects {
  const { drafts, sides } = input;
  const altering = drafts.filter(({ alters }) => alters !== null);
  const types = [
    ...new Set([...sides.wanted.policies, ...sides.found.policies].map(({ type }) => type)),
  ].sort();
  const parts = [
    ...(["SCP", "RCP"] as const)
      .filter((type) => types.includes(POLICY_TYPE[type]))
      .map((type) => chainEffects(type, altering, input)),
    ...types
      .filter((type) => !isAuthorizationType(type))
      .map((type) => settingEffects(type, altering, input)),
  ];
  const combined = joined(parts.map((part) => part.combined));
  const own = new Map(
    altering.map((draft) => [draft, joined(parts.map(({ of }) => of.get(draft) ?? NO_IMPACT))]),
  );
  const together = onlyTogether(altering, own, effectsByAccount(combined));
  const restrict = restrictable(combined);
  return {
    combined,
    of: (draft) =>
      together.has(draft)
        ? { impact: restrict(draft.accounts), measured: "together" }
        : { impact: own.get(draft) ?? NO_IMPACT, measured: "alone" },
  };
}

interface Part {
  readonly combined: Impact;
  readonly of: ReadonlyMap<Draft, Impact>;
}

/** Drifts that do on some account what none of its drifts does alone. */
function onlyTogether(
  drafts: readonly Draft[],
  own: ReadonlyMap<Draft, Impact>,
  combined: ReturnType<typeof effectsByAccount>,
): ReadonlySet<Draft> {
  const effects = new Map(drafts.map((draft) => [draft, effectsByAccount(own.get(draft)!)]));
  const explained = new Map<string, ReturnType<typeof worst>>();
  for (const [draft, byAccount] of effects)
    for (const account of draft.accounts)
      explained.set(account, worst([byAccount.get(account) ?? "none", explained.get(account) ?? "none"]));
  const isJoint = (account: string) =>
    byHarm(combined.get(account) ?? "none", explained.get(account) ?? "none") < 0;
  return new Set(drafts.filter(({ accounts }) => accounts.some(isJoint)));
}

/** Accounts that have several drifts: what each does by itself has to be asked there. */
function withSeveral(drafts: readonly Draft[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { accounts } of drafts)
    for (const account of accounts) counts.set(account, (counts.get(account) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([account]) => account));
}

/** Drifts of which some account has several. */
function overlapping(drafts: readonly Draft[]): ReadonlySet<Draft> {
  const several = withSeveral(drafts);
  return new Set(drafts.filter(({ accounts }) => accounts.some((account) => several.has(account))));
}

function chainEffects(type: ChainType, altering: readonly Draft[], input: Input): Part {
  const { sides, places, enabled, now } = input;
  const about = altering.filter(({ alters }) => isAbout(alters!, POLICY_TYPE[type]));
  const only = (plan: Pick<PlanView, "policies">) =>
    plan.policies.filter((policy) => policy.type === POLICY_TYPE[type]);
  const before = readable({ ...sides.wanted, policies: only(sides.wanted) });
  const after = readable({ ...sides.found, policies: only(sides.found) });
  const broken = brokenAccounts([before.broken, after.broken], type, places);
  const { managementAccount } = sides.found.organization;
  const touched = new Set(about.flatMap(({ accounts: some }) => [...some]));
  // Without a drift the two chains of an account are the same.
  const accounts = places.accounts.filter(
    (id) => touched.has(id) && id !== managementAccount && !broken.has(id),
  );
  const chains = { before: planChains(before.plan), after: planChains(after.plan, new Set(enabled)) };
  const several = [...overlapping(about)].filter(isReadable);
  const comparable = new Set(accounts);
  const crowded = withSeveral(about);
  const comparisons: readonly Comparison[] = [
    { ...chains, accounts },
    ...several.map((draft) => ({
      before: chains.before,
      after: chainsWith(chains.before, draft.alters!),
      accounts: draft.accounts.filter((id) => comparable.has(id) && crowded.has(id)),
    })),
  ];
  const [all, ...each] = compareAccounts(comparisons, type, now).map(toImpact);
  const restrict = restrictable(all!);
  const own = new Map(several.map((draft, at) => [draft, each[at]!]));
  const doubts = (draft: Draft) => doubtsOf(draft.accounts, broken, type);
  return {
    combined: joined([all!, doubtsOf([...touched], broken, type)]),
    of: new Map(
      about.map((draft) => {
        const alone = own.get(draft);
        const impact =
          alone === undefined
            ? restrict(draft.accounts)
            : merged([alone, restrict(draft.accounts.filter((id) => !crowded.has(id)))]);
        return [draft, joined([impact, doubts(draft)])];
      }),
    ),
  };
}

function toImpact(found: Compared): Impact {
  return { ...found, settings: [] };
}

/** Whether what comes with a drift can be evaluated. */
function isReadable({ alters }: Draft): boolean {
  return [...alters!.at.values()].every(({ added }) =>
    added.every(
      ({ type, content }) => isAuthorizationType(type) && shapeProblems(content, type).length === 0,
    ),
  );
}

/** Account -> policies above it that nobody can give a meaning. */
function brokenAccounts(
  sides: readonly ReadonlyMap<string, readonly string[]>[],
  type: ChainType,
  places: Places,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const side of sides)
    for (const [node, [reason = ""]] of side)
      for (const account of places.below(node, POLICY_TYPE[type])) found.set(account, reason);
  return found;
}

function doubtsOf(accounts: readonly string[], broken: ReadonlyMap<string, string>, type: ChainType): Impact {
  const byReason = new Map<string, string[]>();
  for (const account of accounts) {
    const reason = broken.get(account);
    if (reason === undefined) continue;
    const own = byReason.get(reason);
    if (own === undefined) byReason.set(reason, [account]);
    else own.push(account);
  }
  const undecided = [...byReason].map(
    ([reason, some]): UndecidedEntry => ({
      direction: "newlyAllowed",
      actions: [],
      reason: `a policy cannot be evaluated: ${reason}`,
      type: type === "SCP" ? "scp" : "rcp",
      accounts: some,
    }),
  );
  return { ...NO_IMPACT, undecided };
}

/** Effective policies of one management type. */
function settingEffects(type: string, altering: readonly Draft[], { sides }: Input): Part {
  const about = altering.filter(({ alters }) => isAbout(alters!, type));
  if (about.length === 0) return { combined: NO_IMPACT, of: new Map() };
  const ofType = (plan: PlanView): PlanView => ({
    ...plan,
    policies: plan.policies.filter((policy) => policy.type === type),
  });
  const wanted = ofType(sides.wanted);
  const groups = (after: PlanView): Impact => ({ ...NO_IMPACT, settings: managementGroups(wanted, after) });
  const combined = groups(ofType(sides.found));
  const restrict = restrictable(combined);
  const several = overlapping(about);
  return {
    combined,
    of: new Map(
      about.map((draft) => [
        draft,
        several.has(draft)
          ? restrictable(groups(planWith(wanted, draft.alters!, type)))(draft.accounts)
          : restrict(draft.accounts),
      ]),
    ),
  };
}
