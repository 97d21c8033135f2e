import { type Chain, type ChainLevel, type ChainPolicy, type ChainType, POLICY_TYPE } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { obtain } from "../collections";
import { mayHaveVariables } from "../evaluate/reference/variables";
import { many, type PolicyDocument, type Statement, statementsOf } from "../policy/document";
import { shapeProblems } from "../policy/shape";
import type { AccountClass } from "./classes";
import { type ConditionClause, conditionClauseHolds, conditionClauses } from "./clauses";
import { shownType } from "./compare";
import type { Comparison } from "./compare-plans";
import { mayHoldFor, PLACE_KEY } from "./marks";
import type { UndecidedEntry } from "./types";

/**
 * Keys that have the place of an account in them.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, read 2026-11.
 */
const PLACE_KEYS = [
  "aws:principalorgpaths",
  "aws:resourceorgpaths",
  "aws:sourceorgpaths",
  "aws:vpceorgpaths",
];

export interface PlacedClass extends AccountClass {
  /** Whether what the policies say of the place of the account hangs on more than the place. */
  readonly unsettled: boolean;
}

/**
 * Puts each side of a moved account in its own place: the same policy may hold before the move and not after it.
 *
 * What the policies of an account ask of its own place is answered from the tree, before with the place before and
 * after with the place after; a statement of which a condition fails there is left out. Requests are then compared as
 * always, and a witness leaves the place out: each side has its own. What policies ask of the place of the other party
 * of a request is not answered here: a move of that party is told as a doubt.
 */
export class Placing {
  private readonly key: string;
  private readonly settledLevels = new Map<string, Map<ChainLevel, Settled<ChainLevel>>>();
  private readonly settledPolicies = new Map<string, Map<ChainPolicy, Settled<ChainPolicy | null>>>();
  private readonly others = new WeakMap<object, readonly string[]>();

  constructor(private readonly type: ChainType) {
    this.key = PLACE_KEY[type];
  }

  /** The chains of a class without what is settled by where its accounts stand; the class itself where nothing is. */
  settled(one: AccountClass): PlacedClass {
    const [was, is] = one.paths;
    if (was === undefined || is === undefined) return { ...one, unsettled: false };
    const [before, after] = [this.chain(one.before, was), this.chain(one.after, is)];
    return {
      ...one,
      before: before.value,
      after: after.value,
      unsettled: before.unsettled || after.unsettled,
    };
  }

  /** What is not known of accounts that moved. */
  doubts(sides: Comparison, classes: readonly PlacedClass[]): readonly UndecidedEntry[] {
    const both = (accounts: readonly string[], reason: string): readonly UndecidedEntry[] =>
      (["newlyDenied", "newlyAllowed"] as const).map((direction) => ({
        direction,
        actions: [],
        reason,
        type: shownType(this.type),
        accounts,
      }));
    const open = classes.filter(({ unsettled }) => unsettled).flatMap(({ accounts }) => [...accounts]);
    const seen = this.seenByOthers(sides, classes);
    return [
      ...(open.length === 0
        ? []
        : both(inOrderOf(sides.accounts, open), "a policy asks with a variable where the account stands")),
      ...(seen.length === 0
        ? []
        : both(
            seen,
            "policies ask where the other party of a request stands: what it may do with other accounts, and they with it, may be another",
          )),
    ];
  }

  /** Moved accounts that a policy of whatever account tells from where they were. */
  private seenByOthers({ before, after, accounts }: Comparison, classes: readonly PlacedClass[]) {
    // No policy binds the management account; those of others may ask where it stands.
    const { managementAccount } = after.plan.organization;
    const mayMove = classes.filter(({ paths }) => paths.length > 1).flatMap((one) => [...one.accounts]);
    const movable = [...mayMove, managementAccount];
    const moves = new Map<string, boolean>();
    let texts: readonly string[] | undefined;
    const isSeen = (account: string) => {
      const paths = [before, after].map((side) => side.organizationPath(account)) as [string, string];
      if (paths[0] === paths[1] || [before, after].some((side) => side.node(account) === undefined))
        return false;
      texts ??= [before, after].flatMap((side) => this.textsOfOthers(side));
      return obtain(moves, paths.join(" "), () =>
        texts!.some(
          (text) => text.includes("${") || mayHoldFor(text, paths[0]) !== mayHoldFor(text, paths[1]),
        ),
      );
    };
    const seen = movable.filter(isSeen);
    return seen.length === 0 ? seen : inOrderOf([managementAccount, ...accounts], seen);
  }

