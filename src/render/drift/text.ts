import type { AccountDrift, Drift, DriftEffect, DriftRow } from "../../drift/types";
import { printable } from "../printable";
import type { PathOf } from "../review/words";
import { counted, type Style } from "../style";
import { detailsOf, EFFECT_WORDS, gapText, namesOf, titleOf, togetherText, verdict } from "./words";

/** Accounts of one group that have a line each; of more, the rest is one line. */
const MOST_ACCOUNTS = 20;

/** Drift for a person at a terminal: what differs, then every account with something to say, then the clean ones. */
export function driftText(drift: Drift, pathOf: PathOf, style: Style): string {
  const { rows, persisting, notRead, assumed, counts } = drift;
  const title = rows.length > 0 ? style.removed(verdict(drift)) : verdict(drift);
  const sections = [
    `${title}\n`,
    ...rows.map((row) => rowText(row, pathOf, style)),
    section("Accounts", accountLines(drift, pathOf, style)),
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

function rowText(row: DriftRow, pathOf: PathOf, style: Style): string {
  const name = row.name === "" ? "" : ` ${printable(row.name)}`;
  const lines = detailsOf(row, pathOf).map(
    ([label, text]) =>
      `    ${label === label.toLowerCase() ? style.faint(label.padEnd(13)) : style.changed(label.padEnd(13))} ${printable(text)}\n`,
  );
  return `${painted(row.effect, style)}  ${style.strong(titleOf(row))}${name}\n${lines.join("")}`;
}

/** Of an earlier run's rows nothing is repeated here either. */
function accountLines(
  { accounts, rows, persisting }: Drift,
  pathOf: PathOf,
  style: Style,
): readonly string[] {
  const news = new Set(rows.map(({ id }) => id));
  const byId = new Map([...rows, ...persisting].map((row) => [row.id, row]));
  return accounts
    .filter((group) => group.rows.length === 0 || group.rows.some((id) => news.has(id)))
    .flatMap((group) => groupLines(group, namesOf(group, byId), pathOf, style));
}

function groupLines(group: AccountDrift, names: string, pathOf: PathOf, style: Style): readonly string[] {
  const { accounts, effect } = group;
  const word = painted(effect, style, EFFECT_WORDS[effect].padEnd(9));
  const shown = accounts.slice(0, MOST_ACCOUNTS);
  const more = accounts.length - shown.length;
  const together = togetherText(group);
  return [
    ...shown.map(
      (account) => `  ${word} ${printable(`${pathOf(account)} ${account}`)}: ${printable(names)}\n`,
    ),
    ...(more > 0 ? [`  ${word} and ${counted(more, "account")} more: the same\n`] : []),
    ...(together === "" ? [] : [`            ${style.faint(printable(together))}\n`]),
  ];
}
