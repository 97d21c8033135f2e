import { detection } from "../src/detections/detection";
import { finding } from "../src/detections/samples";

const TYPE = "Access Analyzer Finding";
const FOUND = {
  version: "1.0",
  id: "22222222-dcba-4444-dcba-333333333333",
  accountId: "123456789012",
  resource: "arn:aws:s3:::payments-export",
  resourceType: "AWS::S3::Bucket",
  principal: { AWS: "*" },
  action: ["s3:GetObject"],
  isPublic: true,
  status: "ACTIVE",
  isDeleted: false,
};

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html, read 2026-11. */
export const noticeExternalAccess = detection({
  id: "notice-external-access",
  title: "Access Analyzer finds that somebody outside can get in",
  severity: "high",
  why: "A bucket, role, key or queue can be used from outside the organization. Each such door is either meant, and archived by a rule, or open by mistake.",
  response: "Ask the owner. Close it, or write an archive rule that says why it is open.",
  references: ["IAM.28"],
  about: "finding",
  accounts: "iam",
  emitted: "every",
  readOnly: false,
  pattern: () => ({
    source: ["aws.access-analyzer"],
    "detail-type": [TYPE],
    detail: { status: ["ACTIVE"], isDeleted: [false] },
  }),
  samples: (organization) => ({
    noticed: [
      finding(organization, "access-analyzer", TYPE, {
        shows: "a bucket is open to everybody",
        by: "iam",
        more: FOUND,
      }),
    ],
    ignored: [
      finding(organization, "access-analyzer", TYPE, {
        shows: "the finding is resolved",
        by: "iam",
        more: { ...FOUND, status: "RESOLVED" },
      }),
      finding(organization, "access-analyzer", TYPE, {
        shows: "an archive rule takes it",
        by: "iam",
        more: { ...FOUND, status: "ARCHIVED" },
      }),
      finding(organization, "access-analyzer", TYPE, {
        shows: "its analyzer is deleted, and the finding with it",
        by: "iam",
        more: { ...FOUND, isDeleted: true },
      }),
      finding(organization, "access-analyzer", "Unused Access Finding for IAM entities", {
        shows: "a role is not used",
        by: "iam",
        more: { status: "ACTIVE", isDeleted: false },
      }),
    ],
  }),
});
