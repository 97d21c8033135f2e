import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      note: "AWS services never call as a member of an account.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "kms:CreateGrant",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { ▶"aws:SourceAccount": "111122223333" }
  }
}`),
    },
    {
      note: "Needless, but it does no harm.",
      type: "scp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "kms:CreateGrant",
  "Resource": "*",
  "Condition": {
    "BoolIfExists": { "kms:GrantIsForAWSResource": "false", ▶"aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "kms:CreateGrant",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:ResourceAccount": "111122223333" }
  }
}`),
    },
    {
      note: "In an RCP the same condition tells services apart.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "kms:CreateGrant",
  "Resource": "*",
  "Condition": {
    "BoolIfExists": { "kms:GrantIsForAWSResource": "false", "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
  ],
};
