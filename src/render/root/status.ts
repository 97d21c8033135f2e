import type { RootAccounts } from "../../root/accounts";
import { type StatusRow, type Verdict, verdictOf } from "../../root/status";
import { csvLine } from "../csv";
import { printable } from "../printable";
import { counted, type Style } from "../style";

/** What `root status` found out. */
export interface StatusReport {
  readonly organization: string;
  readonly rows: readonly StatusRow[];
  readonly accounts: RootAccounts;
  readonly calls: number;
  readonly leastCalls: number;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  none: "no credentials",
  "mfa-only": "an MFA device only",
  credentials: "HAS CREDENTIALS",
  kept: "kept",
  "not-read": "NOT READ",
};

const COLUMNS = ["account", "name", "password", "keys", "certificates", "MFA", "root"] as const;
type Columns = readonly [string, string, string, string, string, string, string];

/** The table for a terminal, then what is not in it and why. */
export function statusText(report: StatusReport, style: Style): string {
  const { rows, accounts } = report;
  const lines = rows.map((row) => ({ cells: cellsOf(row), verdict: verdictOf(row) }));
  const widths = COLUMNS.map((title, index) =>
    Math.max(title.length, ...lines.map(({ cells }) => cells[index]!.length)),
  );
  const line = (cells: Columns) =>
    cells
      .map((text, index) => text.padEnd(widths[index]!))
      .join("  ")
      .trimEnd();
  const paint: Readonly<Record<Verdict, (text: string) => string>> = {
    none: (text) => text,
    "mfa-only": style.changed,
    kept: style.changed,
    credentials: style.removed,
    "not-read": style.removed,
  };
  const table =
    rows.length === 0
      ? ""
      : `${style.strong(line(COLUMNS))}\n${lines.map(({ cells, verdict }) => `${paint[verdict](line(cells))}\n`).join("")}`;
  return table + notes(rows) + others(accounts) + summary(report);
}

function cellsOf(row: StatusRow): Columns {
  const { id, name } = row.account;
  const verdict = VERDICTS[verdictOf(row)];
  if (!row.result.read) return [id, printable(name), "?", "?", "?", "?", verdict];
  const { password, accessKeys, signingCertificates, mfa } = row.result.summary;
  const [a, b, c, d] = [password, accessKeys, signingCertificates, mfa].map((there) => (there ? "yes" : "-"));
  return [id, printable(name), a!, b!, c!, d!, verdict];
}

/** One line for each cause: what a thousand accounts have in common is said once. */
function notes(rows: readonly StatusRow[]): string {
  const causes = new Map<string, string[]>();
  for (const { account, result, kept } of rows) {
    const cause = result.read
      ? kept && `Kept until ${kept.expires}: ${printable(kept.reason)}`
      : `Not read: ${result.reason}`;
    if (cause === undefined) continue;
    causes.set(cause, [...(causes.get(cause) ?? []), account.id]);
  }
  return [...causes].map(([cause, ids]) => `\n${cause}\n  ${listed(ids)}\n`).join("");
}

const MOST_LISTED = 20;

function listed(ids: readonly string[]): string {
  const more = ids.length - MOST_LISTED;
  return ids.slice(0, MOST_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function others({ skipped, management }: RootAccounts): string {
  const lines = [
    ...management.map(
      ({ id, name }) =>
        `Not covered: ${id} ${printable(name)}, the management account. Root sessions do not reach it; see docs/root.md.`,
    ),
    ...skipped.map(({ id, name, state }) => `Skipped: ${id} ${printable(name)}, ${printable(state)}.`),
  ];
  return lines.length === 0 ? "" : `\n${lines.join("\n")}\n`;
}

function summary({ rows, calls, leastCalls }: StatusReport): string {
  const counts = (verdict: Verdict) => rows.filter((row) => verdictOf(row) === verdict).length;
  const parts = (["credentials", "kept", "mfa-only", "not-read"] as const)
    .filter((verdict) => counts(verdict) > 0)
    .map((verdict) => `${counts(verdict)} ${VERDICTS[verdict].toLowerCase()}`);
  const found = parts.length === 0 ? "no root credentials" : parts.join(", ");
  return `\n${counted(rows.length, "account")}: ${found}. ${counted(calls, "call")}; the least possible: ${leastCalls}.\n`;
}

/** One JSON document; names stand in it as AWS has them. */
export function statusJson({ organization, rows, accounts, calls, leastCalls }: StatusReport): string {
  const document = {
    formatVersion: 1,
    organization,
    accounts: rows.map((row) => ({
      ...row.account,
      root: verdictOf(row),
      ...(row.result.read ? row.result.summary : { reason: row.result.reason, action: row.result.action }),
      ...(row.kept && { kept: row.kept }),
    })),
    skipped: accounts.skipped,
    notCovered: accounts.management,
    calls,
    leastCalls,
  };
  return JSON.stringify(document) + "\n";
}

/** One line for each account of the organization, the skipped and the management account among them. */
export function statusCsv({ rows, accounts }: StatusReport): string {
  const header = [
    "account",
    "name",
    "state",
    "root",
    "password",
    "access-keys",
    "signing-certificates",
    "mfa",
  ];
  const rest = ["kept-until", "reason", "action"];
  const listed = rows.map((row) => {
    const { id, name, state } = row.account;
    const { result, kept } = row;
    const found = result.read
      ? [
          result.summary.password,
          result.summary.accessKeys,
          result.summary.signingCertificates,
          result.summary.mfa,
        ]
      : ["", "", "", ""];
    const why = result.read ? [kept?.reason ?? "", ""] : [result.reason, result.action ?? ""];
    return [id, name, state, verdictOf(row), ...found.map(String), kept?.expires ?? "", ...why];
  });
  const unread = (root: string) => (account: { id: string; name: string; state: string }) => [
    account.id,
    account.name,
    account.state,
    root,
    ...["", "", "", "", "", "", ""],
  ];
  const lines = [
    [...header, ...rest],
    ...listed,
    ...accounts.skipped.map(unread("skipped")),
    ...accounts.management.map(unread("not-covered")),
  ];
  return lines.map(csvLine).join("");
}
