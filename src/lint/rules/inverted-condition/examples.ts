import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "Bool": { ▶"aws:SecureTransport": "true" }
  }
}`),
    },
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:RunInstances",
  "Resource": "arn:aws:ec2:*:*:instance/*",
  "Condition": {
    "StringEquals": { ▶"ec2:MetadataHttpTokens": "required" }
  }
}`),
    },
    {
      note: "s3:TlsVersion is a number, and the bound is on the wrong side.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "NumericGreaterThanEquals": { ▶"s3:TlsVersion": "1.2" } }
}`),
    },
    {
      note: "The data perimeter, inside out.",
      type: "rcp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "StringEquals": { ▶"aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
    {
      note: "Global services are spared, as in a list of approved Regions.",
      type: "scp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "NotAction": ["iam:*", "organizations:*", "route53:*", "support:*", "sts:*"],
  "Resource": "*",
  "Condition": { "StringEquals": { ▶"aws:RequestedRegion": ["eu-west-1", "eu-central-1"] } }
}`),
    },
  ],
  good: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "Bool": { "aws:SecureTransport": "false" }
  }
}`),
    },
    {
      note: "The members of the organization, but only from elsewhere than its networks.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    "StringNotEqualsIfExists": { "aws:SourceVpc": "vpc-0123456789abcdef0" },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" }
  }
}`),
    },
    {
      note: "Those who used a second factor, but too long ago.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:DeleteObject",
  "Resource": "*",
  "Condition": {
    "Bool": { "aws:MultiFactorAuthPresent": "true" },
    "NumericGreaterThan": { "aws:MultiFactorAuthAge": "3600" }
  }
}`),
    },
  ],
};
