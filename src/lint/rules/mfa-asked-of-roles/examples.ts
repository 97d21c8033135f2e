import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["ec2:StopInstances", "ec2:TerminateInstances"],
  "Resource": "*",
  "Condition": {
    "BoolIfExists": { ▶"aws:MultiFactorAuthPresent": "false" }
  }
}`),
    },
    {
      note: "Some roles are spared, but not those of functions and instances.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "NotAction": ["iam:*MFADevice*", "sts:GetSessionToken"],
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*" },
    "BoolIfExists": { ▶"aws:MultiFactorAuthPresent": false }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["ec2:StopInstances", "ec2:TerminateInstances"],
  "Resource": "*",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:user/*" },
    "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" }
  }
}`),
    },
    {
      note: "Only users have a user name, and roles may be left out by name.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "Null": { "aws:username": "false" }, "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } } }`,
        `{ "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/*" }, "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } } }`,
      ),
    },
  ],
};
