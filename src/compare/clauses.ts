import type { ChainType } from "../chain/chain";
import { conditionHolds } from "../evaluate/reference/condition";
import { contextOf, type RequestContext } from "../evaluate/reference/context";
import { statementMatches } from "../evaluate/reference/statement";
import type { AccessRequest } from "../evaluate/request";
import { type ConditionValue, many, type OneOrMany, type Statement } from "../policy/document";
import { type Comparison, operatorNamed } from "../policy/operators";
import type { Part } from "./projection";

/** One clause of a condition, or the resources of a statement: something that is so of a request or is not. */
export type Clause =
  | ConditionClause
  | {
      readonly kind: "resource";
      readonly patterns: readonly string[];
      /** False for NotResource. */
      readonly inside: boolean;
      readonly version: string | undefined;
    };

/** One operator on one key. */
export interface ConditionClause {
  readonly kind: "condition";
  readonly operator: string;
  readonly key: string;
  readonly values: OneOrMany<ConditionValue>;
  readonly version: string | undefined;
}

export function conditionClauses(
  { Condition = {} }: Pick<Statement, "Condition">,
  version: string | undefined,
): readonly ConditionClause[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(
      ([key, values]) => ({ kind: "condition", operator, key, values, version }) as const,
    ),
  );
}

/** Whether a clause of a condition holds. */
export function conditionClauseHolds(
  { operator, key, values, version }: ConditionClause,
  context: RequestContext,
): boolean {
  return conditionHolds({ [operator]: { [key]: values } }, version, context);
}

/** The clauses of a statement, all of which must hold; none that holds of every request. */
export function clausesOf({ statement, version }: Part): readonly Clause[] {
  const { Resource, NotResource } = statement;
  const patterns = many(Resource ?? NotResource);
  const inside = Resource !== undefined;
  const resource: readonly Clause[] =
    inside && patterns.includes("*") ? [] : [{ kind: "resource", patterns, inside, version }];
  return [...resource, ...conditionClauses(statement, version)];
}

/** Whether a clause is so of a request, by the plain evaluator. */
export function clauseHolds(clause: Clause, request: AccessRequest, type: ChainType): boolean {
  const context = contextOf(request, type);
  if (clause.kind === "condition") return conditionClauseHolds(clause, context);
  const { action, resource = "*" } = request;
  const statement: Statement = {
    Effect: "Deny",
    Action: "*",
    ...(clause.inside ? { Resource: clause.patterns } : { NotResource: clause.patterns }),
  };
  return statementMatches(statement, clause.version, { action, resource, context });
}

/** Values that one phrase lists; the rest is counted. */
const MOST_LISTED = 6;

/** What is so of a request as far as a clause asks, in words: "aws:RequestedRegion is none of eu-west-1, us-east-1". */
export function phrase(clause: Clause, request: AccessRequest, type: ChainType): string {
  const holds = clauseHolds(clause, request, type);
  if (clause.kind === "resource") {
    return `the resource is ${holds === clause.inside ? "" : "not "}like ${listed(clause.patterns)}`;
  }
  const { key } = clause;
  const found = contextOf(request, type).get(key);
  if (found === undefined) return `${key} is absent`;
  const operator = operatorNamed(clause.operator)!;
  if (operator.kind === "null") return `${key} is present`;
  const { quantifier, negated, comparison } = operator;
  const matches = holds !== negated;
  const ofAll = quantifier === undefined ? undefined : (quantifier === "ForAllValues") === holds;
  const subject = ofAll === undefined ? key : ofAll ? `each value of ${key}` : `a value of ${key}`;
  const values = many(clause.values).map(String);
  if (values.length === 0) return `${subject} is compared with nothing`;
  return `${subject} is ${matches ? "" : "not "}${RELATION[comparison]}${listed(values)}`;
}

const RELATION: Readonly<Record<Comparison, string>> = {
  "string-equals": "",
  "string-equals-ignore-case": "in any casing ",
  "string-like": "like ",
  "numeric-equals": "equal to ",
  "numeric-less": "less than ",
  "numeric-less-or-equal": "at most ",
  "numeric-greater": "greater than ",
  "numeric-greater-or-equal": "at least ",
  "date-equals": "at ",
  "date-less": "before ",
  "date-less-or-equal": "at or before ",
  "date-greater": "after ",
  "date-greater-or-equal": "at or after ",
  bool: "",
  "binary-equals": "the bytes of ",
  "ip-address": "in ",
  "arn-like": "like ",
};

function listed(values: readonly string[]): string {
  if (values.length === 1) return values[0]!;
  const shown = values.slice(0, MOST_LISTED).join(", ");
  const more = values.length - MOST_LISTED;
  return `one of ${shown}${more > 0 ? ` and ${more} more` : ""}`;
}
