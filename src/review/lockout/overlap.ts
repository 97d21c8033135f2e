import { arnParts } from "../../evaluate/reference/arn";
import { matches, withWildcards } from "../../evaluate/reference/pattern";
import { many, type Statement } from "../../policy/document";

/**
 * Whether a Deny may match a request that an Allow statement allows. A yes may be too careful; a no is sure. The
 * questions are those that many guardrails have in common: other actions, other resources, principals spared.
 */
export function mayMeet(deny: Statement, request: Statement): boolean {
  return sharesAction(deny, request) && mayShareResource(deny, request) && !spares(deny, request);
}

function sharesAction(deny: Statement, request: Statement): boolean {
  const actions = new Set(many(deny.Action));
  return many(request.Action).some((action) => actions.has(action.toLowerCase()));
}

function mayShareResource(deny: Statement, request: Statement): boolean {
  const patterns = many(deny.NotResource ?? deny.Resource);
  if (patterns.some((pattern) => pattern.includes("${"))) return true;
  return many(request.Resource).some((resource) => {
    if (/[*?]/.test(resource)) return true;
    const isNamed = patterns.some((pattern) => matches(withWildcards(pattern), resource));
    return isNamed === (deny.NotResource === undefined);
  });
}

const NEGATED = ["arnnotlike", "arnnotequals"];

/** Whether the Deny says "save for these principals", and the request's are among them. */
function spares({ Condition = {} }: Statement, request: Statement): boolean {
  const asked = many(request.Condition?.ArnLike?.["aws:PrincipalArn"]).map(String);
  if (asked.length === 0) return false;
  const spared = Object.entries(Condition)
    .filter(([operator]) => NEGATED.includes(operator.toLowerCase()))
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([key]) => key.toLowerCase() === "aws:principalarn")
    .flatMap(([, values]) => many(values).map(String));
  return asked.every((principal) => spared.some((pattern) => includes(pattern, principal)));
}

/** Whether an ARN pattern surely matches all that another one matches: ARNs are compared part by part. */
function includes(wide: string, narrow: string): boolean {
  const [wideParts, narrowParts] = [arnParts(wide), arnParts(narrow)];
  if (wideParts === undefined || narrowParts === undefined || wide.includes("${")) return false;
  return wideParts.every((part, index) => part === "*" || part === narrowParts[index]);
}
