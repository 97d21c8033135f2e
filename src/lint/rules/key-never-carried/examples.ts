import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "rds:CreateDBInstance",
  "Resource": "*",
  "Condition": {
    "Bool": { ▶"ec2:Encrypted": "false" }
  }
}`),
    },
    {
      note: "Of several actions one does not carry the key, and is always denied.",
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["ec2:RunInstances", ▶"ec2:CreateSnapshot"],
  "Resource": "*",
  "Condition": {
    "StringNotLike": { "ec2:InstanceType": "t3.*" }
  }
}`),
    },
    {
      note: "An action that is never denied is only noted, and so is a tag, of which the documentation may not speak.",
      type: "scp",
      severity: "info",
      text: inPolicy(
        `{
  "Effect": "Deny",
  "Action": ["ec2:RunInstances", ▶"ec2:CreateVpc"],
  "Resource": "*",
  "Condition": { "StringLike": { "ec2:InstanceType": "p*" } }
}`,
        `{
  "Effect": "Deny",
  "Action": "iam:ListRoles",
  "Resource": "*",
  "Condition": { "Null": { ▶"aws:RequestTag/team": "true" } }
}`,
      ),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "rds:CreateDBInstance",
  "Resource": "*",
  "Condition": {
    "Bool": { "rds:StorageEncrypted": "false" }
  }
}`),
    },
    {
      note: "A pattern is not looked at action by action, nor a condition that thinks of requests without the key.",
      type: "scp",
      text: inPolicy(
        `{
  "Effect": "Deny",
  "Action": "ec2:*",
  "Resource": "*",
  "Condition": { "StringLike": { "ec2:InstanceType": "p*" } }
}`,
        `{
  "Effect": "Deny",
  "Action": ["ec2:RunInstances", "ec2:CreateSnapshot"],
  "Resource": "*",
  "Condition": {
    "StringNotLikeIfExists": { "ec2:InstanceType": "t3.*" },
    "Null": { "ec2:InstanceType": "false" }
  }
}`,
        `{
  "Effect": "Deny",
  "NotAction": "iam:*",
  "Resource": "*",
  "Condition": { "StringEquals": { "s3:prefix": "x", "lambda:SourceFunctionArn": "y" } }
}`,
      ),
    },
  ],
};
