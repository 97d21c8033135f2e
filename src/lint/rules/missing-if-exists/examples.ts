import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:CreateServiceSpecificCredential",
  "Resource": "*",
  "Condition": {
    "NumericGreaterThan": { ▶"iam:ServiceSpecificCredentialAgeDays": "30" }
  }
}`),
    },
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:DeleteBucket",
  "Resource": "*",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/*" },
    "NumericGreaterThanEquals": { ▶"aws:MultiFactorAuthAge": 3600 }
  }
}`),
    },
    {
      note: "What a launch takes by default depends on the image and the account.",
      type: "scp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:RunInstances",
  "Resource": "arn:aws:ec2:*:*:instance/*",
  "Condition": { "StringEquals": { ▶"ec2:MetadataHttpTokens": "optional" } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:CreateServiceSpecificCredential",
  "Resource": "*",
  "Condition": {
    "NumericGreaterThanIfExists": { "iam:ServiceSpecificCredentialAgeDays": "30" }
  }
}`),
    },
    {
      note: "Another statement stops who used no second factor.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*", "Condition": { "NumericGreaterThan": { "aws:MultiFactorAuthAge": "3600" } } }`,
        `{ "Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*", "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } } }`,
      ),
    },
    {
      note: "A waiting period that is left out is the longest.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "kms:ScheduleKeyDeletion",
  "Resource": "*",
  "Condition": { "NumericLessThan": { "kms:ScheduleKeyDeletionPendingWindowInDays": "30" } }
}`),
    },
  ],
};
