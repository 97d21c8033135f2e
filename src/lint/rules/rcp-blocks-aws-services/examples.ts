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
    "StringNotEqualsIfExists": { ▶"aws:PrincipalOrgID": "o-a1b2c3d4e5" }
  }
}`),
    },
    {
      note: "Of administration it is of less weight.",
      type: "rcp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "kms:ScheduleKeyDeletion",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { ▶"aws:PrincipalArn": "arn:aws:iam::111122223333:role/key-admin" }
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
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
    {
      note: "No service calls without TLS, and none is of one's own organization.",
      type: "rcp",
      text: inPolicy(
        `{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" }, "StringNotEquals": { "aws:PrincipalTag/legacy": "true" } } }`,
        `{ "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Resource": "*", "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }, "StringNotEquals": { "aws:SourceVpc": "vpc-0123456789abcdef0" }, "Bool": { "aws:ViaAWSService": "false" } } }`,
      ),
    },
  ],
};
