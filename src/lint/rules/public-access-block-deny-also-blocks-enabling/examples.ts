import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["s3:PutBucketPolicy", ▶"s3:PutBucketPublicAccessBlock", ▶"s3:PutAccount*"],
  "Resource": "*"
}`),
    },
    {
      type: "scp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ▶"s3:PutAccountPublicAccessBlock",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/account-baseline" }
  }
}`),
    },
  ],
  good: [
    {
      note: "EC2 has two actions, one for each way.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["ec2:DisableImageBlockPublicAccess", "ec2:DisableSnapshotBlockPublicAccess"],
  "Resource": "*"
}`),
    },
    {
      note: "All of S3 is meant, and not the block.",
      type: "scp",
      text: inPolicy(`{ "Effect": "Deny", "Action": ["s3:*", "s3:Put*"], "Resource": "*" }`),
    },
  ],
};
