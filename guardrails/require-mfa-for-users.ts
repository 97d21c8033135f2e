import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

/**
 * What a user does before there is a second factor: change a password that must be changed at the first
 * sign-in, enrol a device, and trade a code for a session (sts:GetSessionToken).
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html,
 * read 2026-11. AWS's example leaves out the two password actions and names them for a first sign-in; a
 * changed password needs the old one, and gives nothing that this guardrail would not stop.
 */
const ENROLMENT = [
  "iam:ChangePassword",
  "iam:CreateVirtualMFADevice",
  "iam:EnableMFADevice",
  "iam:GetAccountPasswordPolicy",
  "iam:GetMFADevice",
  "iam:GetUser",
  "iam:ListMFADevices",
  "iam:ListVirtualMFADevices",
  "iam:ResyncMFADevice",
  "sts:GetSessionToken",
];

/**
 * aws:MultiFactorAuthPresent is absent from requests signed with a long-term key: BoolIfExists takes absent
 * for "false". A service that acts for a user (aws:ViaAWSService) passes on no second factor; the user's own
 * call before it was judged already.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:MultiFactorAuthPresent, aws:ViaAWSService, aws:PrincipalArn), read 2026-11.
 */
export const requireMfaForUsers = guardrail({
  id: "require-mfa-for-users",
  type: "SERVICE_CONTROL_POLICY",
  theme: "mfa",
  title: "IAM users act only with a second factor",
  rationale:
    "A leaked password or access key of an IAM user is worth little without the second factor. Only IAM users are " +
    "meant: the second factor of Identity Center is at the identity provider, and roles and services have none.",
  references: [
    {
      control: "IAM.5",
      url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-5",
    },
    {
      control: "IAM.19",
      url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-19",
    },
  ],
  parameters: z.strictObject({}),
  statements: (_, { partition }) => [
    {
      Effect: "Deny",
      NotAction: ENROLMENT,
      Resource: "*",
      Condition: {
        ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:user/*` },
        BoolIfExists: { "aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false" },
      },
    },
  ],
  requests: (_, organization) => {
    const user = example(organization, "user/team/alice");
    const throughIdentityCenter = example(
      organization,
      "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_administrator_0123456789abcdef",
    );
    const withoutMfa = { "aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false" };
    const longTermKey = { "aws:ViaAWSService": "false" };
    return {
      denied: [
        { action: "s3:GetObject", principal: user, context: longTermKey },
        { action: "ec2:RunInstances", principal: user, context: withoutMfa },
        { action: "iam:DeactivateMFADevice", principal: user, context: withoutMfa },
        { action: "iam:CreateAccessKey", principal: user, context: withoutMfa },
        // Its session is no IAM user any more: this is the way around the guardrail.
        { action: "sts:GetFederationToken", principal: user, context: longTermKey },
        { action: "sts:AssumeRole", principal: user, context: longTermKey },
      ],
      allowed: [
        { action: "s3:GetObject", principal: user, context: { "aws:MultiFactorAuthPresent": "true" } },
        { action: "iam:CreateVirtualMFADevice", principal: user, context: withoutMfa },
        { action: "iam:EnableMFADevice", principal: user, context: withoutMfa },
        { action: "sts:GetSessionToken", principal: user, context: longTermKey },
        { action: "kms:Decrypt", principal: user, context: { "aws:ViaAWSService": "true" } },
        { action: "s3:GetObject", principal: throughIdentityCenter, context: withoutMfa },
        { action: "s3:GetObject", principal: example(organization, "role/user/alice") },
      ],
    };
  },
});
