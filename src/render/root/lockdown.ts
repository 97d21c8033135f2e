import type { CredentialKind, Kept, RootAccount, RootCredential } from "../../root/types";
import { printable } from "../printable";
import { counted, type Style } from "../style";

/** What became of root of one account, or would. */
export interface LockdownRow {
  readonly account: RootAccount;
  readonly found: readonly RootCredential[];
  readonly deleted: readonly RootCredential[];
  readonly settled: readonly RootCredential[];
  readonly failure?: { readonly reason: string } | undefined;
}

export interface LockdownReport {
  readonly rows: readonly LockdownRow[];
  readonly left: readonly { readonly account: RootAccount; readonly kept: Kept }[];
  readonly skipped: readonly RootAccount[];
}

const KINDS: Readonly<Record<CredentialKind, string>> = {
  password: "the password",
  "access-key": "access key",
  "signing-certificate": "signing certificate",
  "mfa-device": "MFA device",
};

/** @param done whether the deletions were made, or only would be */
export function lockdownText({ rows, left, skipped }: LockdownReport, done: boolean, style: Style): string {
  const touched = rows.filter(
    ({ found, settled, failure }) => found.length > 0 || settled.length > 0 || failure !== undefined,
  );
  const lines = touched.flatMap((row) => [
    style.strong(nameOf(row.account)),
    ...row.settled.map((credential) => `  an earlier run had deleted ${nameOfCredential(credential)}`),
    ...(done ? row.deleted : row.found).map((credential) =>
      style.removed(`  ${done ? "deleted" : "would delete"} ${nameOfCredential(credential)}`),
    ),
    ...failureLines(row, done, style),
  ]);
  const kept = left.map(
    ({ account, kept }) =>
      `Left: ${nameOf(account)} keeps its root credentials until ${kept.expires}: ${printable(kept.reason)}`,
  );
  const others = skipped.map((account) => `Skipped: ${nameOf(account)}, ${printable(account.state)}`);
  return [...lines, ...kept, ...others, summary(rows, done), ""].join("\n");
}

function failureLines({ failure, found, deleted }: LockdownRow, done: boolean, style: Style): string[] {
  if (failure === undefined) return [];
  const rest = done ? found.slice(deleted.length) : [];
  return [
    style.removed(`  FAILED: ${failure.reason}`),
    ...rest.map((credential) => `  still there, or in doubt: ${nameOfCredential(credential)}`),
  ];
}

function nameOf({ id, name }: RootAccount): string {
  return `${id} ${printable(name)}`;
}

function nameOfCredential({ kind, id }: RootCredential): string {
  return id === "" ? KINDS[kind] : `${KINDS[kind]} ${printable(id)}`;
}

function summary(rows: readonly LockdownRow[], done: boolean): string {
  const count = rows.flatMap(({ deleted, found }) => (done ? deleted : found)).length;
  const failed = rows.filter(({ failure }) => failure !== undefined).length;
  const failures = failed === 0 ? "" : ` ${counted(failed, "account")} failed.`;
  if (count === 0 && failed === 0) return `Nothing to delete in ${counted(rows.length, "account")}.`;
  const what = `${counted(count, "root credential")} in ${counted(rows.length, "account")}`;
  return (done ? `Deleted ${what}.` : `Would delete ${what}. Nothing was done.`) + failures;
}
