import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:StopInstances",
  "Resource": "*",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/*" },
    "Bool": { ▶"aws:MultiFactorAuthPresent": "false" }
  }
}`),
    },
    {
      note: "In an Allow, IfExists is the mistake.",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "ec2:StopInstances",
  "Resource": "*",
  "Condition": {
    "BoolIfExists": { ▶"aws:multifactorauthpresent": true }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:StopInstances",
  "Resource": "*",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/*" },
    "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" }
  }
}`),
    },
    {
      note: "A second statement stops those that have no such key.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } } }`,
        `{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "Null": { "aws:MultiFactorAuthPresent": "true" } } }`,
      ),
    },
    {
      note: "Roles have no long-term keys.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:StopInstances",
  "Resource": "*",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/people/*" },
    "Bool": { "aws:MultiFactorAuthPresent": "false" }
  }
}`),
    },
    {
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "ec2:StopInstances",
  "Resource": "*",
  "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
}`),
    },
  ],
};
