import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "cloudtrail:StopLogging",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": ▶"arn:aws:iam::*:role/Admin*" }
  }
}`),
    },
    {
      note: "Nobody is left but users, root and federated users.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "cloudtrail:StopLogging",
  "Resource": "*",
  "Condition": {
    "StringNotLike": { "aws:PrincipalArn": ▶"arn:aws:iam::*:role/*" }
  }
}`),
      severity: "warning",
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "cloudtrail:StopLogging",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" }
  }
}`),
    },
    {
      note: "Only Identity Center makes roles under this path; a whole account may be spared, and a Deny of some roles is no exemption.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "ArnNotLike": { "aws:PrincipalArn": ["arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*", "arn:aws:iam::111122223333:*"] } } }`,
        `{ "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/Guest*" } } }`,
      ),
    },
    {
      note: "The pattern itself is kept.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": ["iam:*Role*"], "Resource": "arn:aws:iam::*:role/deploy-*", "Condition": { "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy-*" } } }`,
      ),
    },
  ],
};
