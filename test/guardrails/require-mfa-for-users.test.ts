import { requireMfaForUsers } from "../../guardrails/require-mfa-for-users";
import { under } from "./support";

const decided = under(requireMfaForUsers);
const PRESENT = "aws:MultiFactorAuthPresent";
const VIA = "aws:ViaAWSService";

/** undefined: the key is absent from the request. */
function context(present: string | undefined, via: string | undefined) {
  return { ...(present !== undefined && { [PRESENT]: present }), ...(via !== undefined && { [VIA]: via }) };
}

describe.each([undefined, "false", "true"])("with a second factor %s", (present) => {
  it.each([undefined, "false", "true"])("and a service between %s", (via) => {
    const expected = present === "true" || via === "true" ? "allowed" : "denied";
    for (const name of ["user/alice", "user/team/alice"]) {
      const principal = `arn:aws:iam::123456789012:${name}`;
      expect(decided({ action: "s3:GetObject", principal, context: context(present, via) })).toBe(expected);
    }
  });

  it.each([
    "arn:aws:iam::123456789012:role/app",
    "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_dev_0123456789abcdef",
    "arn:aws:iam::123456789012:root",
    undefined,
  ])("lets %s be", (principal) => {
    expect(decided({ action: "s3:GetObject", principal, context: context(present, "false") })).toBe(
      "allowed",
    );
  });
});

it("lets a new user come all the way to a second factor, and no further", () => {
  const principal = "arn:aws:iam::123456789012:user/alice";
  const without = (action: string) => decided({ action, principal, context: context("false", "false") });
  const way = [
    "iam:GetAccountPasswordPolicy",
    "iam:ChangePassword",
    "iam:GetUser",
    "iam:ListMFADevices",
    "iam:CreateVirtualMFADevice",
    "iam:EnableMFADevice",
    "iam:ResyncMFADevice",
    "sts:GetSessionToken",
  ];
  const beside = [
    "iam:DeactivateMFADevice",
    "iam:DeleteVirtualMFADevice",
    "iam:UpdateLoginProfile",
    "iam:CreateAccessKey",
    "iam:UploadSSHPublicKey",
    "sts:GetFederationToken",
    "sts:AssumeRole",
  ];
  expect(way.map(without)).toEqual(way.map(() => "allowed"));
  expect(beside.map(without)).toEqual(beside.map(() => "denied"));
});
