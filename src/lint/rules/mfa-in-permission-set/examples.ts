import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:TerminateInstances",
  "Resource": "*",
  "Condition": { "BoolIfExists": { ▶"aws:MultiFactorAuthPresent": "false" } }
}`),
    },
  ],
  good: [
    {
      note: "The identity provider can pass the method of sign-in as a tag of the session.",
      type: "identity",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:TerminateInstances",
  "Resource": "*",
  "Condition": { "StringNotEqualsIfExists": { "aws:PrincipalTag/mfa": "yes" } }
}`),
    },
    {
      note: "In an SCP for users it has its place.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:TerminateInstances",
  "Resource": "*",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/*" },
    "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" }
  }
}`),
    },
  ],
};
