import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["s3:GetObject", ▶"s3:ListBucket", ▶"s3:ListAllMyBuckets", ▶"ec2:*"],
  "Resource": "arn:aws:s3:::reports/*"
}`),
    },
  ],
  good: [
    {
      type: "identity",
      text: inPolicy(
        `{
  "Effect": "Allow",
  "Action": ["s3:GetObject", "s3:ListBucket"],
  "Resource": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"]
}`,
        `{ "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" }`,
      ),
    },
    {
      note: "A wildcard may reach what it does not name.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "s3:ListBucket", "Resource": "arn:aws:s3*" }`,
        `{ "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::reports" }`,
        `{ "Effect": "Deny", "Action": "iam:DeleteRole", "Resource": "arn:aws:iam::*:role/aws-reserved/*" }`,
        `{ "Effect": "Deny", "Action": "s3:ListBucket", "NotResource": "arn:aws:s3:::reports/*" }`,
      ),
    },
  ],
};
