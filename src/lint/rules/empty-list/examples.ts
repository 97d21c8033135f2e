import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    { type: "scp", text: inPolicy(`{ "Effect": "Deny", "Action": ▶[], "Resource": ▶[] }`) },
    { type: "scp", text: `{ "Version": "2012-10-17", "Statement": ▶[] }` },
    {
      type: "scp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": ▶[] } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["s3:DeleteBucket"],
  "Resource": ["*"],
  "Condition": { "StringEquals": { "aws:PrincipalOrgID": ["o-k4w2p7n6qd"] } }
}`),
    },
  ],
};
