import type { AccessRow } from "../../identity/access/access";
import { unknownPolicies } from "../../identity/access/policies";
import type { AccessAnswer, AccessVerdict } from "../../identity/access/verdict";
import type { PlanNode } from "../../plan/types";
import { printable } from "../printable";
import type { Style } from "../style";

/** One principal's answer to `who-can`. */
export interface WhoCanRow {
  readonly row: AccessRow;
  readonly answer: AccessAnswer;
}

/** Who has which permission set on an account, for a person. */
export function renderAccess(
  account: PlanNode,
  rows: readonly AccessRow[],
  notes: readonly string[],
  style: Style,
): string {
  const title = `${style.strong(printable(account.path))} ${style.faint(account.id)}\n`;
  if (rows.length === 0)
    return `${title}  nobody has access through Identity Center\n${noteLines(notes, style)}`;
  return title + table(rows.map(cells)) + noteLines(notes, style);
}

/** Whose permission set allows an action in an account, for a person. */
export function renderWhoCan(
  action: string,
  account: PlanNode,
  rows: readonly WhoCanRow[],
  notes: readonly string[],
  style: Style,
): string {
  const title = `${style.strong(printable(action))} in ${printable(account.path)} ${style.faint(account.id)}\n`;
  const body = ORDER.flatMap((verdict) =>
    rows
      .filter(({ answer }) => answer.verdict === verdict)
      .map(
        ({ row, answer }) =>
          `  ${painted(verdict, style)} ${table([cells(row)]).trimStart()}${reasons(answer, style)}`,
      ),
  );
  const nobody = rows.length === 0 ? "  nobody has access through Identity Center\n" : "";
  return title + nobody + body.join("") + noteLines(notes, style);
}

/** Who may comes first; what is not known before what is denied, since it is not safe. */
const ORDER: readonly AccessVerdict[] = ["allowed", "depends", "unknown", "denied"];

function painted(verdict: AccessVerdict, style: Style): string {
  const word = verdict.toUpperCase().padEnd(7);
  if (verdict === "denied") return style.faint(word);
  return verdict === "allowed" ? style.added(word) : style.changed(word);
}

function reasons({ verdict, allowed, denied, reasons: why }: AccessAnswer, style: Style): string {
  const lines = why.map((reason) => `          ${printable(reason)}\n`);
  if (verdict === "depends") {
    lines.push(`          allowed: ${requestText(allowed)}\n`, `          denied:  ${requestText(denied)}\n`);
  }
  return style.faint(lines.join(""));
}

function requestText(request: AccessAnswer["allowed"]): string {
  if (request === null) return "none found";
  const facts = Object.entries(request.context ?? {})
    .filter(([key]) => !/^aws:(Principal|CurrentTime|EpochTime)/i.test(key))
    .map(([key, value]) => `${key} = ${Array.isArray(value) ? value.join(", ") : String(value)}`);
  const resource = request.resource === undefined ? [] : [`on ${request.resource}`];
  return printable([...resource, ...facts].join(", ") || "any request");
}

function cells({
  principal,
  permissionSet,
  slug,
  expires,
  sessionDuration,
  policies,
}: AccessRow): readonly string[] {
  const who =
    principal.kind === "deleted" ? `DELETED ${principal.name}` : `${principal.kind} ${principal.name}`;
  const of = slug === null ? "not ours" : slug === permissionSet ? "" : slug;
  const end = expires === null ? "without an end" : `until ${expires}`;
  const unknown = unknownPolicies(policies).length === 0 ? "" : "some policies are not known";
  return [who, of === "" ? permissionSet : `${permissionSet} (${of})`, sessionDuration, end, unknown].map(
    printable,
  );
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function noteLines(notes: readonly string[], style: Style): string {
  return notes.map((note) => `${style.changed("Note")} ${printable(note)}\n`).join("");
}
