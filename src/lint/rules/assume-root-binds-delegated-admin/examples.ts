import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["sts:AssumeRole", ▶"sts:AssumeRoot"],
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/root-access" }
  }
}`),
    },
  ],
  good: [
    {
      note: "In the policy of an identity it binds whom it is attached to.",
      type: "identity",
      text: inPolicy(`{ "Effect": "Deny", "Action": "sts:AssumeRoot", "Resource": "*" }`),
    },
  ],
};
