import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["macie2:DisableMacie", ▶"macie:DisableMacie", ▶"cloudwatchlogs:*"],
  "Resource": "*"
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["macie2:DisableMacie", "LOGS:*"],
  "Resource": "*"
}`),
    },
  ],
};
