import type { PasswordPolicy } from "../types";

/**
 * What the custom resource of the baseline is told to set: its properties in the template. Names are those of
 * UpdateAccountPasswordPolicy; what is left out of it is not wanted.
 */
export interface SettingsProperties {
  readonly PasswordPolicy?: {
    readonly MinimumPasswordLength: number;
    readonly RequireLowercaseCharacters: boolean;
    readonly RequireUppercaseCharacters: boolean;
    readonly RequireNumbers: boolean;
    readonly RequireSymbols: boolean;
    readonly PasswordReusePrevention: number;
    readonly MaxPasswordAge?: number;
    readonly AllowUsersToChangePassword: boolean;
  };
  readonly EbsEncryptionRegions?: readonly string[];
}

/** The properties that ask for settings. */
export function settingsProperties(
  passwordPolicy: PasswordPolicy | null,
  ebsEncryptionRegions: readonly string[],
): SettingsProperties {
  return {
    ...(passwordPolicy === null ? {} : { PasswordPolicy: policyProperties(passwordPolicy) }),
    ...(ebsEncryptionRegions.length === 0 ? {} : { EbsEncryptionRegions: ebsEncryptionRegions }),
  };
}

function policyProperties(policy: PasswordPolicy): NonNullable<SettingsProperties["PasswordPolicy"]> {
  return {
    MinimumPasswordLength: policy.minimumLength,
    RequireLowercaseCharacters: policy.requireLowercase,
    RequireUppercaseCharacters: policy.requireUppercase,
    RequireNumbers: policy.requireNumbers,
    RequireSymbols: policy.requireSymbols,
    PasswordReusePrevention: policy.reusePrevention,
    ...(policy.maximumAge === null ? {} : { MaxPasswordAge: policy.maximumAge }),
    AllowUsersToChangePassword: policy.usersMayChange,
  };
}
