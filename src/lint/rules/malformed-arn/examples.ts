import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": [▶"my-bucket", ▶"arn:aws:s3:::a ", ▶"arn:aws:s3:a", ▶""]
}`),
    },
    {
      type: "scp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "iam:*",
  "Resource": [▶"arn:aws:iam::11112222333:role/admin", ▶"arn:amazon:iam::*:role/admin"]
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["s3:*", "iam:*"],
  "Resource": [
    "arn:aws:s3:::my-bucket",
    "arn:aws-us-gov:iam::111122223333:role/admin",
    "arn:*:iam::*:role/a:b"
  ]
}`),
    },
    {
      note: "A wildcard may stand for several parts.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["s3:*", "iam:*"],
  "Resource": ["*", "arn:aws:s3*", "arn:*", "*:role/admin", "arn:aws:iam::\${aws:PrincipalAccount}:role/x"]
}`),
    },
  ],
};
