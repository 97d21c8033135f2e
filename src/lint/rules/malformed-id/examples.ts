import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:*",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", ▶"EU-CENTRAL-1", ▶"eu-west-1a"] }
  }
}`),
    },
    {
      note: "A number loses its zeros at the front, a path needs its last slash, and an endpoint is no VPC.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": {
      "aws:PrincipalAccount": [▶12345678901, "111122223333"],
      "aws:SourceVpc": ▶"vpce-0123456789abcdef0"
    },
    "ForAllValues:StringNotLike": {
      "aws:PrincipalOrgPaths": [▶"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111", ▶"o-a1b2c3d4e5/r-ab12/ou-development/*"]
    },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" }
  }
}`),
    },
    {
      note: "A family is no instance type, with the wildcard operator either.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:RunInstances",
  "Resource": "arn:aws:ec2:*:*:instance/*",
  "Condition": { "StringNotLike": { "ec2:InstanceType": ["t3.*", ▶"m7g"] } }
}`),
    },
    {
      note: "It may have opened after the list was read.",
      type: "scp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:*",
  "Resource": "*",
  "Condition": { "StringEquals": { "aws:RequestedRegion": [▶"ap-southeast-9", ▶"xx-somewhere-1"] } }
}`),
    },
    {
      type: "scp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:*",
  "Resource": "*",
  "Condition": { "StringNotEquals": { "aws:RequestedRegion": ▶"eu-wset-2" }, "StringNotLike": { "aws:RequestedRegion": [▶"europe-*", "eu-*"] } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:*",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] }
  }
}`),
    },
    {
      note: "Wildcards and variables may make a value whole.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", "kms:*"],
  "Resource": "*",
  "Condition": {
    "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*" },
    "StringNotEquals": { "aws:ResourceAccount": "\${aws:PrincipalAccount}", "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
  ],
};
