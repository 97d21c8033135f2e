import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "DateGreaterThan": { "aws:CurrentTime": ▶"31.01.2027" },
    "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24", ▶"203.0.113.0/33"] },
    "Bool": { "aws:ViaAWSService": ▶"no" },
    "Null": { "aws:PrincipalOrgID": ▶"null" },
    "NumericLessThan": { "s3:signatureAge": ▶"10 minutes" },
    "ArnNotLike": { "aws:PrincipalArn": ▶"role/admin" }
  }
}`),
    },
    {
      note: "A variable is plain text here.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "NotIpAddress": { "aws:SourceIp": ▶"\${aws:PrincipalTag/network}" } }
}`),
    },
    {
      type: "scp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "ArnLike": { "aws:PrincipalArn": ▶"*:role/admin" } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "DateGreaterThan": { "aws:CurrentTime": "2027-01-31T00:00:00Z", "aws:EpochTime": 1801353600 },
    "NotIpAddress": { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32", "198.51.100.7"] },
    "Bool": { "aws:ViaAWSService": false },
    "Null": { "aws:PrincipalOrgID": "True" },
    "NumericLessThan": { "s3:signatureAge": "600000" },
    "ArnNotLike": { "aws:PrincipalArn": "arn:*:iam::*:role/\${aws:PrincipalTag/team}" }
  }
}`),
    },
  ],
};
