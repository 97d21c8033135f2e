import { type Examples, inPolicy } from "../../examples";

export const examples: Examples = {
  bad: [
    {
      type: "scp",
      text: inPolicy(
        `{ "Sid": "KeepTrails", "Effect": "Deny", "Action": ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"], "Resource": "*" }`,
        `▶{ "Sid": "KeepLogs", "Effect": "Deny", "Action": ["cloudtrail:deletetrail", "cloudtrail:StopLogging"], "Resource": ["*"] }`,
      ),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(
        `{ "Effect": "Deny", "Action": ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"], "Resource": "*" }`,
      ),
    },
    {
      note: "Resources are case-sensitive.",
      type: "identity",
      text: inPolicy(
        `{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:*:*:jobs" }`,
        `{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:*:*:Jobs" }`,
      ),
    },
  ],
};
