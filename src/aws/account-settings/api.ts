import {
  DescribeRegionsCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  GetEbsEncryptionByDefaultCommand,
} from "@aws-sdk/client-ec2";
import {
  GetAccountPasswordPolicyCommand,
  IAMClient,
  UpdateAccountPasswordPolicyCommand,
} from "@aws-sdk/client-iam";
import type { AccountPasswordPolicy } from "../../lockdown/account-settings/password-policy";
import type { AccountApi } from "../../lockdown/account-settings/set";
import { type Patience, withRetries } from "../retry";
import { withNewRights } from "./new-rights";

/** `withRetries` tries again, and not the SDK besides. */
const ONCE = { maxAttempts: 1 };

/**
 * The account whose credentials the environment has, in the Region that it names.
 * Sources: API_GetAccountPasswordPolicy.html of IAM, API_GetEbsEncryptionByDefault.html and API_DescribeRegions.html
 * of EC2, read 2026-11.
 *
 * @param signal ends whatever is under way
 */
export function accountApi(patience: Patience, signal: AbortSignal): AccountApi {
  const iam = new IAMClient(ONCE);
  const home = new EC2Client(ONCE);
  const ec2 = (region: string) => new EC2Client({ region, ...ONCE });
  const patiently = <T>(call: () => Promise<T>) =>
    withNewRights(() => withRetries(call, patience, signal), patience, signal);
  const options = { abortSignal: signal };
  return {
    async passwordPolicy() {
      try {
        const { PasswordPolicy } = await patiently(() =>
          iam.send(new GetAccountPasswordPolicyCommand(), options),
        );
        return {
          MinimumPasswordLength: PasswordPolicy?.MinimumPasswordLength ?? 0,
          RequireLowercaseCharacters: PasswordPolicy?.RequireLowercaseCharacters ?? false,
          RequireUppercaseCharacters: PasswordPolicy?.RequireUppercaseCharacters ?? false,
          RequireNumbers: PasswordPolicy?.RequireNumbers ?? false,
          RequireSymbols: PasswordPolicy?.RequireSymbols ?? false,
          PasswordReusePrevention: PasswordPolicy?.PasswordReusePrevention ?? 0,
          MaxPasswordAge: PasswordPolicy?.MaxPasswordAge || null,
          AllowUsersToChangePassword: PasswordPolicy?.AllowUsersToChangePassword ?? false,
          HardExpiry: PasswordPolicy?.HardExpiry ?? false,
        };
      } catch (error) {
        if (["NoSuchEntity", "NoSuchEntityException"].includes((error as Error).name)) return null;
        throw error;
      }
    },
    async setPasswordPolicy(policy) {
      await patiently(() => iam.send(new UpdateAccountPasswordPolicyCommand(inputOf(policy)), options));
    },
    async enabledRegions() {
      const { Regions } = await patiently(() =>
        home.send(new DescribeRegionsCommand({ AllRegions: true }), options),
      );
      return new Map(
        (Regions ?? []).map(({ RegionName, OptInStatus }) => [
          RegionName ?? "",
          OptInStatus !== "not-opted-in",
        ]),
      );
    },
    async isEbsEncrypted(region) {
      const { EbsEncryptionByDefault } = await patiently(() =>
        ec2(region).send(new GetEbsEncryptionByDefaultCommand(), options),
      );
      return EbsEncryptionByDefault === true;
    },
    async encryptEbs(region) {
      await patiently(() => ec2(region).send(new EnableEbsEncryptionByDefaultCommand(), options));
    },
  };
}

/** Without a maximum age or a number of passwords, IAM takes that none is wanted; it does not take zero. */
function inputOf({ MaxPasswordAge, PasswordReusePrevention, ...policy }: AccountPasswordPolicy) {
  return {
    ...policy,
    ...(MaxPasswordAge === null ? {} : { MaxPasswordAge }),
    ...(PasswordReusePrevention === 0 ? {} : { PasswordReusePrevention }),
  };
}
