import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["ec2:*", ▶"iam:CreateUser"],
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] }
  }
}`),
    },
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["s3:*", ▶"cloudfront:*"],
  "Resource": "*",
  "Condition": {
    "StringEquals": { "aws:RequestedRegion": "eu-west-1" }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } } }`,
        `{ "Effect": "Deny", "Action": "iam:CreateUser", "Resource": "*" }`,
      ),
    },
    {
      note: "Where its Region is in the list, it passes.",
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["s3:*", "cloudfront:*"],
  "Resource": "*",
  "Condition": {
    "StringEquals": { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] }
  }
}`),
    },
  ],
};
