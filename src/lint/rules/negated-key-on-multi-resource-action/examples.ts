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
    "StringNotEquals": { ▶"ec2:InstanceType": ["t3.micro", "t3.small"] }
  }
}`),
    },
    {
      note: 'Null "true" holds for what lacks the key, too. Nobody tags an image by launching from it.',
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["ec2:RunInstances", "ec2:CreateVolume"],
  "Resource": ["arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:subnet/*"],
  "Condition": { "Null": { ▶"aws:RequestTag/cost-center": "true" } }
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
    "StringNotEquals": { "ec2:InstanceType": ["t3.micro", "t3.small"] }
  }
}`),
    },
    {
      note: "A condition that needs the key, and one on whose resource it is.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*", "Condition": { "StringEquals": { "ec2:InstanceType": "p5.48xlarge" } } }`,
        `{ "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*", "Condition": { "StringNotEquals": { "ec2:Owner": "amazon", "aws:ResourceOrgID": "o-a1b2c3d4e5" } } }`,
      ),
    },
    {
      note: "All resources of a volume's making have it, and the Region comes with the request.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "ec2:CreateVolume", "Resource": "arn:aws:ec2:*:*:volume/*", "Condition": { "StringNotEquals": { "ec2:VolumeType": "gp3" } } }`,
        `{ "Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "*", "Condition": { "StringNotEquals": { "ec2:Region": "eu-west-1" } } }`,
      ),
    },
  ],
};
