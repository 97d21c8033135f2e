import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:GetObject",
  "Resource": ▶"arn:aws:s3:::home/\${aws:user}/*",
  "Condition": { "StringEquals": { "aws:PrincipalTag/team": ▶"\${aws:PrincipalTags/team, 'none'}" } }
}`),
    },
  ],
  good: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "s3:GetObject",
  "Resource": "arn:aws:s3:::home/\${aws:username}/*",
  "Condition": { "StringEquals": { "aws:PrincipalTag/team": "\${aws:ResourceTag/team, 'none'}" } }
}`),
    },
    {
      note: "A star, a question mark and a dollar sign can be written as themselves.",
      type: "identity",
      text: inPolicy(
        `{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/\${*}\${?}\${$}" }`,
      ),
    },
  ],
};
