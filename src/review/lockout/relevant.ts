import { type Chain, type ChainLevel, type ChainPolicy, FULL_ACCESS } from "../../chain/chain";
import { obtain } from "../../collections";
import { matches, withWildcards } from "../../evaluate/reference/pattern";
import { canonicalJson } from "../../policy/canonical";
import { many, type Statement, statementsOf } from "../../policy/document";

/** What one level says of the actions in question. */
interface LevelSayings {
  /** By their text. */
  readonly denies: ReadonlyMap<string, ChainPolicy>;
  /** Null when the level allows all of them. */
  readonly allows: readonly ChainPolicy[] | null;
}

/**
 * Chains reduced to what they say of some actions, so that as many accounts as possible share one answer.
 *
 * Statements that speak of none of the actions are left out. It does not matter to a verdict at which level a Deny
 * stands, how often, and what it is called; and a level that allows all of them need not be there.
 */
export class RelevantChains {
  private readonly levels = new Map<ChainLevel, LevelSayings>();
  private readonly actions: readonly string[];

  /** @param actions without wildcards */
  constructor(actions: readonly string[]) {
    this.actions = [...new Set(actions.map((action) => action.toLowerCase()))].sort();
  }

  /** A chain with the same verdict for every request for one of the actions. */
  of({ type, levels }: Chain): Chain {
    const sayings = levels.map((level) => obtain(this.levels, level, () => this.sayings(level)));
    const denies = new Map(sayings.flatMap((each) => [...each.denies]));
    const sorted = [...denies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, policy]) => policy);
    return {
      type,
      levels: [
        { target: null, policies: [FULL_ACCESS[type], ...sorted] },
        ...sayings.flatMap(({ allows }) => (allows === null ? [] : [{ target: null, policies: allows }])),
      ],
    };
  }

  private sayings({ policies }: ChainLevel): LevelSayings {
    const statements = policies.flatMap(({ document }) =>
      statementsOf(document)
        .map((statement) => this.narrowed(statement))
        .filter((statement) => statement !== null)
        .map((statement) => policyOf(document.Version, statement)),
    );
    const denies = statements.filter(({ statement }) => statement.Effect === "Deny");
    const allows = statements.filter(({ statement }) => statement.Effect === "Allow");
    const free = new Set(
      allows
        .filter(({ statement }) => isUnconditional(statement))
        .flatMap(({ statement }) => many(statement.Action)),
    );
    return {
      denies: new Map(denies.map(({ policy }) => [canonicalJson(policy.document), policy])),
      allows: this.actions.every((action) => free.has(action)) ? null : allows.map(({ policy }) => policy),
    };
  }

  /** The statement with the actions that it speaks of among those in question; null when there are none. */
  private narrowed({ Sid, Action, NotAction, ...statement }: Statement): Statement | null {
    const patterns = many(NotAction ?? Action).map((pattern) => withWildcards(pattern.toLowerCase()));
    const meant = this.actions.filter(
      (action) => patterns.some((pattern) => matches(pattern, action)) === (NotAction === undefined),
    );
    return meant.length === 0 ? null : { ...statement, Action: meant };
  }
}

function policyOf(version: string | undefined, statement: Statement) {
  const document = { ...(version === undefined ? {} : { Version: version }), Statement: [statement] };
  const policy: ChainPolicy = { name: null, document, origins: [] };
  return { statement, policy };
}

function isUnconditional({ Resource, Condition }: Statement): boolean {
  return Condition === undefined && many(Resource).includes("*");
}
