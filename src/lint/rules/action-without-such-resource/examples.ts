import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": [
    "lambda:UpdateFunctionCode",
    ▶"lambda:CreateEventSourceMapping"
  ],
  "Resource": "arn:aws:lambda:*:*:function:audit-*"
}`),
    },
    {
      note: "Not only what is not in the list is denied.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["bedrock:InvokeModel", ▶"bedrock:PutFoundationModelEntitlement"],
  "NotResource": "arn:aws:bedrock:*::foundation-model/anthropic.*"
}`),
    },
    {
      note: "AWS judges it on the mapping, whose ARN does not name the function.",
      type: "scp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["lambda:UpdateFunctionCode", ▶"lambda:DeleteEventSourceMapping"],
  "Resource": "arn:aws:lambda:*:*:function:audit-*"
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "lambda:UpdateFunctionCode", "Resource": "arn:aws:lambda:*:*:function:audit-*" }`,
        `{ "Effect": "Deny", "Action": "lambda:CreateEventSourceMapping", "Resource": "*" }`,
      ),
    },
    {
      note: "A wildcard means what can be meant.",
      type: "identity",
      text: inPolicy(
        `{ "Effect": "Allow", "Action": "lambda:*", "Resource": "arn:aws:lambda:*:*:function:mine-*" }`,
      ),
    },
  ],
};
