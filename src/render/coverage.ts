import { OTHERWISE } from "../aws-data/controls";
import type { ControlCoverage, Coverage, CoverageStatus, Supporter } from "../coverage/coverage";
import { printable } from "./printable";
import { counted, grouped, type Style } from "./style";

const STATUS: Readonly<Record<CoverageStatus, string>> = {
  covered: "supported",
  partial: "in part",
  unused: "not in use",
  none: "not covered",
};
const WIDTH = Math.max(...Object.values(STATUS).map((text) => text.length));

/** Accounts that are named before the rest is counted. */
const MOST_ACCOUNTS = 6;

export interface CoverageText {
  readonly coverage: Coverage;
  /** Whose it is: "the organization o-…", "the account …". */
  readonly whose: string;
  readonly pathOf: (account: string) => string;
  readonly style: Style;
}

/** Coverage for a person: each control with the guardrails that support it, and the accounts that lack them. */
export function renderCoverage({ coverage, whose, pathOf, style }: CoverageText): string {
  const { accounts, managementAccount, controls } = coverage;
  const standards = [...new Set(controls.map(({ standard }) => standard))];
  const name = (account: string) => printable(pathOf(account));
  return [
    `Controls that the guardrails of ${printable(whose)} support, in ${counted(accounts, "account")}\n` +
      "To support a control is not to comply with it: a guardrail refuses requests, it mends nothing that is there.\n" +
      `SCPs and RCPs do not bind the management account, ${name(managementAccount)}: nothing of theirs covers it.\n`,
    ...standards.map((standard) => {
      const own = controls.filter((each) => each.standard === standard);
      return `${style.strong(standard)}\n${own.map((each) => controlText(each, coverage, name, style)).join("")}${totals(own)}\n`;
    }),
  ].join("\n");
}

function controlText(
  control: ControlCoverage,
  { accounts, classes }: Coverage,
  name: (account: string) => string,
  style: Style,
): string {
  const { status, covered, lacking } = control;
  const paint = { covered: style.added, partial: style.changed, unused: style.changed, none: style.faint }[
    status
  ];
  const details = [
    ...(control.guardrails.length === 0 ? [] : [supportText(control, accounts, name)]),
    ...(covered > 0 && lacking.length > 0
      ? [
          `not in ${listed(
            lacking.flatMap((index) => classes[index]!.accounts),
            name,
          )}`,
        ]
      : []),
    ...(status !== "covered" && control.otherwise !== null
      ? [`${status === "none" ? "by" : "also by"} ${OTHERWISE[control.otherwise]}`]
      : []),
  ];
  const head = `  ${paint(STATUS[status].padEnd(WIDTH))}  ${style.strong(control.control)} ${control.title}\n`;
  return head + details.map((detail) => `  ${" ".repeat(WIDTH)}    ${detail}\n`).join("");
}

function supportText(
  { status, covered, guardrails }: ControlCoverage,
  accounts: number,
  name: (account: string) => string,
): string {
  if (status === "unused") return `would be by ${guardrails.map(({ guardrail }) => guardrail).join(", ")}`;
  const used = guardrails.filter((each) => each.accounts > 0);
  const by = used.map((each) => `${each.guardrail}${share(each, covered, used)}${exceptions(each, name)}`);
  return `in ${grouped(covered)} of ${grouped(accounts)} by ${by.join(", ")}`;
}

/** In how many accounts one guardrail holds, where it is not all of the control's. */
function share({ accounts }: Supporter, covered: number, used: readonly Supporter[]): string {
  return used.length > 1 && accounts < covered ? ` (${grouped(accounts)})` : "";
}

function exceptions({ excepted }: Supporter, name: (account: string) => string): string {
  return excepted.length === 0 ? "" : ` [exceptions in ${listed(excepted, name)}]`;
}

function listed(accounts: readonly string[], name: (account: string) => string): string {
  const more = accounts.length - MOST_ACCOUNTS;
  const shown = accounts.slice(0, MOST_ACCOUNTS).map(name).join(", ");
  return more > 0 ? `${shown} and ${grouped(more)} more` : shown;
}

function totals(controls: readonly ControlCoverage[]): string {
  const count = (status: CoverageStatus) => controls.filter((each) => each.status === status).length;
  return `  ${controls.length} controls: ${count("covered")} supported in every account, ${count("partial")} in part, ${count("unused")} by guardrails not in use, ${count("none")} not covered by this catalogue`;
}
