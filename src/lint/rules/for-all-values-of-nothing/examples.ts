import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "resource",
      text: inPolicy(`{
  "Effect": "Allow",
  "Principal": "*",
  "Action": "s3:GetObject",
  "Resource": "arn:aws:s3:::shared/*",
  "Condition": {
    "ForAllValues:StringEquals": { ▶"aws:PrincipalOrgID": "o-k4w2p7n6qd" }
  }
}`),
    },
    {
      type: "identity",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "ec2:CreateTags",
  "Resource": "*",
  "Condition": { "ForAllValues:StringEquals": { ▶"aws:TagKeys": ["team", "cost-center"] } }
}`),
    },
  ],
  good: [
    {
      type: "resource",
      text: inPolicy(`{
  "Effect": "Allow",
  "Principal": "*",
  "Action": "s3:GetObject",
  "Resource": "arn:aws:s3:::shared/*",
  "Condition": {
    "StringEquals": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" }
  }
}`),
    },
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "ec2:CreateTags",
  "Resource": "*",
  "Condition": {
    "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "cost-center"] },
    "Null": { "aws:TagKeys": "false" }
  }
}`),
    },
    {
      note: "A Deny is the stricter for it.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:CreateTags",
  "Resource": "*",
  "Condition": { "ForAllValues:StringNotEquals": { "aws:TagKeys": "team" } }
}`),
    },
  ],
};
