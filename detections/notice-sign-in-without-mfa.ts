import { detection } from "../src/detections/detection";
import { SIGN_IN_SPELLINGS } from "../src/detections/patterns";
import { administrator, root, signIn, user } from "../src/detections/samples";

const SUCCESS = { responseElements: { ConsoleLogin: "Success" } };

export const noticeSignInWithoutMfa = detection({
  id: "notice-sign-in-without-mfa",
  title: "A user or root signs in to the console without MFA",
  severity: "high",
  why: "A password alone was enough. Federated people prove themselves to their identity provider, and AWS records no MFA for them.",
  response: "Ask the user. Add a device, and see why require-mfa-for-users does not hold there.",
  references: ["CIS AWS Foundations 5.0.0, 4.2", "CIS AWS Foundations 3.0.0, 4.2"],
  accounts: "every",
  emitted: "sign-in",
  readOnly: false,
  pattern: () => ({
    source: ["aws.signin"],
    "detail-type": SIGN_IN_SPELLINGS,
    detail: {
      userIdentity: { type: ["IAMUser", "Root"] },
      responseElements: { ConsoleLogin: ["Success"] },
      additionalEventData: { MFAUsed: ["No"] },
    },
  }),
  samples: (organization) => ({
    noticed: [
      signIn(organization, "ConsoleLogin", {
        shows: "an IAM user signs in with a password alone",
        actor: user,
        emitted: "sign-in",
        more: { ...SUCCESS, additionalEventData: { MFAUsed: "No" } },
      }),
      signIn(organization, "ConsoleLogin", {
        shows: "root signs in with a password alone",
        actor: root,
        more: { ...SUCCESS, additionalEventData: { MFAUsed: "No" } },
      }),
    ],
    ignored: [
      signIn(organization, "ConsoleLogin", {
        shows: "somebody comes through Identity Center: the record says No all the same",
        actor: administrator,
        emitted: "every",
        more: { ...SUCCESS, additionalEventData: { MFAUsed: "No" } },
      }),
      signIn(organization, "ConsoleLogin", {
        shows: "a federated session without the MFA mark",
        actor: administrator,
        emitted: "every",
        more: { ...SUCCESS, additionalEventData: { LoginTo: "https://console.aws.amazon.com/console/home" } },
      }),
      signIn(organization, "ConsoleLogin", {
        shows: "an IAM user signs in with MFA",
        actor: user,
        emitted: "sign-in",
        more: { ...SUCCESS, additionalEventData: { MFAUsed: "Yes" } },
      }),
      signIn(organization, "ConsoleLogin", {
        shows: "a wrong password",
        actor: user,
        emitted: "sign-in",
        more: { responseElements: { ConsoleLogin: "Failure" }, additionalEventData: { MFAUsed: "No" } },
      }),
    ],
  }),
});
