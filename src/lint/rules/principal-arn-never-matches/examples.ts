import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "guardduty:DeleteDetector",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": {
      "aws:PrincipalArn": ▶"arn:aws:sts::*:assumed-role/security/*"
    }
  }
}`),
    },
    {
      note: "IAM has no Regions, and a pattern for an ARN has six parts: its wildcards do not run over colons.",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "guardduty:DeleteDetector",
  "Resource": "*",
  "Condition": {
    "ArnLike": {
      "aws:PrincipalArn": [▶"arn:aws:iam:eu-west-1:111122223333:role/x", "arn:aws:iam::*:user/*", ▶"arn:aws:iam::*"]
    }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "guardduty:DeleteDetector",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": {
      "aws:PrincipalArn": "arn:aws:iam::*:role/security"
    }
  }
}`),
    },
    {
      note: "Every kind of principal there is, in every partition.",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "guardduty:DeleteDetector",
  "Resource": "*",
  "Condition": {
    "StringNotLike": {
      "aws:PrincipalArn": ["*", "arn:aws:iam::*:root", "arn:*:sts::*:federated-user/*", "arn:aws-cn:iam::*:role/aws:ec2-infrastructure"]
    }
  }
}`),
    },
  ],
};
