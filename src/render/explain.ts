import type { DecidedBy } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import type { ChainReport, Report } from "../explain/explain";
import { printable } from "./printable";
import type { Style } from "./style";

/** What is known of a guardrail that denies. */
export interface GuardrailFacts {
  readonly title: string;
  readonly rationale: string;
  /** The commit that brought it to the target; null when it is not known. */
  readonly since: string | null;
  /** The lines of an exception to ask for; none for a guardrail that takes none. */
  readonly exception: readonly string[];
}

export interface ExplainText {
  readonly report: Report;
  readonly notes: readonly string[];
  readonly chains: PlanChains;
  /** Null for what is no guardrail of the catalogue. */
  readonly facts: (by: DecidedBy) => GuardrailFacts | null;
  readonly style: Style;
}

/** The answer for a person: the verdict, what each level says, what denies and why, and what would be allowed. */
export function renderExplanation(text: ExplainText): string {
  const { report, notes, style } = text;
  const { scp, rcp } = report;
  const sections = [
    heading(text),
    notes.map((note) => `${style.changed("Note")} ${printable(note)}\n`).join(""),
    chainSection(scp, text),
    rcp === null ? "" : chainSection(rcp, text),
    ...deciders(report).map((by) => deciderSection(by, text)),
    turns(report, style),
    [scp, ...(rcp === null ? [] : [rcp])].map((part) => instead(part, style)).join(""),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function heading({ report, chains, style }: ExplainText): string {
  const { verdict, question } = report;
  const { action, callingAccount } = question;
  const paint = verdict === "denied" ? style.removed : verdict === "depends" ? style.changed : style.added;
  return `${paint(verdict.toUpperCase())} ${style.strong(action)} in ${nameOf(callingAccount, chains)}\n`;
}

function chainSection(part: ChainReport, { chains, style }: ExplainText): string {
  const { type, account, verdict, spared, levels, doubts } = part;
  const title = `${type}s of ${nameOf(account, chains)}: ${verdict}\n`;
  if (spared !== null) return `${title}  ${printable(spared)}\n`;
  const paths = levels.map(({ target }) => nameOf(target, chains));
  const width = Math.max(...paths.map((path) => path.length));
  const lines = levels.map(({ denies, mayDeny }, place) => {
    const says = [
      ...(denies.length === 0 ? [] : [`denies: ${denies.map(short).join(", ")}`]),
      ...(mayDeny.length === 0 ? [] : [`may deny: ${mayDeny.map(short).join(", ")}`]),
    ];
    return `  ${paths[place]!.padEnd(width)}  ${says.length === 0 ? style.faint("lets it pass") : says.join("; ")}\n`;
  });
  const unsure = doubts.map((doubt) => `  ${style.changed("not decided")} ${printable(doubt)}\n`);
  return title + lines.join("") + unsure.join("");
}

function short({ policy, sid, guardrail }: DecidedBy): string {
  if (policy === null) return "no Allow there speaks of it";
  return printable(guardrail ?? `policy ${policy}${sid === null ? "" : `, statement ${sid}`}`);
}

function deciders({ scp, rcp }: Report): readonly DecidedBy[] {
  return [...scp.decidedBy, ...(rcp?.decidedBy ?? [])];
}

function deciderSection(by: DecidedBy, { report, chains, facts, style }: ExplainText): string {
  const { target, policy, sid, guardrail } = by;
  const found = facts(by);
  const where = nameOf(target, chains);
  if (policy === null) {
    return `${style.strong("No Allow")} at ${where} speaks of it: its allow-list leaves the action out\n`;
  }
  const statement = `policy ${printable(policy)}${sid === null ? "" : `, statement ${printable(sid)}`}, at ${where}`;
  if (found === null) {
    return `${style.strong(`Policy ${printable(policy)}`)} is not of the catalogue\n${row("denies by", statement, style)}`;
  }
  const lines = report.verdict === "denied" ? found.exception : [];
  const exception = lines.map((line) => `    ${printable(line)}\n`).join("");
  return (
    `${style.strong(`Guardrail ${printable(guardrail!)}`)}: ${printable(found.title)}\n` +
    row("why", found.rationale, style) +
    row("denies by", statement, style) +
    row("since", found.since ?? "unknown", style) +
    (exception === "" ? "" : `  an exception to ask for, in organization.yaml:\n${exception}`)
  );
}

function turns({ scp, rcp }: Report, style: Style): string {
  const all = [...scp.when, ...(rcp?.when ?? [])];
  if (all.length === 0) return "";
  const lines = all.map(({ key, value, denied, allowed }) => {
    const shown = value === null ? "absent" : typeof value === "string" ? value : value.join(", ");
    return (
      `  ${style.strong(printable(key))}: denied when it is ${printable(shown)}\n` +
      row("denied", JSON.stringify(denied), style, style.removed) +
      row("allowed", JSON.stringify(allowed), style, style.added)
    );
  });
  return `It depends on\n${lines.join("")}`;
}

function instead({ type, verdict, when, instead: found }: ChainReport, style: Style): string {
  if (verdict !== "denied" || when.length > 0) return "";
  if (found === null) return `${type}s allow nothing of the kind, whoever asks\n`;
  const without = found.without.length === 0 ? "" : `, with another ${found.without.join(" and ")}`;
  return `${type}s would allow${without}\n${row("", JSON.stringify(found.request), style)}`;
}

function row(label: string, value: string, style: Style, paint = style.faint): string {
  return `    ${paint(label.padEnd(9))} ${printable(value)}\n`;
}

function nameOf(target: string | null, chains: PlanChains): string {
  const node = target === null ? undefined : chains.node(target);
  if (node === undefined) return target === null ? "an unknown place" : printable(target);
  return node.kind === "account" ? `${printable(node.path)} (${node.id})` : printable(node.path);
}
