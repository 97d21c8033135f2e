import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      note: "Told once, at the first place.",
      type: "scp",
      text: inPolicy(
        `{
  "Effect": "Deny",
  "Action": "cloudtrail:StopLogging",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": ▶"arn:aws:iam::*:role/audit" }
  }
}`,
        `{
  "Effect": "Deny",
  "Action": "config:DeleteDeliveryChannel",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/audit" }
  }
}`,
      ),
    },
    {
      note: "An RCP is asked about callers of every account in the world.",
      type: "rcp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "kms:ScheduleKeyDeletion",
  "Resource": "*",
  "Condition": {
    "ArnNotLikeIfExists": { "aws:PrincipalArn": [▶"arn:aws:iam::*:role/key-admin", ▶"arn:aws:iam::*:role/keys-*"] }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(
        `{
  "Effect": "Deny",
  "Action": "cloudtrail:StopLogging",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/audit" }
  }
}`,
        `{
  "Effect": "Deny",
  "Action": ["iam:CreateRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:AttachRolePolicy"],
  "Resource": "arn:aws:iam::*:role/audit",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/audit" }
  }
}`,
      ),
    },
    {
      note: "AWS alone makes roles under these paths and of this name.",
      type: "rcp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "kms:ScheduleKeyDeletion",
  "Resource": "*",
  "Condition": {
    "ArnNotLikeIfExists": {
      "aws:PrincipalArn": [
        "arn:aws:iam::*:role/aws:ec2-infrastructure",
        "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_admin_0123456789abcdef"
      ]
    },
    "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
  }
}`),
    },
  ],
};
