import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ▶"organizations:LeaveOrganization",
  "Resource": "*"
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["organizations:LeaveOrganization", "organizations:AcceptHandshake"],
  "Resource": "*"
}`),
    },
    {
      note: "Another statement sees to it.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*" }`,
        `{ "Effect": "Deny", "Action": "organizations:*Handshake", "Resource": "*" }`,
      ),
    },
  ],
};
