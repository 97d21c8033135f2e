import { detection } from "../src/detections/detection";
import { SIGN_IN_SPELLINGS } from "../src/detections/patterns";
import { administrator, root, signIn, user } from "../src/detections/samples";

const SUCCESS = { responseElements: { ConsoleLogin: "Success" } };

export const noticeRootSignIn = detection({
  id: "notice-root-sign-in",
  title: "Root signs in to the console",
  severity: "critical",
  why: "Nobody needs a root password any more: member accounts should have none, and that of the management account is for emergencies.",
  response:
    "Ask who it was. If nobody owns up, reset the password through the e-mail address, look at what root did, and delete its credentials with root lockdown.",
  references: ["CIS AWS Foundations 5.0.0, 4.3", "CIS AWS Foundations 3.0.0, 4.3"],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: () => ({
    source: ["aws.signin"],
    "detail-type": SIGN_IN_SPELLINGS,
    detail: {
      userIdentity: { type: ["Root"] },
      responseElements: { ConsoleLogin: ["Success"] },
    },
  }),
  samples: (organization) => ({
    noticed: [
      signIn(organization, "ConsoleLogin", {
        shows: "root of a member signs in, with MFA",
        actor: root,
        more: { ...SUCCESS, additionalEventData: { MFAUsed: "Yes" } },
      }),
      signIn(organization, "ConsoleLogin", {
        shows: "root of the management account signs in",
        actor: root,
        by: "management",
        more: { ...SUCCESS, additionalEventData: { MFAUsed: "No" } },
      }),
    ],
    ignored: [
      signIn(organization, "ConsoleLogin", {
        shows: "somebody tries a wrong password of root",
        actor: root,
        more: { errorMessage: "Failed authentication", responseElements: { ConsoleLogin: "Failure" } },
      }),
      signIn(organization, "PasswordRecoveryCompleted", { shows: "root's password is new", actor: root }),
      signIn(organization, "ConsoleLogin", {
        shows: "an IAM user signs in",
        actor: user,
        emitted: "sign-in",
        more: SUCCESS,
      }),
      signIn(organization, "ConsoleLogin", {
        shows: "an administrator comes through Identity Center",
        actor: administrator,
        emitted: "every",
        more: SUCCESS,
      }),
    ],
  }),
});
