import type { OrganizationFacts } from "../catalogue/guardrail";
import { keepers } from "../catalogue/keepers";
import type { EventPattern, Json } from "./match/pattern";

// What EventBridge calls the records of CloudTrail.
// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html, read 2026-11.
export const API_CALL = "AWS API Call via CloudTrail";
export const CONSOLE_ACTION = "AWS Console Action via CloudTrail";
export const SERVICE_EVENT = "AWS Service Event via CloudTrail";

/** As AWS's examples of rules spell it; the page above writes "Signin", so a rule takes both. */
export const SIGN_IN = "AWS Console Sign In via CloudTrail";
export const SIGN_IN_SPELLINGS = [SIGN_IN, "AWS Console Signin via CloudTrail"];

/**
 * A pattern for calls of a service that were made, not refused.
 *
 * @param service as its events' source has it after "aws.": "iam"
 * @param names values for eventName: texts or comparisons
 * @param detail more of the record
 */
export function calls(service: string, names: readonly Json[], detail: EventPattern = {}): EventPattern {
  return {
    source: [`aws.${service}`],
    "detail-type": [API_CALL],
    detail: {
      eventSource: [`${service}.amazonaws.com`],
      eventName: names,
      errorCode: [{ exists: false }],
      ...detail,
    },
  };
}

/**
 * Part of a record's pattern: by nobody of these roles. Calls without a role session, by users, root and services, are
 * by nobody of them.
 *
 * @param roles ARN patterns; one with a question mark spares nobody, because EventBridge has no such wildcard
 */
export function notByRoles(roles: readonly string[]): EventPattern {
  const wildcards = roles.filter((role) => !role.includes("?")).map((role) => role.replaceAll(/\*+/g, "*"));
  if (wildcards.length === 0) return {};
  const others = { "anything-but": { wildcard: wildcards } };
  return { userIdentity: { sessionContext: { sessionIssuer: { arn: [others, { exists: false }] } } } };
}

/** Part of a record's pattern: by nobody who deploys the organization's baseline. */
export function notByKeepers(organization: OrganizationFacts): EventPattern {
  return notByRoles(keepers(organization));
}
