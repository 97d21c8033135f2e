/** The password policy of an account, in the terms of IAM. A maximum age of null is for passwords that do not end. */
export interface AccountPasswordPolicy {
  readonly MinimumPasswordLength: number;
  readonly RequireLowercaseCharacters: boolean;
  readonly RequireUppercaseCharacters: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireSymbols: boolean;
  /** Zero for none. */
  readonly PasswordReusePrevention: number;
  readonly MaxPasswordAge: number | null;
  readonly AllowUsersToChangePassword: boolean;
  /** Whether somebody whose password has ended needs an administrator. Never asked for, and kept where it is so. */
  readonly HardExpiry: boolean;
}

export type PasswordField = keyof AccountPasswordPolicy;

type Stricter<T> = (one: T, other: T) => T;

const either: Stricter<boolean> = (one, other) => one || other;

/** The stricter of two values. Of the right to change one's own password neither is: the wanted one stands. */
const STRICTER: { readonly [F in PasswordField]: Stricter<AccountPasswordPolicy[F]> } = {
  MinimumPasswordLength: Math.max,
  RequireLowercaseCharacters: either,
  RequireUppercaseCharacters: either,
  RequireNumbers: either,
  RequireSymbols: either,
  PasswordReusePrevention: Math.max,
  MaxPasswordAge: (one, other) => (one === null ? other : other === null ? one : Math.min(one, other)),
  AllowUsersToChangePassword: (_present, wanted) => wanted,
  HardExpiry: either,
};

/** Every field, in the order in which they are told. */
export const PASSWORD_FIELDS = Object.keys(STRICTER) as readonly PasswordField[];

/**
 * The policy to be set, since IAM replaces the whole: per field the wanted value, or the present one where that is
 * stricter and nobody asked for it before. A present value that is what was asked for before is nobody else's choice,
 * so that asking for less takes effect.
 *
 * @param present null where the account has none
 * @param before what was asked for when this was last done; null where that is not known
 */
export function policyToSet(
  wanted: AccountPasswordPolicy,
  present: AccountPasswordPolicy | null,
  before: AccountPasswordPolicy | null,
): AccountPasswordPolicy {
  if (present === null) return wanted;
  const chosen = <F extends PasswordField>(field: F): AccountPasswordPolicy[F] =>
    before !== null && present[field] === before[field]
      ? wanted[field]
      : STRICTER[field](present[field], wanted[field]);
  return {
    MinimumPasswordLength: chosen("MinimumPasswordLength"),
    RequireLowercaseCharacters: chosen("RequireLowercaseCharacters"),
    RequireUppercaseCharacters: chosen("RequireUppercaseCharacters"),
    RequireNumbers: chosen("RequireNumbers"),
    RequireSymbols: chosen("RequireSymbols"),
    PasswordReusePrevention: chosen("PasswordReusePrevention"),
    MaxPasswordAge: chosen("MaxPasswordAge"),
    AllowUsersToChangePassword: chosen("AllowUsersToChangePassword"),
    HardExpiry: STRICTER.HardExpiry(present.HardExpiry, wanted.HardExpiry),
  };
}

/** The fields in which two policies differ. */
export function differingFields(
  one: AccountPasswordPolicy,
  other: AccountPasswordPolicy,
): readonly PasswordField[] {
  return PASSWORD_FIELDS.filter((field) => one[field] !== other[field]);
}
