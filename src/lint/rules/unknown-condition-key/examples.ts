import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:RunInstances",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": {
      ▶"aws:PrincipalOrg": "o-k4w2p7n6qd",
      ▶"ec2:InstanceTypes": "t3.micro",
      ▶"aws:RequestTag": "x"
    }
  }
}`),
    },
    {
      note: "What has no colon cannot be a key.",
      type: "scp",
      severity: "error",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:*",
  "Resource": "*",
  "Condition": { "StringEquals": { ▶"PrincipalArn": "x" } }
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "ec2:RunInstances",
  "Resource": "arn:aws:ec2:*:*:instance/*",
  "Condition": {
    "StringNotEquals": {
      "aws:PrincipalOrgID": "o-k4w2p7n6qd",
      "EC2:instancetype": "t3.micro",
      "aws:RequestTag/team": "x"
    }
  }
}`),
    },
    {
      note: "The claims of an identity provider are keys too.",
      type: "resource",
      text: inPolicy(`{
  "Effect": "Allow",
  "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/idp.example.com/id/7" },
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": { "StringEquals": { "idp.example.com/id/7:sub": "system:serviceaccount:a:b" } }
}`),
    },
  ],
};
