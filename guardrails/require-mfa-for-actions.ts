import { z } from "zod";
import { actionPatterns } from "../src/catalogue/actions";
import { guardrail } from "../src/catalogue/guardrail";
import { mfaRequests, usersAndTheirSessionsWithoutMfa } from "../src/catalogue/mfa";

export const requireMfaForActions = guardrail({
  id: "require-mfa-for-actions",
  type: "SERVICE_CONTROL_POLICY",
  theme: "mfa",
  title: "Some actions need a second factor of IAM users",
  rationale:
    "For what would hurt most in the hands of somebody who found a key or a password: everything else goes on as " +
    "before. Only IAM users and the sessions that they open by sts:GetFederationToken are meant; those sessions have " +
    "no second factor, ever, so the actions are closed to them.",
  references: [],
  parameters: z.strictObject({
    actions: actionPatterns.describe("the actions that need a second factor"),
  }),
  example: {
    actions: [
      "iam:CreateAccessKey",
      "iam:DeactivateMFADevice",
      "iam:DeleteVirtualMFADevice",
      "kms:DisableKey",
      "kms:ScheduleKeyDeletion",
      "rds:DeleteDB*",
      "sts:GetFederationToken",
    ],
  },
  statements: ({ actions }, organization) => [
    {
      Effect: "Deny",
      Action: actions,
      Resource: "*",
      Condition: usersAndTheirSessionsWithoutMfa(organization),
    },
  ],
  requests: ({ actions }, organization) =>
    mfaRequests(
      actions,
      ["iam:EnableMFADevice", "iam:ListMFADevices", "kms:DescribeKey", "sts:GetSessionToken"],
      organization,
    ),
});
