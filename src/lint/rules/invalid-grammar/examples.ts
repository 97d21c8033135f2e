import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: `{
  "Version": ▶"2012-10-18",
  "Statement": [
    {
      "Effect": ▶"deny",
      ▶"Actions": "s3:*",
      "Action": ["s3:*"],
      "Resource": ▶{ "arn": "*" }
    },
    ▶{
      "Effect": "Deny",
      "Action": "s3:*",
      "NotAction": "s3:GetObject",
      "Resource": "*",
      "Condition": ▶["aws:PrincipalOrgID"]
    }
  ]
}
`,
    },
    { text: `▶{ ▶"statement": [] }` },
    { text: `▶["Version"]` },
    {
      note: 'An RCP has the principal "*" and no NotAction.',
      type: "rcp",
      text: inPolicy(
        `{ "Effect": "Deny", "Principal": ▶{ "AWS": "*" }, ▶"NotAction": "s3:*", "Resource": "*" }`,
      ),
    },
    {
      type: "resource",
      text: inPolicy(
        `{ "Effect": "Allow", "Principal": { ▶"Aws": "111122223333" }, "Action": "s3:*", "Resource": "*" }`,
        `▶{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }`,
        `{ "Effect": "Allow", "Principal": ▶"111122223333", "Action": "s3:*", "Resource": "*" }`,
        `{ "Effect": "Allow", "Principal": { "AWS": ▶1 }, "Action": "s3:*", "Resource": "*" }`,
      ),
    },
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "StringEquals": ▶"x", "Bool": { "aws:ViaAWSService": ▶[null] } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": ["s3:*"], "Resource": "*" }`,
        `{ "Effect": "Deny", "NotAction": "s3:GetObject", "Resource": "*" }`,
      ),
    },
    {
      note: "The policy of a role names no resource: it is about the role.",
      type: "resource",
      text: inPolicy(`{
  "Effect": "Allow",
  "Principal": { "Service": "ec2.amazonaws.com", "AWS": ["111122223333"] },
  "Action": "sts:AssumeRole"
}`),
    },
    {
      type: "rcp",
      text: inPolicy(`{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" }`),
    },
  ],
};