  /** What the policies of a side ask of the place of anybody but the account that they bind. */
  private textsOfOthers({ plan }: PlanChains): readonly string[] {
    return plan.policies.flatMap(({ type, content, targets }) => {
      if (type !== POLICY_TYPE[this.type] || targets.length === 0) return [];
      const document = content as PolicyDocument;
      const known = this.others.get(document);
      if (known !== undefined) return known;
      const found = shapeProblems(content, type).length > 0 ? [] : this.textsIn(document);
      this.others.set(document, found);
      return found;
    });
  }

  private textsIn(document: PolicyDocument): readonly string[] {
    const others = PLACE_KEYS.filter((key) => key !== this.key);
    return statementsOf(document).flatMap((statement) => [
      ...others.filter((key) => isVariableIn(statement, key)).map((key) => `\${${key}}`),
      ...conditionClauses(statement, document.Version)
        .filter(({ key }) => others.includes(key.toLowerCase()))
        .flatMap(({ values }) => many(values).map(String)),
    ]);
  }

  private chain({ type, levels }: Chain, path: string): Settled<Chain> {
    const known = obtain(this.settledLevels, path, () => new Map());
    const settled = levels.map((level) => obtain(known, level, () => this.level(level, path)));
    return {
      value: { type, levels: settled.map(({ value }) => value) },
      unsettled: settled.some(({ unsettled }) => unsettled),
    };
  }

  private level(level: ChainLevel, path: string): Settled<ChainLevel> {
    const known = obtain(this.settledPolicies, path, () => new Map());
    const settled = level.policies.map((policy) => obtain(known, policy, () => this.policy(policy, path)));
    const policies = settled.flatMap(({ value }) => value ?? []);
    const isSame =
      policies.length === settled.length && policies.every((one, at) => one === level.policies[at]);
    return {
      // Chains with the very same level are known to say the same there.
      value: isSame ? level : { target: level.target, policies },
      unsettled: settled.some(({ unsettled }) => unsettled),
    };
  }

  /** Null where no statement is left of it. */
  private policy(policy: ChainPolicy, path: string): Settled<ChainPolicy | null> {
    const { document } = policy;
    const statements = statementsOf(document);
    const unsettled = statements.some((statement) => isVariableIn(statement, this.key));
    const isAsked = (key: string) => key.toLowerCase() === this.key;
    const asked = statements.map((statement) =>
      conditionClauses(statement, document.Version).filter(({ key }) => isAsked(key)),
    );
    if (asked.every(({ length }) => length === 0)) return { value: policy, unsettled };
    const mayVary = ({ values, version }: ConditionClause) =>
      many(values).some((value) => mayHaveVariables(String(value), version));
    if (asked.some((clauses) => clauses.some(mayVary))) return { value: policy, unsettled: true };
    const left = statements.flatMap((statement, at) => {
      const place = { get: (key: string) => (isAsked(key) ? [path] : undefined) };
      const holds = (clause: ConditionClause) => conditionClauseHolds(clause, place);
      return asked[at]!.every(holds) ? [withoutKey(statement, this.key)] : [];
    });
    return {
      value: left.length === 0 ? null : { ...policy, document: { ...document, Statement: left } },
      unsettled,
    };
  }
}

interface Settled<T> {
  readonly value: T;
  readonly unsettled: boolean;
}

function withoutKey(statement: Statement, unwanted: string): Statement {
  const { Condition, ...rest } = statement;
  const left = Object.entries(Condition ?? {}).flatMap(([operator, keys]) => {
    const others = Object.entries(keys).filter(([key]) => key.toLowerCase() !== unwanted);
    return others.length === 0 ? [] : [[operator, Object.fromEntries(others)] as const];
  });
  return left.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(left) };
}

function isVariableIn(statement: Statement, key: string): boolean {
  return JSON.stringify(statement).toLowerCase().includes(`\${${key}`);
}

function inOrderOf(order: readonly string[], some: readonly string[]): readonly string[] {
  const wanted = new Set(some);
  return [...new Set(order)].filter((one) => wanted.has(one));
}
