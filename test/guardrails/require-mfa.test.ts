import { requireMfaForActions } from "../../guardrails/require-mfa-for-actions";
import { requireMfaToDeleteObjects } from "../../guardrails/require-mfa-to-delete-objects";
import { requireMfaToStopInstances } from "../../guardrails/require-mfa-to-stop-instances";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const ACCOUNT = "123456789012";
const PRESENT = "aws:MultiFactorAuthPresent";
const VIA = "aws:ViaAWSService";

const CASES = [
  ["require-mfa-to-stop-instances", under(requireMfaToStopInstances), "ec2:StopInstances"],
  ["require-mfa-to-delete-objects", under(requireMfaToDeleteObjects), "s3:DeleteObjectVersion"],
  [
    "require-mfa-for-actions",
    under(requireMfaForActions, { actions: ["kms:ScheduleKeyDeletion"] }),
    "kms:ScheduleKeyDeletion",
  ],
] as const;

describe.each(CASES)("%s", (_, decided, action) => {
  /** undefined: the key is absent from the request. */
  describe.each([undefined, "false", "true"])("with a second factor %s", (present) => {
    const given = { ...(present !== undefined && { [PRESENT]: present }) };

    it.each([undefined, "false", "true"])("and a service between %s", (via) => {
      const context = { ...given, ...(via !== undefined && { [VIA]: via }) };
      const expected = present === "true" || via === "true" ? "allowed" : "denied";
      for (const principal of [
        `arn:aws:iam::${ACCOUNT}:user/alice`,
        `arn:aws:iam::${ACCOUNT}:user/team/alice`,
        `arn:aws:sts::${ACCOUNT}:federated-user/alice`,
      ]) {
        expect(decided({ action, principal, context })).toBe(expected);
      }
    });

    it.each([
      `arn:aws:iam::${ACCOUNT}:role/app`,
      `arn:aws:iam::${ACCOUNT}:role/user/app`,
      `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_dev_0123456789abcdef`,
      `arn:aws:iam::${ACCOUNT}:root`,
      undefined,
    ])("lets %s be", (principal) => {
      expect(decided({ action, principal, context: { ...given, [VIA]: "false" } })).toBe("allowed");
    });
  });
});

it("asks for a second factor before a user gives one up, or opens a session that never has one", () => {
  const decided = under(requireMfaForActions, {
    actions: ["iam:DeactivateMFADevice", "sts:GetFederationToken"],
  });
  const user = `arn:aws:iam::${ACCOUNT}:user/alice`;
  for (const action of ["iam:DeactivateMFADevice", "sts:GetFederationToken"]) {
    expect(decided({ action, principal: user, context: { [VIA]: "false" } })).toBe("denied");
    expect(decided({ action, principal: user, context: { [PRESENT]: "true" } })).toBe("allowed");
  }
  for (const action of ["iam:EnableMFADevice", "sts:GetSessionToken"]) {
    expect(decided({ action, principal: user, context: { [VIA]: "false" } })).toBe("allowed");
  }
});

it("takes no action that AWS does not document", () => {
  expect(
    compileGuardrail(requireMfaForActions, { actions: ["iam:DeactivateMfaDevices"] }, EXAMPLE_ORGANIZATION),
  ).toEqual({
    problems: [{ path: "actions[0]", message: expect.stringContaining("iam:DeactivateMFADevice?") }],
  });
});
