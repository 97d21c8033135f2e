import { detection } from "../src/detections/detection";
import { calls } from "../src/detections/patterns";
import { administrator, call, user } from "../src/detections/samples";

export const noticeMfaRemoval = detection({
  id: "notice-mfa-removal",
  title: "An MFA device is deactivated or deleted",
  severity: "high",
  why: "Without its device, a password alone opens the user's session. An intruder removes it to put in another.",
  response:
    "Ask the user. If it was not a lost device, change the password and end the sessions of the user.",
  references: [],
  accounts: "every",
  emitted: "global",
  readOnly: false,
  pattern: () => calls("iam", ["DeactivateMFADevice", "DeleteVirtualMFADevice"]),
  samples: (organization) => ({
    noticed: [
      call(organization, "iam:DeactivateMFADevice", {
        shows: "a user's device is deactivated",
        actor: user,
        more: {
          requestParameters: { userName: "anaya", serialNumber: "arn:aws:iam::123456789012:mfa/anaya" },
        },
      }),
      call(organization, "iam:DeleteVirtualMFADevice", {
        shows: "an administrator deletes a device",
        actor: administrator,
        more: { requestParameters: { serialNumber: "arn:aws:iam::123456789012:mfa/anaya" } },
      }),
    ],
    ignored: [
      call(organization, "iam:EnableMFADevice", { shows: "a device is added", actor: user }),
      call(organization, "iam:DeactivateMFADevice", {
        shows: "it is refused without MFA",
        actor: user,
        more: { errorCode: "AccessDenied" },
      }),
    ],
  }),
});
