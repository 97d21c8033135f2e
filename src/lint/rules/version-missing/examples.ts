import { type Examples, inPolicy } from "../../examples";

const STATEMENT = `{ "Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*" }`;

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: `▶{
  "Statement": [
    ${STATEMENT}
  ]
}
`,
    },
    {
      type: "rcp",
      text: `{
  "Version": ▶"2008-10-17",
  "Statement": { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" }
}
`,
    },
    {
      note: "An SCP needs it; an identity policy without a variable does not.",
      severity: "info",
      text: `▶{ "Statement": ${STATEMENT} }`,
    },
    {
      type: "identity",
      text: `▶{
  "Statement": { "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/\${aws:username}/*" }
}
`,
    },
  ],
  good: [{ type: "scp", text: inPolicy(STATEMENT) }],
};
