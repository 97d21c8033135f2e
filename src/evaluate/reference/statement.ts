import { many, type OneOrMany, type Statement } from "../../policy/document";
import { conditionHolds } from "./condition";
import type { RequestContext } from "./context";
import { matches, withWildcards } from "./pattern";
import { expanded } from "./variables";

/** A request as statements see it. */
export interface StatementRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** Whether a statement speaks of a request: its action, its resource and its conditions all match. */
export function statementMatches(
  statement: Statement,
  version: string | undefined,
  { action, resource, context }: StatementRequest,
): boolean {
  return (
    matchesList(statement.Action, statement.NotAction, (pattern) => actionMatches(pattern, action)) &&
    matchesList(statement.Resource, statement.NotResource, (pattern) =>
      resourceMatches(pattern, resource, version, context),
    ) &&
    conditionHolds(statement.Condition, version, context)
  );
}

function matchesList(
  wanted: OneOrMany<string> | undefined,
  unwanted: OneOrMany<string> | undefined,
  isMatch: (pattern: string) => boolean,
): boolean {
  return unwanted === undefined ? many(wanted).some(isMatch) : !many(unwanted).some(isMatch);
}

/**
 * Actions are not case-sensitive, take wildcards anywhere and know no variables.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html, read 2026-11.
 */
function actionMatches(pattern: string, action: string): boolean {
  return matches(withWildcards(pattern.toLowerCase()), action.toLowerCase());
}

/**
 * Resources are case-sensitive; a `*` may run past a colon, unlike in ARN conditions.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html, read 2026-11.
 */
export function resourceMatches(
  text: string,
  resource: string,
  version: string | undefined,
  context: RequestContext,
): boolean {
  const pattern = expanded(text, version, context);
  return pattern !== undefined && matches(pattern, resource);
}
