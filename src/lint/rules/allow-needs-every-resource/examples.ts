import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": ["ec2:RunInstances", "ec2:DescribeInstances"],
  "Resource": "*",
  "Condition": {
    "StringEquals": { ▶"ec2:InstanceType": ["t3.micro", "t3.small"] }
  }
}`),
    },
  ],
  good: [
    {
      type: "identity",
      text: inPolicy(
        `{
  "Effect": "Allow",
  "Action": "ec2:RunInstances",
  "Resource": "arn:aws:ec2:*:*:instance/*",
  "Condition": {
    "StringEquals": { "ec2:InstanceType": ["t3.micro", "t3.small"] }
  }
}`,
        `{
  "Effect": "Allow",
  "Action": "ec2:RunInstances",
  "NotResource": "arn:aws:ec2:*:*:instance/*"
}`,
      ),
    },
    {
      note: "IfExists lets pass what does not have the key.",
      type: "identity",
      text: inPolicy(`{
  "Effect": "Allow",
  "Action": "ec2:RunInstances",
  "Resource": "*",
  "Condition": { "StringEqualsIfExists": { "ec2:InstanceType": "t3.micro" } }
}`),
    },
  ],
};
