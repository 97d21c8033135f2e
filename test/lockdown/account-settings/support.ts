import * as fc from "fast-check";
import type { AccountPasswordPolicy } from "../../../src/lockdown/account-settings/password-policy";
import type { AccountApi } from "../../../src/lockdown/account-settings/set";

export const POLICY: AccountPasswordPolicy = {
  MinimumPasswordLength: 14,
  RequireLowercaseCharacters: true,
  RequireUppercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  PasswordReusePrevention: 24,
  MaxPasswordAge: 90,
  AllowUsersToChangePassword: true,
  HardExpiry: false,
};

/** The properties that ask for POLICY, as CloudFormation hands them on. */
export const PASSWORD_PROPERTIES = {
  MinimumPasswordLength: "14",
  RequireLowercaseCharacters: "true",
  RequireUppercaseCharacters: "true",
  RequireNumbers: "true",
  RequireSymbols: "true",
  PasswordReusePrevention: "24",
  MaxPasswordAge: "90",
  AllowUsersToChangePassword: "true",
};

export const policies: fc.Arbitrary<AccountPasswordPolicy> = fc.record({
  MinimumPasswordLength: fc.integer({ min: 6, max: 9 }),
  RequireLowercaseCharacters: fc.boolean(),
  RequireUppercaseCharacters: fc.boolean(),
  RequireNumbers: fc.boolean(),
  RequireSymbols: fc.boolean(),
  PasswordReusePrevention: fc.integer({ min: 0, max: 2 }),
  MaxPasswordAge: fc.option(fc.integer({ min: 1, max: 3 })),
  AllowUsersToChangePassword: fc.boolean(),
  HardExpiry: fc.boolean(),
});

/** An account in memory. */
export interface FakeAccount extends AccountApi {
  policy: AccountPasswordPolicy | null;
  readonly encrypted: Set<string>;
  readonly enabled: Map<string, boolean>;
  /** Calls by name, with the Region where there is one. */
  readonly calls: string[];
  /** What a call rejects with, by the name it has in `calls`. */
  readonly failing: Map<string, Error>;
}

export function fakeAccount(policy: AccountPasswordPolicy | null = null): FakeAccount {
  const called = async (name: string) => {
    account.calls.push(name);
    const error = account.failing.get(name);
    if (error !== undefined) throw error;
  };
  const account: FakeAccount = {
    policy,
    encrypted: new Set(),
    enabled: new Map([
      ["eu-west-1", true],
      ["us-east-1", true],
      ["eu-south-1", false],
    ]),
    calls: [],
    failing: new Map(),
    async passwordPolicy() {
      await called("passwordPolicy");
      return account.policy;
    },
    async setPasswordPolicy(wanted) {
      await called("setPasswordPolicy");
      account.policy = wanted;
    },
    async enabledRegions() {
      await called("enabledRegions");
      return account.enabled;
    },
    async isEbsEncrypted(region) {
      await called(`isEbsEncrypted ${region}`);
      return account.encrypted.has(region);
    },
    async encryptEbs(region) {
      await called(`encryptEbs ${region}`);
      account.encrypted.add(region);
    },
  };
  return account;
}
