/** The kinds of credentials that the root user of an account can have, in the order in which they are deleted. */
export const CREDENTIAL_KINDS = ["password", "access-key", "signing-certificate", "mfa-device"] as const;

export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** Which kinds there are. */
export interface RootSummary {
  readonly password: boolean;
  readonly accessKeys: boolean;
  readonly signingCertificates: boolean;
  readonly mfa: boolean;
}

/** One credential of a root user. */
export interface RootCredential {
  readonly kind: CredentialKind;
  /** The id of a key or a certificate, the serial number of a device; empty for the password. Never a secret. */
  readonly id: string;
}

/** An account of the organization, with what decides whether its root user is looked at. */
export interface RootAccount {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

/** An entry of keep-root-credentials, resolved to an account. */
export interface Kept {
  readonly reason: string;
  /** "2027-01-31T00:00:00Z", the first moment without it. */
  readonly expires: string;
}
