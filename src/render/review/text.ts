import type { DifferenceEntry, UndecidedEntry } from "../../compare/types";
import { claim, deciderText, where } from "../../review/lockout/findings";
import { blocks, type LockoutRow } from "../../review/lockout/types";
import type { GroupEntry, Review, ReviewedException, ReviewGroup } from "../../review/types";
import { heading, listed } from "../compare";
import { renderFindings } from "../findings";
import { printable } from "../printable";
import type { Style } from "../style";
import { identityText } from "./identity/text";
import { managementText } from "./management";
import { cause, factText, factValues, groupSummary, type PathOf, verdict } from "./words";

/** A review for a person at a terminal. The unchanged take no line. */
export function reviewText(review: Review, pathOf: PathOf, style: Style): string {
  const { groups, management, identity, exceptions, lockout, snapshotChanged, problems, assumed } = review;
  const stops = lockout.filter(blocks);
  const sections = [
    section(
      style.removed("Locked out"),
      stops.map((row) => lockoutText(row, pathOf, style)),
    ),
    groups.map((group) => groupText(group, pathOf, style)).join("\n"),
    management.map((group) => managementText(group, pathOf, style)).join("\n"),
    identityText(identity, pathOf, style),
    section(
      "Exceptions added",
      exceptions.added.map((each) => exceptionText(each, pathOf)),
    ),
    section(
      "Exceptions that end soon",
      exceptions.expiring.map((each) => exceptionText(each, pathOf)),
    ),
    section(
      "Exceptions removed",
      exceptions.removed.map((each) => exceptionText(each, pathOf)),
    ),
    section(
      "The organization itself changed",
      (snapshotChanged ?? []).map(
        (change) => `  ${factText(change)} ${printable(change.id)}: ${printable(factValues(change))}\n`,
      ),
    ),
    section(
      "Assumed",
      assumed.map((sentence) => `  ${printable(sentence)}\n`),
    ),
    problems.length === 0 ? "" : `Problems\n${renderFindings(problems, style)}`,
    `${review.blocked ? style.removed(verdict(review)) : verdict(review)}\n${proofs(lockout)}`,
  ];
  return sections.filter((text) => text !== "").join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${title}\n${lines.join("")}`;
}

function lockoutText(row: LockoutRow, pathOf: PathOf, style: Style): string {
  const { witness, reason, decidedBy = [] } = row;
  return rows(style.removed(printable(`${claim(row)} in ${where(row, pathOf)}`)), style, [
    ["because", reason ?? ""],
    ["by", decidedBy.map(deciderText).join(", ")],
    ["for example", witness === undefined ? "" : JSON.stringify(witness)],
    ["mend", row.mend ?? ""],
  ]);
}

function groupText(group: ReviewGroup, pathOf: PathOf, style: Style): string {
  const title = style.strong(groupSummary(group));
  return [
    `${title}\n    ${style.faint(printable(listed(group.accounts.map(pathOf))))}\n`,
    ...group.newlyAllowed.map((entry) => entryText("newly ALLOWED", entry, pathOf, style.changed, style)),
    ...group.newlyDenied.map((entry) => entryText("newly denied", entry, pathOf, style.removed, style)),
    ...group.undecided.map((entry) => undecidedText(entry, style)),
  ].join("");
}

function entryText(
  direction: string,
  entry: GroupEntry<DifferenceEntry>,
  pathOf: PathOf,
  paint: (text: string) => string,
  style: Style,
): string {
  return rows(`${paint(direction)} ${heading(entry)}`, style, [
    ["when", entry.when],
    [direction === "newly denied" ? "by" : "denied by", cause(entry, pathOf)],
    ["for example", JSON.stringify(entry.witness)],
  ]);
}

function undecidedText(entry: GroupEntry<UndecidedEntry>, style: Style): string {
  const may = entry.direction === "newlyDenied" ? "may be newly denied" : "may be newly ALLOWED";
  return rows(`${style.changed("UNDECIDED")} ${heading(entry)} ${may}`, style, [["because", entry.reason]]);
}

function exceptionText(
  { guardrail, accounts, principals, owner, reason, expires, selfEnding }: ReviewedException,
  pathOf: PathOf,
) {
  const end = `until ${printable(expires)}${selfEnding ? "" : ", NOT ENDING BY ITSELF"}`;
  return (
    `  ${printable(guardrail)} at ${printable(listed(accounts.map(pathOf)))} ${end}\n` +
    `    ${printable(listed(principals))}\n    ${printable(reason)} (owner ${printable(owner)})\n`
  );
}

function rows(title: string, style: Style, details: readonly (readonly [string, string])[]): string {
  const lines = details
    .filter(([, text]) => text !== "")
    .map(([label, text]) => `    ${style.faint(label.padEnd(11))} ${printable(text)}\n`);
  return `  ${title}\n${lines.join("")}`;
}

/** What was proved, so that "nobody locked out" is not taken for "not looked at". */
function proofs(lockout: readonly LockoutRow[]): string {
  const tolerated = lockout.filter((row) => row.tolerated !== undefined).length;
  const count = (wanted: string) =>
    lockout.filter((row) => row.verdict === wanted && row.tolerated === undefined).length;
  return (
    `Lockout proofs: ${count("proved")} proved, ${count("exempt")} exempt, ${count("blocked")} blocked, ` +
    `${count("undecided")} undecided${tolerated === 0 ? "" : `, ${tolerated} tolerated`}\n`
  );
}
