import { many } from "../../policy/document";
import type { RequestContext } from "../reference/context";
import type { PlacedStatement } from "../reference/placed";
import { resourceMatches } from "../reference/statement";
import { mayHaveVariables } from "../reference/variables";
import type { Decider } from "../request";
import { compiledCondition } from "./conditions";
import { anyGlob } from "./globs";

/** Patterns of which one must match, or none when `negated`. */
export interface Listed {
  readonly patterns: readonly string[];
  readonly negated: boolean;
}

export interface CompiledStatement {
  readonly decider: Decider;
  readonly denies: boolean;
  /** In lower case. */
  readonly actions: Listed;
  /** Whether the statement speaks of a request, its action aside. */
  readonly holds: (resource: string, context: RequestContext) => boolean;
}

export function compiledStatement({ statement, version, decider }: PlacedStatement): CompiledStatement {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  const { patterns, negated } = listed(Action, NotAction);
  const resourceHolds = compiledResources(listed(Resource, NotResource), version);
  const conditionHolds = compiledCondition(Condition, version);
  return {
    // Answers share it, so that nobody may change it.
    decider: Object.freeze({ ...decider }),
    denies: Effect === "Deny",
    actions: { patterns: patterns.map((pattern) => pattern.toLowerCase()), negated },
    holds: (resource, context) => resourceHolds(resource, context) && conditionHolds(context),
  };
}

function listed(wanted: PlacedStatement["statement"]["Action"], unwanted: typeof wanted): Listed {
  return unwanted === undefined
    ? { patterns: many(wanted), negated: false }
    : { patterns: many(unwanted), negated: true };
}

/** Patterns with variables wait for the request; the others do not. */
function compiledResources(
  { patterns, negated }: Listed,
  version: string | undefined,
): CompiledStatement["holds"] {
  const waiting = patterns.filter((pattern) => mayHaveVariables(pattern, version));
  const isFixed = anyGlob(patterns.filter((pattern) => !mayHaveVariables(pattern, version)));
  return (resource, context) =>
    (isFixed(resource) || waiting.some((pattern) => resourceMatches(pattern, resource, version, context))) !==
    negated;
}
