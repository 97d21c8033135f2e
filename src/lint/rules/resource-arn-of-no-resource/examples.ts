import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig"],
  "Resource": ▶"arn:aws:lambda:*:*:function/*"
}`),
    },
    {
      note: "IAM has no Regions, and a secret is named behind a colon.",
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["iam:PassRole", "secretsmanager:GetSecretValue"],
  "Resource": [
    ▶"arn:aws:iam:eu-west-1:111122223333:role/worker",
    ▶"arn:aws:secretsmanager:eu-west-1:111122223333:secret/database-*"
  ],
  "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1" } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["lambda:CreateFunctionUrlConfig", "lambda:UpdateFunctionUrlConfig"],
  "Resource": "arn:aws:lambda:*:*:function:*"
}`),
    },
    {
      note: "A wildcard may take the place of any part.",
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["iam:PassRole", "s3:GetObject", "logs:PutLogEvents", "ssm:GetParameter"],
  "Resource": [
    "arn:*:iam::*:role/team/*",
    "arn:aws:s3:::a-bucket/folder/*",
    "arn:aws:logs:*:*:log-group:/aws/lambda/*:*",
    "arn:aws:ssm:*:*:*"
  ],
  "Condition": { "StringEquals": { "aws:RequestedRegion": "eu-west-1" } }
}`),
    },
  ],
};
