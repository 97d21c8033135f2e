import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:*",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": {
      "aws:PrincipalArn": ▶"arn:aws:iam::*:role/admin"
    }
  }
}`),
    },
    {
      note: "A tag, or what a service puts into its own keys, might have such a character.",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:GetObject",
  "Resource": "*",
  "Condition": {
    "ForAnyValue:StringEqualsIgnoreCaseIfExists": { "aws:TagKeys": ["cost", ▶"team-?"] }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:*",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": {
      "aws:PrincipalArn": "arn:aws:iam::*:role/admin"
    }
  }
}`),
    },
    {
      note: "ArnEquals matches as ArnLike does, and a variable can write the character itself.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:*",
  "Resource": "*",
  "Condition": {
    "ArnNotEquals": { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" },
    "StringEquals": { "aws:PrincipalTag/team": "\${*}" }
  }
}`),
    },
  ],
};
