import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:CreateUser",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { ▶"aws:PrincipalTag/may-create-users": "true" }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(
        `{
  "Effect": "Deny",
  "Action": "iam:CreateUser",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:PrincipalTag/may-create-users": "true" }
  }
}`,
        `{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "ForAnyValue:StringEquals": { "aws:TagKeys": "may-create-users" },
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_identity_*" }
  }
}`,
      ),
    },
    {
      note: "A tag that brings a Deny on is nothing to wish for.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:CreateUser",
  "Resource": "*",
  "Condition": { "StringEquals": { "aws:PrincipalTag/contractor": "true" } }
}`),
    },
  ],
};
