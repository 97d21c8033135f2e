import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "NotIpAddress": { ▶"aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24"] }
  }
}`),
    },
    {
      note: "Through an endpoint there is no such address.",
      type: "identity",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "NotIpAddress": { ▶"aws:SourceIp": "192.0.2.0/24" },
    "Bool": { "aws:ViaAWSService": "false" }
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
    "NotIpAddressIfExists": { "aws:SourceIp": ["192.0.2.0/24", "203.0.113.0/24"] },
    "StringNotEqualsIfExists": { "aws:SourceVpc": "vpc-0123456789abcdef0" },
    "BoolIfExists": { "aws:ViaAWSService": "false" }
  }
}`),
    },
    {
      note: "Some addresses are denied; an instance's own sessions are kept to its network.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "198.51.100.0/24" } } }`,
        `{ "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": { "StringNotEqualsIfExists": { "aws:SourceVpc": "vpc-0123456789abcdef0" }, "Null": { "ec2:SourceInstanceARN": "false" }, "Bool": { "aws:ViaAWSService": false } } }`,
      ),
    },
  ],
};
