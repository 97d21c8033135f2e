import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:DeleteObject",
  "Resource": "*",
  "Condition": { "Null": { ▶"aws:MultiFactorAuthPresent": "true" } }
}`),
    },
    {
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:DeleteObject",
  "Resource": "*",
  "Condition": { "Null": { ▶"aws:MultiFactorAuthPresent": false } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:DeleteObject",
  "Resource": "*",
  "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } }
}`),
    },
    {
      note: "The age of the second factor is there only where one was used.",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:DeleteObject",
  "Resource": "*",
  "Condition": { "Null": { "aws:MultiFactorAuthAge": "true" } }
}`),
    },
  ],
};
