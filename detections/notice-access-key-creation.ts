import { detection } from "../src/detections/detection";
import { calls } from "../src/detections/patterns";
import { administrator, call, user } from "../src/detections/samples";

export const noticeAccessKeyCreation = detection({
  id: "notice-access-key-creation",
  title: "An access key or another long-term credential is made",
  severity: "high",
  why: "A key works from anywhere until somebody deletes it, and most intrusions begin with one that leaked or leave one behind.",
  response:
    "Ask who made it and for what. Without an exception, deactivate it, look at what it was used for, then delete it.",
  references: [],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: () =>
    calls("iam", [
      "CreateAccessKey",
      "CreateServiceSpecificCredential",
      "ResetServiceSpecificCredential",
      "UploadSSHPublicKey",
      "UploadSigningCertificate",
    ]),
  samples: (organization) => ({
    noticed: [
      call(organization, "iam:CreateAccessKey", {
        shows: "an administrator makes a key for a user",
        actor: administrator,
        more: { requestParameters: { userName: "backup-admin" } },
      }),
      call(organization, "iam:CreateServiceSpecificCredential", {
        shows: "a user makes a password for CodeCommit",
        actor: user,
        more: { requestParameters: { userName: "anaya", serviceName: "codecommit.amazonaws.com" } },
      }),
    ],
    ignored: [
      call(organization, "iam:CreateAccessKey", {
        shows: "a guardrail refuses a key",
        actor: user,
        more: { errorCode: "AccessDenied" },
      }),
      call(organization, "iam:DeleteAccessKey", { shows: "a key is deleted", actor: user }),
      call(organization, "iam:ListAccessKeys", { shows: "keys are listed", actor: user, readOnly: true }),
    ],
  }),
});
