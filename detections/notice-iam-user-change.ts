import { detection } from "../src/detections/detection";
import { calls } from "../src/detections/patterns";
import { administrator, call, user } from "../src/detections/samples";

export const noticeIamUserChange = detection({
  id: "notice-iam-user-change",
  title: "An IAM user is made, renamed or deleted, or gets a password",
  severity: "medium",
  why: "People come through Identity Center, so a new IAM user is an exception or a way to stay after an intrusion.",
  response: "Ask who made it and for what. Without an exception that names it, delete it and its keys.",
  references: [],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: () =>
    calls("iam", [
      "CreateUser",
      "DeleteUser",
      "UpdateUser",
      "CreateLoginProfile",
      "UpdateLoginProfile",
      "DeleteLoginProfile",
    ]),
  samples: (organization) => ({
    noticed: [
      call(organization, "iam:CreateUser", {
        shows: "an administrator makes a user",
        actor: administrator,
        more: { requestParameters: { userName: "backup-admin" } },
      }),
      call(organization, "iam:DeleteUser", {
        shows: "a user deletes a user",
        actor: user,
        more: { requestParameters: { userName: "anaya" } },
      }),
      call(organization, "iam:CreateLoginProfile", {
        shows: "a user gets a console password",
        actor: administrator,
        more: { requestParameters: { userName: "anaya" } },
      }),
    ],
    ignored: [
      call(organization, "iam:CreateUser", {
        shows: "a guardrail refuses a user",
        actor: administrator,
        more: { errorCode: "AccessDenied" },
      }),
      call(organization, "iam:GetUser", { shows: "a user looks at itself", actor: user, readOnly: true }),
      call(organization, "iam:CreateRole", { shows: "a role is made", actor: administrator }),
    ],
  }),
});
