import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "resource",
      text: inPolicy(`{
  "Effect": "Deny",
  ▶"NotPrincipal": { "AWS": "arn:aws:iam::111122223333:role/backup" },
  "Action": "s3:DeleteObject",
  "Resource": "arn:aws:s3:::backups/*"
}`),
    },
  ],
  good: [
    {
      type: "resource",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "s3:DeleteObject",
  "Resource": "arn:aws:s3:::backups/*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/backup" }
  }
}`),
    },
  ],
};
