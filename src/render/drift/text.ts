import type { AccountDrift, Drift, DriftEffect, DriftRow } from "../../drift/types";
import { printable } from "../printable";
import type { PathOf } from "../review/words";
import { counted, type Style } from "../style";
import { wrapped } from "../wrap";
import {
  detailsOf,
  EFFECT_WORDS,
  type Extent,
  type GroupWords,
  gapText,
  groupWords,
  titleOf,
  togetherText,
  verdict,
} from "./words";

/** What stands before the text of a group of accounts: two blanks, the word for its effect, one blank. */
const INDENT = 12;

/** How a person at a terminal sees it. */
export interface TextView {
  readonly style: Style;
  /** Lists of names are broken here; commands, which are there to be copied, never are. */
  readonly columns: number;
  readonly extent: Extent;
}

/** Drift for a person at a terminal: what differs, then every account with something to say, then the clean ones. */
export function driftText(drift: Drift, pathOf: PathOf, view: TextView): string {
  const { style } = view;
  const { rows, persisting, notRead, assumed, counts } = drift;
  const title = rows.length > 0 ? style.removed(verdict(drift)) : verdict(drift);
  const sections = [
    `${title}\n`,
    ...rows.map((row) => rowText(row, pathOf, view)),
    section("Accounts", accountLines(drift, pathOf, view)),
    section(
      style.changed("Not read"),
      notRead.map((gap) => `  ${printable(gapText(gap))}\n`),
    ),
    section(
      "Assumed",
      assumed.map((sentence) => `  ${printable(sentence)}\n`),
    ),
    persisting.length === 0
      ? ""
      : `${counted(persisting.length, "drift")} that the last run knew ${persisting.length === 1 ? "is" : "are"} not shown; without --since all are.\n`,
    counts.unknown === 0
      ? ""
      : `${style.changed(`${counted(counts.unknown, "account")} NOT KNOWN to be clean: something about them was not read.`)}\n`,
    `${counted(counts.clean, "account")} clean.\n`,
  ];
  return sections.filter((text) => text !== "").join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.join("")}`;
}

function painted(effect: DriftEffect, style: Style, text = EFFECT_WORDS[effect]): string {
  if (effect === "opens") return style.removed(text);
  if (effect === "none") return style.faint(text);
  return style.changed(text);
}

function rowText(row: DriftRow, pathOf: PathOf, { style, extent }: TextView): string {
  const name = row.name === "" ? "" : ` ${printable(row.name)}`;
  const lines = detailsOf(row, pathOf, extent).map(
    ([label, text]) =>
      `    ${label === label.toLowerCase() ? style.faint(label.padEnd(13)) : style.changed(label.padEnd(13))} ${printable(text)}\n`,
  );
  return `${painted(row.effect, style)}  ${style.strong(titleOf(row))}${name}\n${lines.join("")}`;
}

/** Of an earlier run's rows nothing is repeated here either. */
function accountLines(
  { accounts, rows, persisting }: Drift,
  pathOf: PathOf,
  view: TextView,
): readonly string[] {
  const news = new Set(rows.map(({ id }) => id));
  const byId = new Map([...rows, ...persisting].map((row) => [row.id, row]));
  return accounts
    .filter((group) => group.rows.length === 0 || group.rows.some((id) => news.has(id)))
    .map((group) => groupText(group, groupWords(group, byId, pathOf, view.extent), view));
}

/** One account stands before its drifts; of several the drifts are said once, and the accounts named below. */
function groupText(group: AccountDrift, words: GroupWords, { style, columns }: TextView): string {
  const [only] = words.accounts;
  const head = group.accounts.length === 1 ? printable(only!) : counted(group.accounts.length, "account");
  const lines = [
    [`${head}:`, ...listOf(words.drifts, ";", words.moreDrifts, "drift")],
    [printable(togetherText(group))],
    group.accounts.length === 1 ? [] : listOf(words.accounts, ",", words.moreAccounts, "account"),
  ].map((phrases) => wrapped(phrases, columns, INDENT));
  const [first = "", together = "", named = ""] = lines;
  const below = [together === "" ? "" : style.faint(together), named].filter((text) => text !== "");
  const word = painted(group.effect, style, EFFECT_WORDS[group.effect].padEnd(INDENT - 3));
  return `  ${word} ${[first, ...below].join(`\n${" ".repeat(INDENT)}`)}\n`;
}

/** Names from outside, each a phrase that is not broken, and how many are not named. */
function listOf(names: readonly string[], mark: string, more: number, noun: string): readonly string[] {
  const shown = names.map((name, at) => printable(name) + (at < names.length - 1 ? mark : ""));
  return more === 0 ? shown : [...shown, `and ${counted(more, `more ${noun}`)}`];
}
