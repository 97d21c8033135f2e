import type { Finding } from "../findings/finding";
import { many, type PolicyDocument, type Statement, statementsOf } from "./document";
import { policyProblem } from "./shape";
import type { AuthorizationPolicyType } from "./types";

/**
 * What AWS refuses in a policy that otherwise has a plain meaning. The policy must have no shape problems.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html (version,
 * number of statements, Allow and "*" in RCPs),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html (Sids),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html (form of the texts).
 */
export function refusals(document: PolicyDocument, type: AuthorizationPolicyType): readonly Finding[] {
  const problems: Finding[] = [];
  if (document.Version !== "2012-10-17") {
    problems.push(
      policyProblem("policy-version", "Version", 'the version must be "2012-10-17"', document.Version),
    );
  }
  const statements = statementsOf(document);
  if (statements.length === 0) {
    problems.push(policyProblem("policy-empty", "Statement", "a policy must have at least one statement"));
  }
  const path = (index: number) => (Array.isArray(document.Statement) ? `Statement[${index}]` : "Statement");
  statements.forEach((statement, index) => {
    problems.push(...sidRefusals(statements, index, path(index)));
    problems.push(...textRefusals(statement, path(index)));
  });
  if (type === "RESOURCE_CONTROL_POLICY" && !isRcpFullAccess(statements)) {
    problems.push(...statements.flatMap((statement, index) => rcpRefusals(statement, path(index))));
  }
  return problems;
}

/** Whether a text has the form of an action, wildcards included. Source: as for refusals. */
export function isAction(text: string): boolean {
  return text === "*" || /^[A-Za-z0-9*?-]+:[A-Za-z0-9*?_-]+$/.test(text);
}

/** Whether a text can stand in Resource: an ARN, or a wildcard that an ARN may begin with. Source: as for refusals. */
export function isResource(text: string): boolean {
  return text.startsWith("*") || text.startsWith("arn:");
}

/** Whether a text can be a Sid. Source: as for refusals. */
export function isSid(text: string): boolean {
  return /^[A-Za-z0-9]*$/.test(text);
}

/** Whether an action names its service outright, as those of an RCP must. Source: as for refusals. */
export function namesService(action: string): boolean {
  return !/[*?]/.test(action.split(":")[0]!);
}

function sidRefusals(statements: readonly Statement[], index: number, path: string): readonly Finding[] {
  const { Sid = "" } = statements[index]!;
  if (!isSid(Sid)) {
    return [policyProblem("sid-characters", `${path}.Sid`, "a Sid may hold only letters and digits", Sid)];
  }
  const earlier = Sid !== "" && statements.slice(0, index).some((other) => other.Sid === Sid);
  if (!earlier) return [];
  return [
    policyProblem("sid-duplicate", `${path}.Sid`, "another statement of this policy has the same Sid", Sid),
  ];
}

function textRefusals(statement: Statement, path: string): readonly Finding[] {
  const actions = [...many(statement.Action), ...many(statement.NotAction)];
  const resources = [...many(statement.Resource), ...many(statement.NotResource)];
  return [
    ...actions
      .filter((action) => !isAction(action))
      .map((action) => policyProblem("action-form", path, 'an action is "*" or service:Action', action)),
    ...resources
      .filter((resource) => !isResource(resource))
      .map((resource) => policyProblem("resource-form", path, 'a resource is "*" or an ARN', resource)),
  ];
}

function rcpRefusals(statement: Statement, path: string): readonly Finding[] {
  const allows =
    statement.Effect === "Allow"
      ? [policyProblem("rcp-allow", `${path}.Effect`, 'an RCP of yours can only "Deny"', statement.Effect)]
      : [];
  const unnamed = many(statement.Action)
    .filter((action) => !namesService(action))
    .map((action) => policyProblem("rcp-action", `${path}.Action`, "an RCP must name the service", action));
  return [...allows, ...unnamed];
}

/** The one RCP that allows is AWS's own RCPFullAWSAccess. */
export function isRcpFullAccess(statements: readonly Statement[]): boolean {
  const [only, ...others] = statements;
  return (
    only !== undefined &&
    others.length === 0 &&
    only.Effect === "Allow" &&
    only.Condition === undefined &&
    [only.Action, only.Resource].every((list) => many(list).length === 1 && many(list)[0] === "*")
  );
}
