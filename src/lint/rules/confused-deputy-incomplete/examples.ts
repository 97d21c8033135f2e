import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", "sqs:*"],
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { ▶"aws:SourceOrgID": "o-a1b2c3d4e5" },
    "Bool": { "aws:PrincipalIsAWSService": "true" }
  }
}`),
    },
    {
      note: "Every bucket of the organization is shut to all of its members.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { ▶"aws:SourceOrgID": "o-a1b2c3d4e5", "aws:SourceAccount": "111122223333" }
  }
}`),
    },
    {
      note: "Nothing tells one's own sources from those of others.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "Null": { "aws:SourceAccount": "false" },
    "Bool": { ▶"aws:PrincipalIsAWSService": "true" }
  }
}`),
    },
    {
      type: "rcp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { ▶"aws:SourceOrgID": "o-a1b2c3d4e5" },
    "Null": { "aws:SourceAccount": "false" }
  }
}`),
    },
  ],
  good: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", "sqs:*"],
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { "aws:SourceOrgID": "o-a1b2c3d4e5" },
    "Null": { "aws:SourceAccount": "false" },
    "Bool": { "aws:PrincipalIsAWSService": "true" }
  }
}`),
    },
    {
      note: "Services that name no source at all, and nobody else.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "sqs:*",
  "Resource": "*",
  "Condition": {
    "Null": { "aws:SourceAccount": "true" },
    "Bool": { "aws:PrincipalIsAWSService": "true" }
  }
}`),
    },
  ],
};
