import type {
  IdentityChange,
  IdentityCost,
  IdentityPlan,
  PlannedPermissionSet,
} from "../../identity/plan/types";
import type { Lock } from "../../organization/lock";
import { renderFindings } from "../findings";
import { printable } from "../printable";
import { counted, grouped, type Style } from "../style";

/** Changes of one set that are written out; the rest is counted. */
const MOST_SHOWN = 10;

/** What `pulumi up` of a stack of Identity Center would do and cost, for a person. */
export function renderIdentityPlan(plan: IdentityPlan, lock: Lock | null, style: Style): string {
  const sections = [
    header(plan),
    plan.permissionSets.map((set) => renderSet(set, plan.changes, style)).join(""),
    leaving(plan, style),
    others(plan, style),
    plan.cost === null ? "" : renderCost(plan.cost, style),
    plan.problems.length === 0 ? "" : `Problems\n${renderFindings(plan.problems, style)}`,
    footer(plan, lock),
  ];
  return sections.filter((section) => section !== "").join("\n") + "\n";
}

function header({ organization, permissionSets, groups, stack, changes }: IdentityPlan): string {
  const assignments = permissionSets.reduce((sum, set) => sum + assignmentsOf(set), 0);
  return (
    `Organization ${organization.id}, stack ${stack}: ${counted(permissionSets.length, "permission set")}, ` +
    `${counted(groups.length, "group")}, ${counted(assignments, "assignment")}\n` +
    `Plan: ${summary(changes)}\n`
  );
}

function summary(changes: IdentityPlan["changes"]): string {
  if (changes === null) return "not known, because the snapshot does not have all of Identity Center";
  if (changes.length === 0) return "nothing to change";
  return (["create", "update", "delete"] as const)
    .map((op) => `${grouped(changes.filter((change) => change.op === op).length)} to ${op}`)
    .join(", ");
}

const assignmentsOf = ({ grants }: PlannedPermissionSet) =>
  grants.reduce((sum, { accounts }) => sum + accounts.length, 0);

function renderSet(set: PlannedPermissionSet, changes: IdentityPlan["changes"], style: Style): string {
  const own = (changes ?? []).filter(({ name, kind }) => name === set.name && isOfSet(kind));
  const ends = set.expires === null ? "" : `, denies everything from ${set.expires} on`;
  const of = set.name === set.permissionSet ? "" : ` (${set.permissionSet})`;
  const who = set.grants.map(
    ({ principal, accounts }) =>
      `    ${principal.kind} ${printable(principal.name)} on ${counted(accounts.length, "account")}\n`,
  );
  return (
    `${style.strong(set.name)}${of}  ${set.sessionDuration}, ${policies(set)}${ends}\n` +
    who.join("") +
    changeLines(own, style)
  );
}

const isOfSet = (kind: IdentityChange["kind"]) =>
  kind === "permission-set" || kind === "policy" || kind === "assignment";

function policies(set: PlannedPermissionSet): string {
  const managed = set.awsManagedPolicies.length + set.customerManagedPolicies.length;
  const parts = [
    ...(managed === 0 ? [] : [counted(managed, "managed policy", "managed policies")]),
    ...(set.inlinePolicy === "" ? [] : [`inline policy of ${grouped(set.inlinePolicy.length)} characters`]),
    ...(set.boundary === null ? [] : ["permissions boundary"]),
  ];
  return parts.join(", ") || "no policy";
}

function changeLines(changes: readonly IdentityChange[], style: Style): string {
  const shown = changes.slice(0, MOST_SHOWN).map((change) => renderChange(change, style));
  const more = changes.length - shown.length;
  return shown.join("") + (more > 0 ? style.faint(`    and ${counted(more, "change")} more\n`) : "");
}

const SIGNS = { create: "+", update: "~", delete: "-" } as const;

function renderChange({ op, kind, detail }: IdentityChange, style: Style): string {
  const paint = { create: style.added, update: style.changed, delete: style.removed }[op];
  const verb = op === "delete" ? "DELETE" : op;
  return paint(`  ${SIGNS[op]} ${verb.padEnd(6)} ${kind}${detail === "" ? "" : ` ${printable(detail)}`}\n`);
}

/** Sets that go, which no planned set stands for. */
function leaving({ permissionSets, changes }: IdentityPlan, style: Style): string {
  const kept = new Set(permissionSets.map(({ name }) => name));
  const gone = new Map<string, IdentityChange[]>();
  for (const change of (changes ?? []).filter(({ kind, name }) => isOfSet(kind) && !kept.has(name)))
    gone.set(change.name, [...(gone.get(change.name) ?? []), change]);
  return [...gone]
    .map(([name, own]) => `${style.removed(printable(name))}\n${changeLines([...own].reverse(), style)}`)
    .join("");
}

function others({ changes }: IdentityPlan, style: Style): string {
  const rows = (changes ?? []).filter(({ kind }) => !isOfSet(kind));
  if (rows.length === 0) return "";
  return `Groups and attributes\n${changeLines(
    rows.map((row) => ({ ...row, detail: `${row.name}${row.detail === "" ? "" : `: ${row.detail}`}` })),
    style,
  )}`;
}

function renderCost(
  { requests, assignments, provisionings, seconds, wide }: IdentityCost,
  style: Style,
): string {
  if (requests === 0) return "";
  const lines = [
    `Cost: ${counted(requests, "request")} that write, ${counted(assignments, "account assignment")}, ` +
      `${counted(provisionings, "provisioning")} of changed sets; about ${duration(seconds)} at the published rates`,
    ...wide.map(({ name, accounts, principals }) =>
      style.changed(
        `  WIDELY USED: ${printable(name)} is in ${counted(accounts, "account")}, for ${counted(principals, "group or user", "groups and users")}`,
      ),
    ),
  ];
  return lines.join("\n") + "\n";
}

/** 4000 -> "1 h 7 min". */
function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${grouped(hours)} h ${minutes % 60} min`;
}

function footer({ stack, digest }: IdentityPlan, lock: Lock | null): string {
  const state =
    lock === null
      ? "there is no lock yet"
      : lock.digests[stack] === digest
        ? "as in the lock"
        : "not the one in the lock";
  return `Desired state ${digest}, ${state}`;
}
