import type { ConditionBlock, ConditionValue, OneOrMany, Statement } from "../policy/document";
import { many } from "../policy/document";

/** The condition of a Deny that spares these principals; no condition at all when there are none. */
export function sparing(principals: readonly string[]): ConditionBlock {
  return principals.length === 0 ? {} : { ArnNotLike: { "aws:PrincipalArn": principals } };
}

/** Adds principals to those that a Deny spares already. Any other statement is returned as it is. */
export function spare(statement: Statement, principals: readonly string[]): Statement {
  if (statement.Effect !== "Deny" || principals.length === 0) return statement;
  const { ArnNotLike = {}, ...others } = statement.Condition ?? {};
  const spared = many(ArnNotLike["aws:PrincipalArn"]);
  return {
    ...statement,
    Condition: { ...others, ArnNotLike: { ...ArnNotLike, "aws:PrincipalArn": [...spared, ...principals] } },
  };
}

/**
 * The shortest text of a statement that means the same: elements and operators in a fixed order, lists
 * sorted and without repeats, a list of one as a bare value.
 */
export function tidy(statement: Statement): Statement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } =
    statement;
  const condition = tidyCondition(Condition ?? {});
  return {
    ...(Sid !== undefined && { Sid }),
    Effect,
    ...(Principal !== undefined && { Principal }),
    ...(NotPrincipal !== undefined && { NotPrincipal }),
    ...(Action !== undefined && { Action: tidyList(Action) }),
    ...(NotAction !== undefined && { NotAction: tidyList(NotAction) }),
    ...(Resource !== undefined && { Resource: tidyList(Resource) }),
    ...(NotResource !== undefined && { NotResource: tidyList(NotResource) }),
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function tidyCondition(condition: ConditionBlock): ConditionBlock {
  const keys = (block: Readonly<Record<string, OneOrMany<ConditionValue>>>) =>
    Object.fromEntries(sortedEntries(block).map(([key, values]) => [key, tidyList(values)]));
  return Object.fromEntries(sortedEntries(condition).map(([operator, block]) => [operator, keys(block)]));
}

function tidyList<T extends ConditionValue>(values: OneOrMany<T>): OneOrMany<T> {
  const sorted = [...new Set(many(values))].sort();
  return sorted.length === 1 ? sorted[0]! : sorted;
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
