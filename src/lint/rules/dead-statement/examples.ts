import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      note: "The second statement was to let the tagged pass; the first denies them all the same.",
      type: "scp",
      text: inPolicy(
        `{
  "Effect": "Deny",
  "Action": "iam:CreateServiceSpecificCredential",
  "Resource": "*"
}`,
        `▶{
  "Effect": "Deny",
  "Action": "iam:CreateServiceSpecificCredential",
  "Resource": "*",
  "Condition": { "StringNotEquals": { "iam:ResourceTag/api-keys": "allowed" } }
}`,
      ),
    },
    {
      note: "Two statements together cover the third.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "ec2:*", "Resource": "*", "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1" } } }`,
        `▶{ "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*", "Condition": { "StringLike": { "aws:RequestedRegion": "eu-*" } } }`,
        `{ "Effect": "Deny", "Action": "ec2:Run*", "Resource": "*", "Condition": { "StringNotEquals": { "aws:RequestedRegion": "eu-west-1" } } }`,
      ),
    },
    {
      note: "An Allow that a Deny takes back.",
      type: "identity",
      text: inPolicy(
        `▶{ "Effect": "Allow", "Action": "iam:CreateUser", "Resource": "*" }`,
        `{ "Effect": "Deny", "Action": "iam:*", "Resource": "*" }`,
      ),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:CreateServiceSpecificCredential",
  "Resource": "*",
  "Condition": { "StringNotEquals": { "iam:ResourceTag/api-keys": "allowed" } }
}`),
    },
    {
      note: "Each denies something that the other does not.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::logs*" }`,
        `{ "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*" }`,
      ),
    },
  ],
};
