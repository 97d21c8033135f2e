import type { AccountPasswordPolicy } from "./password-policy";
import type { SettingsProperties } from "./properties";

/** What is to be set. Null and empty are for what is left alone. */
export interface WantedSettings {
  readonly passwordPolicy: AccountPasswordPolicy | null;
  readonly ebsEncryptionRegions: readonly string[];
}

/** The properties of the custom resource do not say what to set. The message names the property. */
export class PropertiesError extends Error {
  override readonly name = "PropertiesError";
}

type Raw = Readonly<Record<string, unknown>>;
type PolicyProperty = keyof NonNullable<SettingsProperties["PasswordPolicy"]>;

/**
 * Bounds of what IAM takes.
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html, read 2026-11.
 */
const NUMBERS = {
  MinimumPasswordLength: [6, 128],
  PasswordReusePrevention: [1, 24],
  MaxPasswordAge: [1, 1095],
} as const satisfies Partial<Record<PolicyProperty, readonly [number, number]>>;

const FLAGS = [
  "RequireLowercaseCharacters",
  "RequireUppercaseCharacters",
  "RequireNumbers",
  "RequireSymbols",
  "AllowUsersToChangePassword",
] as const satisfies readonly PolicyProperty[];

const POLICY_PROPERTIES: ReadonlySet<string> = new Set([...Object.keys(NUMBERS), ...FLAGS]);

/**
 * Reads the properties as CloudFormation hands them on. It makes strings of numbers and truth values, so both are
 * taken. A policy with a property missing or unknown is refused: IAM replaces the whole, and a gap would loosen it.
 *
 * @throws PropertiesError when they ask for nothing, or for something that cannot be
 */
export function readProperties(properties: unknown): WantedSettings {
  const { PasswordPolicy, EbsEncryptionRegions } = recordOf(properties, "ResourceProperties");
  if (PasswordPolicy === undefined && EbsEncryptionRegions === undefined) {
    throw new PropertiesError("the properties ask for no setting");
  }
  return {
    passwordPolicy:
      PasswordPolicy === undefined ? null : policyOf(recordOf(PasswordPolicy, "PasswordPolicy")),
    ebsEncryptionRegions: EbsEncryptionRegions === undefined ? [] : regionsOf(EbsEncryptionRegions),
  };
}

function policyOf(policy: Raw): AccountPasswordPolicy {
  const unknown = Object.keys(policy).find((name) => !POLICY_PROPERTIES.has(name));
  if (unknown !== undefined) throw new PropertiesError(`PasswordPolicy has no property ${unknown}`);
  return {
    MinimumPasswordLength: numberOf(policy, "MinimumPasswordLength"),
    RequireLowercaseCharacters: flagOf(policy, "RequireLowercaseCharacters"),
    RequireUppercaseCharacters: flagOf(policy, "RequireUppercaseCharacters"),
    RequireNumbers: flagOf(policy, "RequireNumbers"),
    RequireSymbols: flagOf(policy, "RequireSymbols"),
    PasswordReusePrevention: numberOf(policy, "PasswordReusePrevention"),
    MaxPasswordAge: policy.MaxPasswordAge === undefined ? null : numberOf(policy, "MaxPasswordAge"),
    AllowUsersToChangePassword: flagOf(policy, "AllowUsersToChangePassword"),
    HardExpiry: false,
  };
}

function numberOf(policy: Raw, name: keyof typeof NUMBERS): number {
  const [least, most] = NUMBERS[name];
  const text = String(policy[name]);
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new PropertiesError(
      `PasswordPolicy.${name} is ${text}: wanted is a number from ${least} to ${most}`,
    );
  }
  return value;
}

function flagOf(policy: Raw, name: (typeof FLAGS)[number]): boolean {
  const text = String(policy[name]);
  if (text !== "true" && text !== "false") {
    throw new PropertiesError(`PasswordPolicy.${name} is ${text}: wanted is true or false`);
  }
  return text === "true";
}

function regionsOf(value: unknown): readonly string[] {
  const valid = Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string");
  if (!valid) throw new PropertiesError("EbsEncryptionRegions is no list of Regions");
  return value;
}

function recordOf(value: unknown, name: string): Raw {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new PropertiesError(`${name} is no object`);
  }
  return value as Raw;
}
