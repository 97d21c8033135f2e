import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["lambda:CreateFunction", ▶"iam:PassRole"],
  "Resource": "*"
}`),
    },
  ],
  good: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "iam:PassRole",
  "Resource": "arn:aws:iam::111122223333:role/functions/*",
  "Condition": {
    "StringEquals": { "iam:PassedToService": "lambda.amazonaws.com" }
  }
}`),
    },
  ],
};
