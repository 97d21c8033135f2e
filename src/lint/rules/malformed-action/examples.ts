import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": [▶"s3", ▶" s3:GetObject", ▶"s3:Get Object", ▶"s3.GetObject", ▶"s3:GetObject:Version", ▶""],
  "Resource": "*"
}`),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": ["s3:*", "S3:getobject", "s3:Get*Object?*", "*:DeleteBucket"],
  "Resource": "*"
}`),
    },
    { type: "scp", text: inPolicy(`{ "Effect": "Deny", "Action": "*", "Resource": "*" }`) },
  ],
};
