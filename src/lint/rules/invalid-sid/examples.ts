import { type Examples, inPolicy } from "../../examples";

const REST = `"Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*"`;

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(
        `{ "Sid": "DenyLeaving", ${REST} }`,
        `{ "Sid": ▶"deny-leaving", ${REST} }`,
        `{ "Sid": ▶"DenyLeaving", ${REST.replace("LeaveOrganization", "DeleteOrganization")} }`,
      ),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(
        `{ "Sid": "DenyLeaving", ${REST} }`,
        `{ ${REST.replace("LeaveOrganization", "DeleteOrganization")} }`,
      ),
    },
    {
      note: "Amazon S3 takes spaces in the Sids of bucket policies.",
      type: "resource",
      text: inPolicy(
        `{ "Sid": "Only TLS", "Principal": "*", "Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::a/*" }`,
      ),
    },
  ],
};
