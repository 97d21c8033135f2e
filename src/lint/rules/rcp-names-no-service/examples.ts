import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": ["s3:*", ▶"*", ▶"s*:GetObject"],
  "Resource": "*"
}`),
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
    {
      note: "AWS's own RCPFullAWSAccess.",
      type: "rcp",
      text: inPolicy(`{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }`),
    },
  ],
};
