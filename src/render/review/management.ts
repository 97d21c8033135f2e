import type { Finding } from "../../findings/finding";
import { pathText } from "../../inheritance/paths";
import type { SettingEffect } from "../../inheritance/strength";
import type { Contribution } from "../../inheritance/types";
import { POLICY_TYPES } from "../../policy/types";
import { mayLoosen } from "../../review/management";
import type { ManagementChange, ManagementDoubt, ManagementGroup } from "../../review/types";
import { listed } from "../compare";
import { type Block, code } from "../markdown";
import { printable } from "../printable";
import { counted, type Style } from "../style";
import type { PathOf } from "./words";

const EFFECTS: Readonly<Record<SettingEffect, string>> = {
  sets: "newly set",
  tightens: "tightened",
  loosens: "LOOSENED",
  "may-loosen": "MAY BE LOOSENED",
  neutral: "changed",
};

const KNOWN: readonly string[] = POLICY_TYPES;

const LOOSENING: readonly SettingEffect[] = ["loosens", "may-loosen"];

/** "TAG_POLICY, 3 accounts: 1 LOOSENED, 2 newly set". What comes from a file has to be escaped by the caller. */
export function managementSummary({ type, accounts, changes, undecided }: ManagementGroup): string {
  const parts = (["loosens", "may-loosen", "tightens", "sets", "neutral"] as const).flatMap((effect) => {
    const count = changes.filter((change) => change.effect === effect).length;
    return count === 0 ? [] : [`${count} ${EFFECTS[effect]}`];
  });
  if (undecided.length > 0) parts.push(`${undecided.length} UNDECIDED`);
  return `${type}, ${counted(accounts.length, "account")}: ${parts.join(", ")}`;
}

const shown = (value: ManagementChange["before"]) => (value === null ? "not set" : JSON.stringify(value));
const values = ({ before, after }: ManagementChange) => `${shown(before)} -> ${shown(after)}`;
const deciders = (by: readonly Contribution[], pathOf: PathOf) =>
  by.map(({ policy, target }) => `${policy} at ${pathOf(target)}`).join(", ");
/** Who decides, or who did. */
const byLabel = ({ after }: ManagementChange) => (after === null ? "set before by" : "by");
const doubtText = ({ path, reason }: ManagementDoubt) => `${pathText(path)}: ${reason}`;

export function managementText(group: ManagementGroup, pathOf: PathOf, style: Style): string {
  const detail = (label: string, text: string) =>
    text === "" ? "" : `    ${style.faint(label.padEnd(13))} ${printable(text)}\n`;
  return [
    `${style.strong(printable(managementSummary(group)))}\n    ${style.faint(printable(listed(group.accounts.map(pathOf))))}\n`,
    ...group.changes.map((change) => {
      const paint = LOOSENING.includes(change.effect) ? style.changed : style.added;
      return (
        `  ${paint(EFFECTS[change.effect])} ${printable(pathText(change.path))}\n` +
        detail("value", values(change)) +
        detail(byLabel(change), deciders(change.by, pathOf))
      );
    }),
    ...group.undecided.map((doubt) => `  ${style.changed("UNDECIDED")} ${printable(doubtText(doubt))}\n`),
  ].join("");
}

/** Entries of one group that are shown before the rest is counted. */
const MOST_ENTRIES = 25;

export function managementBlock(group: ManagementGroup, accounts: string, pathOf: PathOf): Block {
  const lines = [
    ...group.changes.map((change) => {
      const effect = LOOSENING.includes(change.effect)
        ? `**${EFFECTS[change.effect]}**`
        : EFFECTS[change.effect];
      const by = change.by.length === 0 ? "" : `, ${byLabel(change)} ${code(deciders(change.by, pathOf))}`;
      return `- ${effect} ${code(pathText(change.path))}: ${code(values(change))}${by}`;
    }),
    ...group.undecided.map(({ path, reason }) => `- **UNDECIDED** ${code(pathText(path))}: ${code(reason)}`),
  ];
  const more = lines.length - MOST_ENTRIES;
  const rest =
    more > 0 ? [`- **and ${counted(more, "entry", "entries")} more, left out for want of room**`] : [];
  const { type, ...counts } = group;
  // A type that this version does not know is a text from outside, and a summary takes no code span.
  const summary = managementSummary({
    type: KNOWN.includes(type) ? type : "an unknown type of policy",
    ...counts,
  });
  return {
    kind: ["group of accounts", "groups of accounts"],
    text: `<details${mayLoosen(group) ? " open" : ""}>\n<summary>${summary}</summary>\n\n${[`Accounts: ${accounts}`, "", ...lines.slice(0, MOST_ENTRIES), ...rest].join("\n")}\n\n</details>\n\n`,
  };
}

export function managementFindings(group: ManagementGroup, pathOf: PathOf): readonly Finding[] {
  const accounts = listed(group.accounts.map(pathOf));
  const path = `${group.type} ${accounts}`;
  return [
    ...group.changes.map((change): Finding => {
      const by = change.by.length === 0 ? "" : `; ${byLabel(change)} ${deciders(change.by, pathOf)}`;
      return {
        code: `management-policy-${change.effect}`,
        severity: LOOSENING.includes(change.effect) ? "warning" : "info",
        path,
        message: `${EFFECTS[change.effect]} in ${accounts}: ${pathText(change.path)}, ${values(change)}${by}`,
      };
    }),
    ...group.undecided.map(
      (doubt): Finding => ({
        code: "undecided",
        severity: "warning",
        path,
        message: `undecided in ${accounts}: ${group.type}, ${doubtText(doubt)}`,
      }),
    ),
  ];
}
