import type { Kept, RootAccount, RootSummary } from "./types";

/** What was found out of root of one account. */
export type StatusResult =
  | { readonly read: true; readonly summary: RootSummary }
  /** `action` is the IAM action that is missing, where that is the cause. */
  | { readonly read: false; readonly reason: string; readonly action?: string | undefined };

export interface StatusRow {
  readonly account: RootAccount;
  readonly result: StatusResult;
  /** Set where organization.yaml lets root keep its credentials. */
  readonly kept?: Kept | undefined;
}

/**
 * credentials: somebody could sign in or call as root. mfa-only: a device is left and nothing that it protects.
 * kept: credentials that organization.yaml allows for now. not-read is never clean.
 */
export type Verdict = "none" | "mfa-only" | "credentials" | "kept" | "not-read";

export function verdictOf({ result, kept }: StatusRow): Verdict {
  if (!result.read) return "not-read";
  const { password, accessKeys, signingCertificates, mfa } = result.summary;
  if (password || accessKeys || signingCertificates) return kept === undefined ? "credentials" : "kept";
  return mfa ? "mfa-only" : "none";
}

/** 2 when an account was not read, else 1 when root of one has credentials that nobody allowed, else 0. */
export function statusExitCode(rows: readonly StatusRow[]): 0 | 1 | 2 {
  const verdicts = rows.map(verdictOf);
  if (verdicts.includes("not-read")) return 2;
  return verdicts.includes("credentials") ? 1 : 0;
}
