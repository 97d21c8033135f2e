import { type Chain, type ChainLevel, type ChainPolicy, FULL_ACCESS } from "../../chain/chain";
import { obtain } from "../../collections";
import { matches, withWildcards } from "../../evaluate/reference/pattern";
import { canonicalJson } from "../../policy/canonical";
import { many, type Statement, statementsOf } from "../../policy/document";
import { mayMeet } from "./overlap";

/** What one level says of the actions in question. */
interface LevelSayings {
  readonly denies: readonly Saying[];
  /** Null when the level allows all of them. */
  readonly allows: readonly ChainPolicy[] | null;
}

interface Saying {
  readonly text: string;
  readonly statement: Statement;
  readonly policy: ChainPolicy;
}

/**
 * Chains reduced to what they say of some requests, so that as many accounts as possible share one answer.
 *
 * Statements that speak of none of the requests are left out. It does not matter to a verdict at which level a Deny
 * stands, how often, and what it is called; and a level that allows all of the actions need not be there.
 */
export class RelevantChains {
  private readonly levels = new Map<ChainLevel, LevelSayings>();
  private readonly actions: readonly string[];

  /** @param actions of the requests, without wildcards */
  constructor(actions: readonly string[]) {
    this.actions = [...new Set(actions.map((action) => action.toLowerCase()))].sort();
  }

  /**
   * A chain with the same verdict for every request that one of the statements allows.
   *
   * @param requests Allow statements, of no other actions
   */
  of({ type, levels }: Chain, requests: readonly Statement[]): Chain {
    const sayings = levels.map((level) => obtain(this.levels, level, () => this.sayings(level)));
    const denies = new Map(
      sayings
        .flatMap((each) => each.denies)
        .filter(({ statement }) => requests.some((request) => mayMeet(statement, request)))
        .map(({ text, policy }) => [text, policy]),
    );
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
    const all = policies.flatMap(({ document }) =>
      statementsOf(document)
        .map((statement) => this.narrowed(statement))
        .filter((statement) => statement !== null)
        .map((statement) => sayingOf(document.Version, statement)),
    );
    const allows = all.filter(({ statement }) => statement.Effect === "Allow");
    const free = new Set(
      allows
        .filter(({ statement }) => isUnconditional(statement))
        .flatMap(({ statement }) => many(statement.Action)),
    );
    return {
      denies: all.filter(({ statement }) => statement.Effect === "Deny"),
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

/** Whether a chain has nothing but full access: then every request gets through. */
export function isOpen({ levels }: Chain): boolean {
  return levels.length === 1 && levels[0]!.policies.length === 1;
}

function sayingOf(version: string | undefined, statement: Statement): Saying {
  const document = { ...(version === undefined ? {} : { Version: version }), Statement: [statement] };
  return { text: canonicalJson(document), statement, policy: { name: null, document, origins: [] } };
}

function isUnconditional({ Resource, Condition }: Statement): boolean {
  return Condition === undefined && many(Resource).includes("*");
}
