import type { Lock } from "../../organization/lock";
import type { Plan, PlannedException, PlannedPolicy } from "../../plan/types";
import { LIMITS, SLOTS_KEPT_FREE } from "../../policy/limits";
import type { Move } from "../../policy/pack/types";
import { shortTypeName } from "../../policy/type-names";
import type { PolicyType } from "../../policy/types";
import { renderFindings } from "../findings";
import { printable } from "../printable";
import { counted, grouped, type Style } from "../style";
import { type TargetRow, type TargetView, targetViews } from "./targets";

interface PlanText {
  readonly plan: Plan;
  readonly moves: readonly Move[];
  readonly lock: Lock | null;
  readonly style: Style;
}

/** What `pulumi up` would do, target by target, for a person. */
export function renderPlan({ plan, moves, lock, style }: PlanText): string {
  const paths = new Map(plan.nodes.map(({ id, path }) => [id, path]));
  const views = targetViews(plan);
  const sections = [
    header(plan),
    views.map((view) => renderTarget(view, style)).join("\n"),
    deletions(plan, style),
    exceptions(plan.exceptions, paths),
    phases(plan),
    moved(moves, paths),
    plan.problems.length === 0 ? "" : `Problems\n${renderFindings(plan.problems, style)}`,
    footer(plan, lock),
  ];
  return sections.filter((section) => section !== "").join("\n") + "\n";
}

function header(plan: Plan): string {
  const accounts = plan.nodes.filter(({ kind }) => kind === "account").length;
  const units = plan.nodes.filter(({ kind }) => kind === "unit").length;
  const count = (op: string) => plan.changes.filter((change) => change.op === op).length;
  const ops = ["create", "update", "attach", "detach", "delete"].map(
    (op) => `${grouped(count(op))} to ${op}`,
  );
  const { id, managementAccount } = plan.organization;
  return (
    `Organization ${id}, management account ${managementAccount}: ${counted(units, "unit")}, ${counted(accounts, "account")}\n` +
    `Plan: ${plan.changes.length === 0 ? "nothing to change" : ops.join(", ")}\n`
  );
}

function renderTarget({ node, rows, others }: TargetView, style: Style): string {
  const title = `${style.strong(printable(node.path))} ${style.faint(node.id)}`;
  if (rows.every(({ attachment, content }) => attachment === null && content === null)) {
    return `${title}  ${counted(rows.length, "policy", "policies")}, unchanged\n${slots(rows, others)}`;
  }
  const width = Math.max(...rows.map(({ policy }) => policy.name.length));
  const types = typesOf(rows).map((type) => shortTypeName(type).length);
  const widths = { name: width, type: types.length > 1 ? Math.max(...types) : 0 };
  return `${title}\n${rows.map((row) => renderRow(row, widths, style)).join("")}${slots(rows, others)}`;
}

interface Widths {
  readonly name: number;
  /** 0 where all policies of the target are of one type, which the line below the rows names. */
  readonly type: number;
}

function renderRow({ policy, attachment, content, phase }: TargetRow, widths: Widths, style: Style): string {
  const ops = [content === "delete" ? null : content, attachment].filter((op) => op !== null);
  const words = (ops.length === 0 ? "keep" : ops.join("+")).padEnd(13);
  const later = phase !== null && phase > 1 ? `  (phase ${phase})` : "";
  if (attachment === "detach") {
    return `${style.removed(`  - ${words.toUpperCase()} ${printable(policy.name)}`)}${later}\n`;
  }
  const [sign, paint] =
    attachment === "attach"
      ? ["+", style.added]
      : content === "update"
        ? ["~", style.changed]
        : [" ", style.faint];
  return (
    paint(`  ${sign} ${words} ${printable(policy.name).padEnd(widths.name)}`) +
    (widths.type === 0 ? "" : `  ${printable(shortTypeName(policy.type)).padEnd(widths.type)}`) +
    `  ${size(policy)}  ${policy.guardrails.join(", ")}${later}\n`
  );
}

function size({ characters, type }: PlannedPolicy): string {
  const room = LIMITS[type as PolicyType].characters - characters;
  return `${grouped(characters).padStart(6)} characters, ${grouped(room).padStart(6)} left`;
}

/** The types of the policies of one target; a policy that is gone has none. */
function typesOf(rows: readonly TargetRow[]): readonly string[] {
  return [...new Set(rows.map(({ policy }) => policy.type).filter((type) => type !== ""))].sort();
}

/** One line a policy type: slots after the change, of how many, and who takes the rest. */
function slots(rows: readonly TargetRow[], others: readonly PlannedPolicy[]): string {
  return typesOf(rows)
    .map((type) => {
      const ours = rows.filter(
        ({ policy, attachment }) => policy.type === type && attachment !== "detach",
      ).length;
      const theirs = others.filter((policy) => policy.type === type);
      const limit = LIMITS[type as PolicyType].attached;
      const free = limit - ours - theirs.length - SLOTS_KEPT_FREE;
      const names =
        theirs.length === 0 ? "" : ` (${theirs.map(({ name }) => printable(name)).join(", ")} not ours)`;
      return `    ${shortTypeName(type)} slots: ${ours + theirs.length} of ${limit} used${names}, ${SLOTS_KEPT_FREE} kept for changes, ${free} free\n`;
    })
    .join("");
}

function deletions(plan: Plan, style: Style): string {
  const rows = plan.changes.filter(({ op }) => op === "delete");
  return rows
    .map(({ policy, phase }) => style.removed(`- DELETE policy ${printable(policy)} (phase ${phase})\n`))
    .join("");
}

function exceptions(rows: readonly PlannedException[], paths: ReadonlyMap<string, string>): string {
  if (rows.length === 0) return "";
  const lines = rows.map(
    ({ guardrail, accounts, principals, owner, reason, expires, selfEnding, characters }) => {
      const where = accounts.map((account) => printable(paths.get(account) ?? account)).join(", ");
      return (
        `  ${guardrail} at ${where} until ${expires}${selfEnding ? "" : ", NOT ENDING BY ITSELF"}, costs ${grouped(characters)} characters\n` +
        `    ${principals.map(printable).join(", ")}\n` +
        `    ${printable(reason)} (owner ${printable(owner)})\n`
      );
    },
  );
  return `Exceptions\n${lines.join("")}`;
}

function phases(plan: Plan): string {
  if (plan.phases.length < 2) return "";
  const lines = plan.phases.map(({ phase }) => {
    const writes = plan.changes.filter((change) => change.phase === phase).map(({ id }) => id);
    return `  ${phase}. ${writes.length === 0 ? "unprotects what the next phase deletes" : writes.map(printable).join(", ")}\n`;
  });
  return `Phases: one \`pulumi up\` each, in this order; pick one with \`pulumi config set org-guardrails:phase N\`\n${lines.join("")}`;
}

function moved(moves: readonly Move[], paths: ReadonlyMap<string, string>): string {
  if (moves.length === 0) return "";
  const lines = moves.map(
    ({ node, item, from, to, reason }) =>
      `  ${item} at ${printable(paths.get(node) ?? node)}: ${from} -> ${to}, ${printable(reason)}\n`,
  );
  return `Statements that change their policy\n${lines.join("")}`;
}

function footer(plan: Plan, lock: Lock | null): string {
  const state =
    lock === null
      ? "there is no lock yet"
      : lock.digests.guardrails === plan.digest
        ? "as in the lock"
        : "not the one in the lock";
  return `Desired state ${plan.digest}, ${state}`;
}
