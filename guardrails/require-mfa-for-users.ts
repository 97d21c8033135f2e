import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { LONG_TERM_KEY, usersWithoutMfa, WITHOUT_MFA } from "../src/catalogue/mfa";

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

export const requireMfaForUsers = guardrail({
  id: "require-mfa-for-users",
  type: "SERVICE_CONTROL_POLICY",
  theme: "mfa",
  title: "IAM users act only with a second factor",
  rationale:
    "A leaked password or access key of an IAM user is worth little without the second factor. Only IAM users are " +
    "meant: the second factor of Identity Center is at the identity provider, and roles and services have none.",
  references: ["CIS AWS Foundations 3.0.0, 1.10", "CIS AWS Foundations 5.0.0, 1.9", "IAM.5", "IAM.19"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    { Effect: "Deny", NotAction: ENROLMENT, Resource: "*", Condition: usersWithoutMfa(organization) },
  ],
  requests: (_, organization) => {
    const user = example(organization, "user/team/alice");
    return {
      denied: [
        { action: "s3:GetObject", principal: user, context: LONG_TERM_KEY },
        { action: "ec2:RunInstances", principal: user, context: WITHOUT_MFA },
        { action: "iam:DeactivateMFADevice", principal: user, context: WITHOUT_MFA },
        { action: "iam:CreateAccessKey", principal: user, context: WITHOUT_MFA },
        // Its session is no IAM user any more: this is the way around the guardrail.
        { action: "sts:GetFederationToken", principal: user, context: LONG_TERM_KEY },
        { action: "sts:AssumeRole", principal: user, context: LONG_TERM_KEY },
      ],
      allowed: [
        { action: "s3:GetObject", principal: user, context: { "aws:MultiFactorAuthPresent": "true" } },
        { action: "iam:CreateVirtualMFADevice", principal: user, context: WITHOUT_MFA },
        { action: "iam:EnableMFADevice", principal: user, context: WITHOUT_MFA },
        { action: "sts:GetSessionToken", principal: user, context: LONG_TERM_KEY },
        { action: "kms:Decrypt", principal: user, context: { "aws:ViaAWSService": "true" } },
        { action: "s3:GetObject", principal: identityCenterRole(organization), context: WITHOUT_MFA },
        { action: "s3:GetObject", principal: example(organization, "role/user/alice") },
      ],
    };
  },
});
