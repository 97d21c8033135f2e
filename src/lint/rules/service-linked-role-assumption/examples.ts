import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "NotAction": "iam:*",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:RequestedRegion": ["us-east-1", "us-west-2"] },
    "ArnNotLike": { "aws:PrincipalArn": ▶"arn:aws:iam::*:role/aws-service-role/*" }
  }
}`),
    },
    {
      note: "Nothing is denied by this.",
      type: "scp",
      severity: "warning",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:TerminateInstances",
  "Resource": "*",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": ▶"arn:aws:iam::*:role/aws-service-role/autoscaling.amazonaws.com/*" }
  }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "NotAction": "iam:*",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "aws:RequestedRegion": ["us-east-1", "us-west-2"] }
  }
}`),
    },
    {
      note: "The policy of a resource does bind them.",
      type: "resource",
      text: inPolicy(`{
  "Effect": "Deny",
  "Principal": "*",
  "Action": "sqs:SendMessage",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-service-role/*" }
  }
}`),
    },
  ],
};
