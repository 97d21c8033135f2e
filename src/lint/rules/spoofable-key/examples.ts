import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "resource",
      text: inPolicy(`{
  "Effect": "Allow",
  "Principal": "*",
  "Action": "s3:GetObject",
  "Resource": "arn:aws:s3:::site/*",
  "Condition": {
    "StringLike": { ▶"aws:Referer": "https://www.example.com/*" }
  }
}`),
    },
    {
      type: "scp",
      severity: "info",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "*",
  "Resource": "*",
  "Condition": { "StringLike": { ▶"aws:UserAgent": "*kali*" } }
}`),
    },
  ],
  good: [
    {
      type: "resource",
      text: inPolicy(`{
  "Effect": "Allow",
  "Principal": { "Service": "cloudfront.amazonaws.com" },
  "Action": "s3:GetObject",
  "Resource": "arn:aws:s3:::site/*",
  "Condition": {
    "StringEquals": { "aws:SourceArn": "arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE" }
  }
}`),
    },
  ],
};
