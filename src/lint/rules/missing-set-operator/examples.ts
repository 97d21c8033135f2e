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
    "StringNotLike": { ▶"aws:PrincipalOrgPaths": "o-k4w2p7n6qd/r-ab12/ou-ab12-11111111/*" }
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
    "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": "o-k4w2p7n6qd/r-ab12/ou-ab12-11111111/*" }
  }
}`),
    },
    {
      note: "Whether it is there at all may be asked of any key.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:*",
  "Resource": "*",
  "Condition": {
    "Null": { "aws:PrincipalOrgPaths": "true" },
    "StringEquals": { "aws:CalledViaLast": "cloudformation.amazonaws.com" }
  }
}`),
    },
  ],
};
