import { rootTaskArn } from "../src/aws-data/root-tasks";
import { detection } from "../src/detections/detection";
import { API_CALL } from "../src/detections/patterns";
import { administrator, call, deployer } from "../src/detections/samples";

/**
 * It is called in the account of the caller, at a regional endpoint; the member's own record has no such call.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html, read 2026-11. That
 * CloudTrail calls it read-only, as it does AssumeRole: assumed; the state that delivers these delivers writes too.
 */
export const noticeAssumeRoot = detection({
  id: "notice-assume-root",
  title: "Somebody opens a root session in a member account",
  severity: "high",
  why: "sts:AssumeRoot unlocks buckets and queues and makes or deletes root credentials. It is rare, and each use has a name and a reason.",
  response:
    "Ask who it was and for which task; the task policy in the record says what the session could do.",
  references: [],
  accounts: "every",
  emitted: "every",
  readOnly: true,
  pattern: () => ({
    source: ["aws.sts"],
    "detail-type": [API_CALL],
    detail: { eventName: ["AssumeRoot"] },
  }),
  samples: (organization) => {
    const task = {
      requestParameters: {
        targetPrincipal: "123456789012",
        taskPolicyArn: { arn: rootTaskArn("S3UnlockBucketPolicy", organization) },
        durationSeconds: 900,
      },
    };
    return {
      noticed: [
        call(organization, "sts:AssumeRoot", {
          shows: "the delegated administrator unlocks a bucket",
          actor: administrator,
          emitted: "every",
          by: "iam",
          readOnly: true,
          more: task,
        }),
        call(organization, "sts:AssumeRoot", {
          shows: "the management account is refused",
          actor: deployer,
          emitted: "every",
          by: "management",
          readOnly: true,
          more: { ...task, errorCode: "AccessDenied" },
        }),
      ],
      ignored: [
        call(organization, "sts:AssumeRole", {
          shows: "an ordinary role is taken",
          actor: administrator,
          emitted: "every",
          readOnly: true,
        }),
        call(organization, "sts:GetCallerIdentity", {
          shows: "somebody asks who they are",
          actor: administrator,
          emitted: "every",
          readOnly: true,
        }),
      ],
    };
  },
});
