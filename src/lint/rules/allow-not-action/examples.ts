import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  ▶"NotAction": ["iam:*", "organizations:*"],
  "Resource": "*"
}`),
    },
  ],
  good: [
    {
      type: "identity",
      text: inPolicy(
        `{ "Effect": "Allow", "Action": ["s3:*", "ec2:*"], "Resource": "*" }`,
        `{ "Effect": "Deny", "NotAction": ["s3:*", "ec2:*"], "Resource": "*" }`,
      ),
    },
  ],
};
