import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const NOT_IN_A_CENTRAL_SESSION = { "aws:AssumedRoot": "true" };

/**
 * aws:AssumedRoot is in the context of sessions made by sts:AssumeRoot and absent from a root sign-in.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:AssumedRoot), read 2026-11.
 */
export const denyRootUser = guardrail({
  id: "deny-root-user",
  type: "SERVICE_CONTROL_POLICY",
  theme: "root",
  title: "No use of the root user",
  rationale:
    "The root user of a member account can do everything, cannot be limited by IAM policies and names nobody in " +
    "the logs. Short sessions from the management account or the delegated administrator of IAM (sts:AssumeRoot) stay possible.",
  references: [
    "AWS-GR_RESTRICT_ROOT_USER",
    "CIS AWS Foundations 3.0.0, 1.7",
    "CIS AWS Foundations 5.0.0, 1.6",
  ],
  parameters: z.strictObject({}),
  statements: (_, { partition }) => [
    {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: {
        ArnLike: { "aws:PrincipalArn": `arn:${partition}:iam::*:root` },
        Null: NOT_IN_A_CENTRAL_SESSION,
      },
    },
  ],
  requests: (_, organization) => {
    const root = example(organization, "root");
    return {
      denied: [
        { action: "s3:ListAllMyBuckets", principal: root },
        { action: "iam:CreateAccessKey", principal: root },
        { action: "ec2:RunInstances", principal: root, context: { "aws:MultiFactorAuthPresent": "true" } },
      ],
      allowed: [
        { action: "s3:DeleteBucketPolicy", principal: root, context: { "aws:AssumedRoot": "true" } },
        { action: "iam:CreateAccessKey", principal: example(organization, "user/root") },
        { action: "s3:ListAllMyBuckets", principal: example(organization, "role/root") },
      ],
    };
  },
});
