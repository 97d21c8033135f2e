import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["organizations:LeaveOrganization", "organizations:AcceptHandshake", ▶"organizations:MoveAccount"],
  "Resource": "*"
}`),
    },
  ],
  good: [
    {
      note: "A delegated administrator can write policies.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["organizations:LeaveOrganization", "organizations:AcceptHandshake", "organizations:UpdatePolicy"],
  "Resource": "*"
}`),
    },
  ],
};
