import { type Examples, inPolicy } from "../../examples";

const trust = (principal: string, rest = "") =>
  inPolicy(`{
  "Effect": "Allow",
  "Principal": ${principal},
  "Action": "sts:AssumeRole"${rest}
}`);

export const examples: Examples = {
  bad: [
    {
      type: "resource",
      text: trust(`{
    "AWS": [▶"arn:aws:iam::111122223333:role/build-*", ▶"11112222333", ▶"arn:aws:ec2:::instance/i-1"],
    "Service": ▶"*.amazonaws.com"
  }`),
    },
  ],
  good: [
    {
      type: "resource",
      text: trust(
        `{ "AWS": "111122223333" }`,
        `,
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/build-*" } }`,
      ),
    },
    {
      type: "resource",
      text: trust(`{
    "AWS": [
      "*",
      "arn:aws-cn:iam::111122223333:root",
      "arn:aws:sts::111122223333:assumed-role/build/session",
      "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"
    ],
    "Service": ["ec2.amazonaws.com", "states.eu-west-1.amazonaws.com", "ec2.amazonaws.com.cn"],
    "Federated": "cognito-identity.amazonaws.com",
    "CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
  }`),
    },
  ],
};
