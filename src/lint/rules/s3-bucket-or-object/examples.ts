import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["s3:DeleteBucket", ▶"s3:DeleteObject", ▶"s3:DeleteObjectVersion"],
  "Resource": "arn:aws:s3:::audit-logs"
}`),
    },
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["s3:GetObject", ▶"s3:ListBucket"],
  "Resource": "arn:aws:s3:::reports/*"
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["s3:DeleteBucket", "s3:DeleteObject", "s3:DeleteObjectVersion"],
  "Resource": ["arn:aws:s3:::audit-logs", "arn:aws:s3:::audit-logs/*"]
}`),
    },
    {
      note: "A star at the end takes the slash in.",
      type: "identity",
      text: inPolicy(
        `{ "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "arn:aws:s3:::reports*" }`,
      ),
    },
  ],
};
