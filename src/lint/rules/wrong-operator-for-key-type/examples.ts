import { type Examples, inPolicy } from "../../examples";

const denying = (conditions: string) =>
  inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:PutObject",
  "Resource": "*",
  "Condition": {
${conditions.replaceAll(/^/gm, "    ")}
  }
}`);

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: denying(`"Bool": { ▶"aws:PrincipalOrgID": "false" },
"StringNotEquals": { ▶"aws:SourceIp": "203.0.113.0/24", ▶"aws:SecureTransport": "True" },
"IpAddress": { ▶"aws:SourceVpce": "203.0.113.7" },
"NumericEquals": { ▶"aws:PrincipalArn": "1", ▶"aws:TokenIssueTime": "1" },
"ArnLike": { ▶"aws:CurrentTime": "arn:aws:iam::*:role/x" }`),
    },
    {
      note: "What services say of the types of their keys is less certain.",
      type: "scp",
      severity: "warning",
      text: denying(`"Bool": { ▶"s3:x-amz-storage-class": "false" }`),
    },
    {
      note: "Compared as text, true is true; it depends on how the request writes it.",
      type: "scp",
      severity: "info",
      text: denying(`"StringEquals": { ▶"aws:SecureTransport": "false" },
"StringLike": { ▶"aws:CurrentTime": "2027-*" },
"NumericEquals": { ▶"aws:PrincipalAccount": "111122223333" }`),
    },
  ],
  good: [
    {
      type: "scp",
      text: denying(`"StringNotEquals": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" },
"NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" },
"Bool": { "aws:SecureTransport": "true" }`),
    },
    {
      note: "An ARN may be compared as text, a tag as anything, an epoch as a number, an address with a variable.",
      type: "scp",
      text: denying(`"StringNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" },
"NumericLessThan": { "aws:PrincipalTag/level": "3", "aws:EpochTime": "1801353600" },
"StringNotEquals": { "aws:Ec2InstanceSourcePrivateIPv4": "\${aws:VpcSourceIp}" },
"Null": { "aws:SourceIp": "false" }`),
    },
  ],
};
