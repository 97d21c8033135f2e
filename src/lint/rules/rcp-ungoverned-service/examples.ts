import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", ▶"sns:*", ▶"lambda:InvokeFunction", ▶"kms:RetireGrant"],
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
  ],
  good: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", "SQS:*", "kms:*", "secretsmanager:GetSecretValue"],
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
  ],
};
