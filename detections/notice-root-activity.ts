import { detection } from "../src/detections/detection";
import { API_CALL, CONSOLE_ACTION } from "../src/detections/patterns";
import { administrator, call, root, rootSession, service } from "../src/detections/samples";

export const noticeRootActivity = detection({
  id: "notice-root-activity",
  title: "Root calls an AWS API",
  severity: "critical",
  why: "Whatever root does, reading included, no IAM policy limits it. Sessions that the organization itself opens are noticed where they begin.",
  response:
    "Find the sign-in or access key that it came from, end it, and go through the record of what root called since then.",
  references: ["CIS AWS Foundations 5.0.0, 4.3", "CIS AWS Foundations 3.0.0, 4.3"],
  accounts: "every",
  emitted: "every",
  readOnly: true,
  pattern: () => ({
    "detail-type": [API_CALL, CONSOLE_ACTION],
    detail: {
      userIdentity: {
        type: ["Root"],
        invokedBy: [{ exists: false }],
        sessionContext: { assumedRoot: [{ "anything-but": "true" }, { exists: false }] },
      },
    },
  }),
  samples: (organization) => ({
    noticed: [
      call(organization, "iam:GetAccountSummary", {
        shows: "root reads the summary of its account",
        actor: root,
        readOnly: true,
      }),
      call(organization, "ec2:DescribeInstances", {
        shows: "root looks at instances",
        actor: root,
        emitted: "every",
        readOnly: true,
      }),
      call(organization, "s3:PutBucketPolicy", {
        shows: "root of the management account changes a bucket policy",
        actor: root,
        emitted: "every",
        by: "management",
      }),
      call(organization, "ec2:RunInstances", {
        shows: "root is refused",
        actor: root,
        emitted: "every",
        more: { errorCode: "Client.UnauthorizedOperation" },
      }),
    ],
    ignored: [
      call(organization, "iam:GetAccountSummary", {
        shows: "root status reads through AssumeRoot",
        actor: rootSession,
        readOnly: true,
      }),
      call(organization, "sts:AssumeRole", {
        shows: "a service takes a role",
        actor: service("ec2"),
        emitted: "every",
        readOnly: true,
      }),
      call(organization, "kms:Decrypt", {
        shows: "a service decrypts what root had encrypted",
        actor: (facts, account) => ({ ...root(facts, account), invokedBy: "ec2-frontend-api.amazonaws.com" }),
        emitted: "every",
        readOnly: true,
      }),
      call(organization, "ec2:RunInstances", {
        shows: "an administrator starts an instance",
        actor: administrator,
        emitted: "every",
      }),
    ],
  }),
});
