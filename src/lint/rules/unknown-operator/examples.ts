import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    ▶"StringNotEqualIfExists": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" },
    ▶"NullIfExists": { "aws:PrincipalOrgID": "true" },
    ▶"ForAllValue:StringEquals": { "aws:TagKeys": "team" }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" },
    "Null": { "aws:PrincipalOrgID": "false" },
    "ForAnyValue:StringEquals": { "aws:TagKeys": "team" }
  }
}`),
    },
    {
      note: "The names of operators are read without regard to case.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": { "stringNotLike": { "aws:PrincipalOrgID": "o-k4w2p7n6qd" } }
}`),
    },
  ],
};
