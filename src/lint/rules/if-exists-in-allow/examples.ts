import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "resource",
      text: inPolicy(`{
  "Effect": "Allow",
  "Principal": "*",
  "Action": "s3:GetObject",
  "Resource": "arn:aws:s3:::reports/*",
  "Condition": {
    "StringEqualsIfExists": { ▶"aws:PrincipalOrgID": "o-a1b2c3d4e5" }
  }
}`),
    },
    {
      note: "Of networks one or the other key is absent in any case.",
      type: "identity",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:GetObject",
  "Resource": "*",
  "Condition": {
    "IpAddressIfExists": { ▶"aws:SourceIp": "203.0.113.0/24" },
    "StringEqualsIfExists": { ▶"aws:SourceVpc": "vpc-0123456789abcdef0" }
  }
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
  "Resource": "arn:aws:s3:::reports/*",
  "Condition": {
    "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }
  }
}`),
    },
    {
      note: "What is allowed may be of several types, of which not all have the key.",
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "ec2:RunInstances",
  "Resource": "*",
  "Condition": { "StringEqualsIfExists": { "ec2:InstanceType": "t3.micro" } }
}`),
    },
  ],
};
