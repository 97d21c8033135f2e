import type { DecidedBy } from "../../chain/chain";
import type { Finding } from "../../findings/finding";
import type { PlanNode } from "../../plan/types";
import { blocks, type LockoutRow } from "./types";

/** The accounts of a row that a message names. */
const MOST_NAMED = 3;

/** The rows that stop a change, as errors, and those that are tolerated, as warnings. */
export function lockoutFindings(
  rows: readonly LockoutRow[],
  pathOf: (id: string) => string,
): readonly Finding[] {
  return rows.filter((row) => blocks(row) || row.tolerated !== undefined).map((row) => finding(row, pathOf));
}

/** Paths of nodes by id, for messages. */
export function pathsOf(nodes: readonly PlanNode[]): (id: string) => string {
  const paths = new Map(nodes.map(({ id, path }) => [id, path]));
  return (id) => paths.get(id) ?? id;
}

function finding(row: LockoutRow, pathOf: (id: string) => string): Finding {
  return {
    code: codeOf(row),
    severity: row.tolerated === undefined ? "error" : "warning",
    place: row.place,
    path: `${row.need} of ${row.principal}`,
    message: `${claim(row)} in ${where(row, pathOf)}`,
    found: foundText(row),
    why: row.tolerated,
    fix: row.mend ?? fixText(row),
  };
}

function codeOf({ place, verdict, tolerated }: LockoutRow): string {
  if (tolerated !== undefined) return "lockout-tolerated";
  const kind = place === undefined ? "lockout" : "assertion";
  if (verdict === "undecided") return `${kind}-undecided`;
  return place === undefined ? "lockout" : "assertion-failed";
}

function fixText({ place, verdict }: LockoutRow): string {
  if (verdict === "undecided")
    return "simplify the policies until it can be decided; what is not decided is not taken for safe";
  return place !== undefined
    ? "correct the guardrails or the assertion"
    : "spare the principal in the guardrail, or move the guardrail to where the principal is not needed";
}

/** What a row says in one clause. */
export function claim({ principal, purpose, verdict, place }: LockoutRow): string {
  if (place !== undefined) return verdict === "undecided" ? `not decided: ${purpose}` : `not so: ${purpose}`;
  const who = principal === "*" ? "nobody" : principal;
  if (verdict === "undecided") return `not decided whether ${who} can ${purpose}`;
  return principal === "*" ? `nobody can ${purpose}` : `${who} cannot ${purpose}`;
}

/** The accounts of a row by path, the first few. */
export function where({ accounts }: LockoutRow, pathOf: (id: string) => string): string {
  const named = accounts.slice(0, MOST_NAMED).map((id) => (pathOf(id) === id ? id : `${pathOf(id)} (${id})`));
  const more = accounts.length - named.length;
  if (accounts.length === 0) return "no account";
  return named.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function foundText({ witness, reason, decidedBy = [] }: LockoutRow): string | undefined {
  if (witness === undefined) return reason;
  const by = decidedBy.length === 0 ? "allowed" : `denied by ${decidedBy.map(deciderText).join(", ")}`;
  return `${JSON.stringify(witness)} is ${by}`;
}

/** What denies, in words. */
export function deciderText({ target, policy, sid, guardrail }: DecidedBy): string {
  if (policy === null) return `the lack of an Allow at ${target ?? "its level"}`;
  const statement = sid === null ? "" : `, statement ${sid}`;
  return guardrail === null
    ? `policy ${policy}${statement}`
    : `guardrail ${guardrail} (policy ${policy}${statement})`;
}
