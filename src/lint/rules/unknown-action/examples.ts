import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": [▶"ec2:RunInstance", ▶"s3:ListBuckets", ▶"iam:*LoginProfiles", ▶"*:FrobnicateEverything"],
  "Resource": "*"
}`),
    },
    {
      type: "scp",
      text: inPolicy(`{ "Effect": "Deny", "NotAction": ["iam:*", ▶"sts:AssumeRoles"], "Resource": "*" }`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["ec2:RunInstances", "S3:listallmybuckets", "iam:*LoginProfile", "*:Delete*", "e?2:*"],
  "Resource": "*"
}`),
    },
  ],
};
