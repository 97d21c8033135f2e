import type { ConditionBlock } from "../policy/document";
import { actionsMatching, someAction } from "./actions";
import { example, identityCenterRole } from "./examples";
import type { ExampleRequests, OrganizationFacts } from "./guardrail";

/** A request that an IAM user signs with an access key: no second factor, and no key that says so. */
export const LONG_TERM_KEY = { "aws:ViaAWSService": "false" };

/** A request of a user's session that was opened without a second factor. */
export const WITHOUT_MFA = { "aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false" };

/**
 * When IAM users act by themselves and without a second factor.
 *
 * aws:MultiFactorAuthPresent is absent from requests signed with a long-term key: BoolIfExists takes absent
 * for "false". A service that acts for a user (aws:ViaAWSService) passes on no second factor; the user's own
 * call before it was judged already. Roles, Identity Center and services never carry one, so they are not meant.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:MultiFactorAuthPresent, aws:ViaAWSService, aws:PrincipalArn), read 2026-11.
 */
export function usersWithoutMfa({ partition }: OrganizationFacts): ConditionBlock {
  return withoutMfa([`arn:${partition}:iam::*:user/*`]);
}

/**
 * The same, and sessions of sts:GetFederationToken too. Such a session is no IAM user any more and never carries
 * a second factor: a guardrail that leaves that call free is walked around by it.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html, read 2026-11.
 */
export function usersAndTheirSessionsWithoutMfa({ partition }: OrganizationFacts): ConditionBlock {
  return withoutMfa([`arn:${partition}:iam::*:user/*`, `arn:${partition}:sts::*:federated-user/*`]);
}

function withoutMfa(principals: readonly string[]): ConditionBlock {
  return {
    ArnLike: { "aws:PrincipalArn": principals },
    BoolIfExists: { "aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false" },
  };
}

/**
 * What proves a guardrail that asks for a second factor at these actions.
 *
 * @param actions one or more, wildcards included
 * @param others what a user does without one; those that `actions` name after all are left out
 */
export function mfaRequests(
  actions: readonly string[],
  others: readonly string[],
  organization: OrganizationFacts,
): ExampleRequests {
  const named = [...new Set(actions.map(someAction))];
  const action = named[0]!;
  const covered = new Set(actions.flatMap(actionsMatching));
  const user = example(organization, "user/team/alice");
  const session = `arn:${organization.partition}:sts::123456789012:federated-user/alice`;
  return {
    denied: [
      ...named.map((name) => ({ action: name, principal: user, context: LONG_TERM_KEY })),
      { action, principal: user, context: WITHOUT_MFA },
      { action, principal: example(organization, "user/alice"), context: {} },
      { action, principal: session, context: LONG_TERM_KEY },
    ],
    allowed: [
      { action, principal: user, context: { ...WITHOUT_MFA, "aws:MultiFactorAuthPresent": "true" } },
      { action, principal: user, context: { ...WITHOUT_MFA, "aws:ViaAWSService": "true" } },
      { action, principal: identityCenterRole(organization), context: WITHOUT_MFA },
      { action, principal: example(organization, "role/service-role/backup"), context: LONG_TERM_KEY },
      { action, principal: example(organization, "role/user/alice"), context: WITHOUT_MFA },
      ...others
        .filter((other) => !covered.has(other))
        .map((other) => ({ action: other, principal: user, context: LONG_TERM_KEY })),
    ],
  };
}
