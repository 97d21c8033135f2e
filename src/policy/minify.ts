import type { ConditionBlock, ConditionValue, OneOrMany, Statement } from "./document";
import { many } from "./document";

const HEAD = '{"Version":"2012-10-17","Statement":[';
const TAIL = "]}";

/** Characters that a policy takes beside its statements and the commas between them. */
export const FRAME_CHARACTERS = HEAD.length + TAIL.length;

/**
 * A list whose order and repetitions mean nothing, in its one short form. An empty list stays a list: it is
 * not the same as a list that is not there.
 */
function shortest<T extends ConditionValue>(values: OneOrMany<T>): OneOrMany<T> {
  // Quotes tell the text "true" from the boolean, which AWS may or may not read alike.
  const unique = new Map(many(values).map((value) => [JSON.stringify(value), value]));
  const sorted = [...unique.keys()].sort().map((key) => unique.get(key)!);
  return sorted.length === 1 ? sorted[0]! : sorted;
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.keys(record)
    .sort()
    .map((key) => [key, record[key]!]);
}

// fromEntries defines members: a key named __proto__ stays a key.
function minifyCondition(condition: ConditionBlock): ConditionBlock {
  return Object.fromEntries(
    sortedEntries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(sortedEntries(keys).map(([key, values]) => [key, shortest(values)])),
    ]),
  );
}

/** "*" stays as it is; in {"AWS": [...]} each list is shortened. */
function minifyPrincipal(principal: unknown): unknown {
  if (principal === null || typeof principal !== "object" || Array.isArray(principal)) return principal;
  const lists = principal as Readonly<Record<string, OneOrMany<string>>>;
  return Object.fromEntries(sortedEntries(lists).map(([kind, names]) => [kind, shortest(names)]));
}

/**
 * The same statement in its one canonical form: members in a fixed order, lists sorted and unique, a list of
 * one as the bare value. Nothing that IAM tells apart is changed: names and values keep their letters.
 */
export function minifyStatement(statement: Statement): Statement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } =
    statement;
  return {
    ...(Sid !== undefined && { Sid }),
    Effect,
    ...(Principal !== undefined && { Principal: minifyPrincipal(Principal) }),
    ...(NotPrincipal !== undefined && { NotPrincipal: minifyPrincipal(NotPrincipal) }),
    ...(Action !== undefined && { Action: shortest(Action) }),
    ...(NotAction !== undefined && { NotAction: shortest(NotAction) }),
    ...(Resource !== undefined && { Resource: shortest(Resource) }),
    ...(NotResource !== undefined && { NotResource: shortest(NotResource) }),
    ...(Condition !== undefined && { Condition: minifyCondition(Condition) }),
  };
}

/** The text of one statement as it stands in a stored policy. */
export function statementText(statement: Statement): string {
  return JSON.stringify(minifyStatement(statement));
}

/** The text to store for a policy whose statements have these texts. */
export function frame(statementTexts: readonly string[]): string {
  return HEAD + statementTexts.join(",") + TAIL;
}

/**
 * The text to store for a policy of these statements, which keep their order. White space would count
 * against the limit, so there is none.
 */
export function policyText(statements: readonly Statement[]): string {
  return frame(statements.map(statementText));
}
