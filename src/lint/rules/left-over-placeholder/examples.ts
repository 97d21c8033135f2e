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
    "ArnNotLike": { "aws:PrincipalArn": ▶"arn:aws:iam::\${Account}:role/[PRIVILEGED_ROLE]" },
    "StringNotEquals": { "aws:PrincipalOrgID": ▶"<my-org-id>" }
  }
}`),
    },
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:GetObject",
  "Resource": [▶"arn:aws:s3:::{{bucket}}/*", ▶"arn:aws:s3:::logs-\${AWS::AccountId}/*", ▶"arn:aws:s3:::REPLACE_ME/*"],
  "Condition": { "StringEquals": { ▶"aws:PrincipalTag/<tag>": "x" } }
}`),
    },
    {
      note: "What could be a name of yours is only a note.",
      type: "scp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": ▶"arn:aws:s3:::your-bucket/*",
  "Condition": { "StringNotEquals": { "aws:PrincipalOrgID": ▶"o-xxxxxxxxxx" } }
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
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" },
    "StringNotEquals": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" }
  }
}`),
    },
    {
      note: "A policy variable is no placeholder, nor are the brackets of an object's key.",
      type: "identity",
      text: inPolicy(`{
  "Sid": "Home",
  "Effect": "Allow",
  "Action": "s3:GetObject",
  "Resource": ["arn:aws:s3:::home/\${aws:username}/*", "arn:aws:s3:::home/a[1]\${*}", "arn:aws:s3:::change-me-not/*"]
}`),
    },
  ],
};
