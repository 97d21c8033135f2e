import { detection } from "../src/detections/detection";
import { API_CALL, CONSOLE_ACTION, SIGN_IN_SPELLINGS } from "../src/detections/patterns";
import { administrator, call, root, rootSession, signIn, user } from "../src/detections/samples";

/** What makes, changes or ends a credential of whoever calls. */
const CREDENTIALS = [
  "CreateAccessKey",
  "CreateLoginProfile",
  "CreateVirtualMFADevice",
  "DeactivateMFADevice",
  "DeleteAccessKey",
  "DeleteSigningCertificate",
  "DeleteVirtualMFADevice",
  "EnableMFADevice",
  "ResyncMFADevice",
  "UpdateAccessKey",
  "UpdateSigningCertificate",
  "UploadSigningCertificate",
];

/** Source: https://docs.aws.amazon.com/accounts/latest/userguide/manage-acct-update-root-user-email.html, read 2026-11. */
const MAIL = ["StartPrimaryEmailUpdate", "AcceptPrimaryEmailUpdate"];

/** Non-API events of the sign-in page. That they are of root alone: by userIdentity. */
const PAGE = ["EmailUpdated", "PasswordRecoveryCompleted", "PasswordRecoveryRequested", "PasswordUpdated"];

export const noticeRootCredentialChange = detection({
  id: "notice-root-credential-change",
  title: "A password, MFA device, key or e-mail address of root is changed",
  severity: "critical",
  why: "Who gets a new password or device of root by way of its e-mail address owns the account. A member's root should have none of these to change.",
  response:
    "Ask who it was. If nobody owns up, secure the mailbox of the account first, then delete the credentials with root lockdown.",
  references: ["CIS AWS Foundations 5.0.0, 4.3", "CIS AWS Foundations 3.0.0, 4.3"],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: () => ({
    $or: [
      {
        "detail-type": [...SIGN_IN_SPELLINGS, CONSOLE_ACTION],
        detail: { userIdentity: { type: ["Root"] }, eventName: PAGE },
      },
      {
        source: ["aws.iam"],
        "detail-type": [API_CALL],
        detail: {
          userIdentity: { type: ["Root"], sessionContext: { assumedRoot: [{ exists: false }, "false"] } },
          eventName: CREDENTIALS,
        },
      },
      {
        source: ["aws.iam"],
        detail: {
          userIdentity: { sessionContext: { assumedRoot: ["true"] } },
          eventName: ["CreateLoginProfile"],
        },
      },
      { source: ["aws.account"], detail: { eventName: MAIL } },
    ],
  }),
  samples: (organization) => ({
    noticed: [
      signIn(organization, "PasswordRecoveryRequested", {
        shows: "somebody asks for a new password of root",
        actor: root,
      }),
      signIn(organization, "PasswordUpdated", { shows: "root's password is changed", actor: root }),
      call(organization, "iam:DeactivateMFADevice", { shows: "root's MFA is switched off", actor: root }),
      call(organization, "iam:CreateAccessKey", { shows: "root makes itself an access key", actor: root }),
      call(organization, "iam:CreateLoginProfile", {
        shows: "root recover lets a password be made",
        actor: rootSession,
      }),
      call(organization, "account:StartPrimaryEmailUpdate", {
        shows: "the management account changes a member's address",
        actor: administrator,
        by: "management",
      }),
    ],
    ignored: [
      call(organization, "iam:DeactivateMFADevice", { shows: "a user's MFA is switched off", actor: user }),
      call(organization, "iam:DeleteAccessKey", {
        shows: "root lockdown deletes a key of root",
        actor: rootSession,
      }),
      call(organization, "iam:CreateLoginProfile", { shows: "a user gets a password", actor: administrator }),
      call(organization, "iam:CreateUser", { shows: "root makes a user", actor: root }),
      call(organization, "account:PutContactInformation", {
        shows: "the contact of an account is changed",
        actor: administrator,
      }),
      signIn(organization, "PasswordUpdated", { shows: "a user changes its password", actor: user }),
      signIn(organization, "ConsoleLogin", { shows: "root signs in", actor: root }),
    ],
  }),
});
