import { type Examples, inPolicy, MARK } from "../../examples";

const buckets = (count: number, indent: string) =>
  Array.from({ length: count }, (_, index) => `${indent}"arn:aws:s3:::data-${1000 + index}/*"`).join(",\n");

const policy = (count: number, indent = "    ", principal = "") =>
  inPolicy(`{
  "Effect": "Deny",${principal}
  "Action": "s3:DeleteObject",
  "Resource": [
${buckets(count, indent)}
  ]
}`);

export const examples: Examples = {
  bad: [
    { type: "scp", text: MARK + policy(400) },
    { type: "rcp", text: MARK + policy(200, "", ' "Principal": "*",') },
    { type: "identity", text: MARK + policy(400) },
    { note: "Too long as an SCP and as an identity policy.", text: MARK + policy(400) },
    {
      note: "The text is stored as it stands.",
      type: "scp",
      severity: "warning",
      text: MARK + policy(250, " ".repeat(40)),
    },
  ],
  good: [
    {
      type: "scp",
      text: inPolicy(`{
  "Effect": "Deny",
  "Action": "s3:DeleteObject",
  "Resource": "arn:aws:s3:::data-*/*"
}`),
    },
    { type: "identity", text: policy(250, " ".repeat(40)) },
    { type: "rcp", text: policy(90, "", ' "Principal": "*",') },
    { type: "resource", text: policy(400, "", ' "Principal": "*",') },
  ],
};
