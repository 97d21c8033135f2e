import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      note: "Through a VPC endpoint there is no public address.",
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:GetObject",
  "Resource": "*",
  "Condition": {
    "IpAddress": { "aws:SourceIp": "203.0.113.0/24" },
    "StringEquals": { ▶"aws:SourceVpce": "vpce-0123456789abcdef0" }
  }
}`),
    },
    {
      note: "One request has one Region.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:*",
  "Resource": "*",
  "Condition": {
    "StringEquals": { "aws:RequestedRegion": "eu-west-1" },
    "StringLike": { ▶"aws:RequestedRegion": "us-*" }
  }
}`),
    },
    {
      note: "SCPs bind the principals of accounts. AWS services are none.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "Bool": { ▶"aws:PrincipalIsAWSService": "true" } }
}`),
    },
  ],
  good: [
    {
      type: "identity",
      text: inPolicy(
        `{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }`,
        `{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", "Condition": { "StringEquals": { "aws:SourceVpce": "vpce-0123456789abcdef0" } } }`,
      ),
    },
    {
      note: "A list of tags can have one of these and one of those.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:CreateTags",
  "Resource": "*",
  "Condition": {
    "ForAnyValue:StringEquals": { "aws:TagKeys": "team" },
    "ForAnyValue:StringLike": { "aws:TagKeys": "cost-*" }
  }
}`),
    },
  ],
};
