import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  ▶"Action": "*",
  "Resource": "*"
}`),
    },
  ],
  good: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["s3:*", "sqs:*"],
  "Resource": "*"
}`),
    },
    {
      note: "An SCP that allows everything allows nobody anything: it leaves the deciding to others.",
      type: "scp",
      text: inPolicy(`{ "Effect": "Allow", "Action": "*", "Resource": "*" }`),
    },
  ],
};
