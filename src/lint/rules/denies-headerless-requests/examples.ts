import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:PutObject",
  "Resource": "*",
  "Condition": {
    "StringNotEqualsIfExists": { ▶"s3:x-amz-server-side-encryption": "aws:kms" }
  }
}`),
    },
    {
      note: "Only the bucket's default is left to say, and it says the same.",
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": "s3:Put*", "Resource": "*", "Condition": { "Null": { ▶"s3:x-amz-server-side-encryption": "true" } } }`,
        `{ "Effect": "Deny", "Action": "s3:CreateBucket", "Resource": "*", "Condition": { "StringNotEquals": { ▶"s3:x-amz-object-ownership": "BucketOwnerEnforced" } } }`,
      ),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:PutObject",
  "Resource": "*",
  "Condition": {
    "StringNotEquals": { "s3:x-amz-server-side-encryption": "aws:kms" },
    "Null": { "s3:x-amz-server-side-encryption": "false" }
  }
}`),
    },
    {
      note: "Keys of the customer are another matter: there is no default with those.",
      type: "rcp",
      text: inPolicy(
        `{ "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "*", "Condition": { "Null": { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } } }`,
        `{ "Effect": "Deny", "Principal": "*", "Action": "s3:CreateBucket", "Resource": "*", "Condition": { "StringEquals": { "s3:x-amz-object-ownership": "ObjectWriter" } } }`,
      ),
    },
  ],
};
