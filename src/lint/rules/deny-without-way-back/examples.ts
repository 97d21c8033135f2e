import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`▶{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*"
}`),
    },
    {
      note: "What is not in the list is denied, IAM among it.",
      type: "scp",
      text: inPolicy(`▶{ "Effect": "Deny", "NotAction": ["ec2:*", "s3:*"], "Resource": "*" }`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/break-glass" }
  }
}`),
    },
    {
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "NotAction": ["ec2:*", "s3:*", "iam:*", "sts:*"], "Resource": "*" }`,
      ),
    },
  ],
};
