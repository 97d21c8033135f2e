import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:DeleteFlowLogs",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": {
      "aws:PrincipalArn": ▶"arn:aws:iam::*:role/AWSReservedSSO_NetworkAdmin_*"
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
  "Action": "ec2:DeleteFlowLogs",
  "Resource": "*",
  "Condition": {
    "ArnNotLike": {
      "aws:PrincipalArn": "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_NetworkAdmin_*"
    }
  }
}`),
    },
    {
      note: "A wildcard in its place takes the path in.",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:DeleteFlowLogs",
  "Resource": "*",
  "Condition": { "ArnNotLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/*AWSReservedSSO_NetworkAdmin_*" } }
}`),
    },
  ],
};
