import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  ▶"Principal": "*",
  "Action": "organizations:LeaveOrganization",
  "Resource": "*"
}`),
    },
    {
      note: "Nobody says what it is, and only one statement names a principal.",
      severity: "info",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*" }`,
        `{ "Effect": "Deny", ▶"Principal": "*", "Action": "account:CloseAccount", "Resource": "*" }`,
      ),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "organizations:LeaveOrganization",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/break-glass" }
  }
}`),
    },
    {
      note: "Every statement names one: this is the policy of a resource, or an RCP.",
      text: inPolicy(`{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" }`),
    },
  ],
};
