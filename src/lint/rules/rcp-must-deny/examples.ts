import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": ▶"Allow",
  "Principal": "*",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" } }
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
    "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
    {
      note: "AWS's own RCPFullAWSAccess.",
      type: "rcp",
      text: inPolicy(`{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }`),
    },
  ],
};
