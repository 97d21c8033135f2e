import { detection } from "../src/detections/detection";
import { calls, notByKeepers } from "../src/detections/patterns";
import { administrator, call, stackSets, user } from "../src/detections/samples";

export const noticePasswordPolicyChange = detection({
  id: "notice-password-policy-change",
  title: "An account's password policy is changed or deleted",
  severity: "medium",
  why: "The baseline sets it in every account. Without one, short passwords without expiry are allowed.",
  response: "Ask who changed it, and roll the baseline out again.",
  references: [],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: (organization) =>
    calls("iam", ["UpdateAccountPasswordPolicy", "DeleteAccountPasswordPolicy"], notByKeepers(organization)),
  samples: (organization) => ({
    noticed: [
      call(organization, "iam:DeleteAccountPasswordPolicy", {
        shows: "a user deletes the policy",
        actor: user,
      }),
      call(organization, "iam:UpdateAccountPasswordPolicy", {
        shows: "an administrator allows six characters",
        actor: administrator,
        more: { requestParameters: { minimumPasswordLength: 6 } },
      }),
    ],
    ignored: [
      call(organization, "iam:DeleteAccountPasswordPolicy", {
        shows: "a guardrail refuses",
        actor: administrator,
        more: { errorCode: "AccessDenied" },
      }),
      call(organization, "iam:UpdateAccountPasswordPolicy", {
        shows: "the baseline sets the policy",
        actor: stackSets,
        more: { requestParameters: { minimumPasswordLength: 16 } },
      }),
      call(organization, "iam:GetAccountPasswordPolicy", {
        shows: "the policy is read",
        actor: administrator,
        readOnly: true,
      }),
    ],
  }),
});
