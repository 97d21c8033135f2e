import { resourceMatches } from "../../evaluate/reference/statement";
import { globContains } from "../../plan/changes/globs";
import type { LintStatement } from "../types";
import { speaksOf } from "./actions";
import { clausesOn, holdsFor, isNegated, textsOf } from "./conditions";
import { isOfCaller } from "./exemptions";

/** The resource of the ARN of an IAM principal, "role/team/x" or a pattern; undefined for a text of another shape. */
export function principalName(text: string): string | undefined {
  const [scheme, , service, , , ...resource] = text.split(":");
  return scheme === "arn" && service === "iam" && resource.length > 0 ? resource.join(":") : undefined;
}

/**
 * Whether somebody may make a principal with a name: nobody makes roles under the paths that AWS keeps for itself,
 * nor one with a colon.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (RoleName),
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-service-linked-roles.html and
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html (reserved paths).
 */
export function canBeMade(name: string): boolean {
  return /^(?:role|user)\/(?!aws-service-role\/|aws-reserved\/)[^:]*$/.test(name);
}

/**
 * Whether a statement keeps principals with a name from being made, or one that is there from being changed to be
 * somebody else's.
 */
export function protectsPrincipal(
  { effect, actions, resources, statement, conditions }: LintStatement,
  arn: string,
): boolean {
  const isUser = principalName(arn)?.startsWith("user/") === true;
  const changes = isUser
    ? ["iam:CreateUser", "iam:CreateAccessKey"]
    : ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"];
  // Of the names that an open pattern means, most are still free.
  const guarded = arn.endsWith("*") ? changes.slice(0, 1) : changes;
  return (
    effect === "Deny" &&
    conditions.every(isOfCaller) &&
    guarded.some((action) => speaksOf(actions, action)) &&
    (statement.NotResource !== undefined ||
      (resources?.texts ?? []).some(
        ({ text }) => globContains(text, arn) || resourceMatches(text, arn, undefined, NONE),
      ))
  );
}

const NONE = { get: () => undefined };

/** Whether a statement keeps people from giving principals a tag. */
export function protectsTag(statement: LintStatement, tag: string): boolean {
  if (statement.effect !== "Deny") return false;
  if (clausesOn(statement, `aws:RequestTag/${tag}`).length > 0) return true;
  const ofTagKeys = clausesOn(statement, "aws:TagKeys").filter((clause) => !isNegated(clause));
  if (ofTagKeys.length > 0)
    return ofTagKeys.some((clause) => textsOf(clause).length > 0 && holdsFor(clause, tag));
  if (!statement.conditions.every(isOfCaller)) return false;
  return ["iam:TagRole", "iam:TagUser"].every((action) => speaksOf(statement.actions, action));
}
