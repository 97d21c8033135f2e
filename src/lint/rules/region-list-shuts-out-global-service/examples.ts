import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "NotAction": ["iam:*", "sts:*", "support:*"],
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { ▶"aws:RequestedRegion": ["eu-west-1", "eu-central-1"] }
  }
}`),
    },
    {
      note: "Global Accelerator and Network Manager answer from us-west-2.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "StringNotLike": { ▶"aws:RequestedRegion": ["us-east-*", "eu-*"] },
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/break-glass" }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:RequestedRegion": ["us-east-1", "us-west-2", "eu-west-1"] }
  }
}`),
    },
    {
      note: "Some Regions are denied by name; one service is kept to its Regions.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:RequestedRegion": ["ap-east-1", "me-south-1"] } } }`,
        `{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": "eu-west-1" } } }`,
      ),
    },
  ],
};
