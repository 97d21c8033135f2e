import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      text: `▶{
  "tags": {
    "cost-center": {
      "tag_key": { "@@assign": "CostCenter" }
    }
  }
}
`,
    },
  ],
  good: [
    {
      text: inPolicy(`{ "Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*" }`),
    },
  ],
};
