import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", ▶"ec2:*", ▶"kms:RetireGrant"],
  "Resource": "*"
}`),
    },
    {
      type: "rcp",
      severity: "error",
      text: inPolicy(
        `{ "Effect": "Deny", "Principal": "*", "Action": ▶"*", "Resource": "*" }`,
        `{ "Effect": "Deny", "Principal": "*", "Action": ▶"s*:GetObject", "Resource": "*" }`,
      ),
    },
  ],
  good: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", "kms:*", "sts:AssumeRole*"],
  "Resource": "*"
}`),
    },
  ],
};
