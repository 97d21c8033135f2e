import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  ▶// Nobody leaves.
  "Effect": "Deny",
  "Action": [
    "organizations:LeaveOrganization"▶,
  ],
  "Resource": ▶*
}`),
    },
    { type: "scp", text: `▶\ufeff{ "Version": "2012-10-17", "Statement": [] }` },
    { text: inPolicy(`{ "Effect": ▶'Deny', ▶Action: "s3:*", "Resource": "*" }`) },
    { text: inPolicy(`{ "Effect": "Deny"▶ "Action": "s3:*", "Resource": ▶<bucket ARN> }`) },
    { text: `{ "Version": "2012-10-17", "Statement": [▶}` },
    { text: `{ "Version": "2012-10-17", "Statement": [▶` },
    {
      text: `{ "Version": "2012-10-17▶
, "Statement": [] }`,
    },
    { text: `{ "Version": "2012-10-17", "Statement": [] } ▶}` },
    { text: inPolicy(`{ "Effect": "Deny", "Action": "s3:▶\\*", "Resource": "*" }`) },
    { text: "▶" },
    { text: "▶\ufffd\ufffd{\u0000}\u0000" },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Sid": "NobodyLeaves",
  "Effect": "Deny",
  "Action": ["organizations:LeaveOrganization"],
  "Resource": "*"
}`),
    },
    {
      note: "Slashes and brackets within a text are no comments, and an escape is no slip.",
      text: inPolicy(`{ "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::a/*/\\u002a//[,]" }`),
    },
  ],
};
