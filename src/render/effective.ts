import { pathText } from "../inheritance/paths";
import { type AccountReport, contributionText, ignoredText, type TypeReport } from "../inheritance/report";
import { printable } from "./printable";
import type { Style } from "./style";

/** The effective policies of an account for a person: each setting with who decided it. */
export function renderEffective(
  { account, path, types, without, unknown }: AccountReport,
  style: Style,
): string {
  const sections = [
    `Effective policies of ${style.strong(printable(path))} (${printable(account)})\n`,
    ...types.map((type) => typeSection(type, style)),
    ...unknown.map(
      ({ type, policies }) =>
        `${style.strong(printable(type))}  ${style.changed("UNKNOWN")}\n` +
        `  this version does not know what ${printable(policies.join(", "))} does\n`,
    ),
    without.length === 0 ? "" : style.faint(`Nothing is attached of ${without.join(", ")}\n`),
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function typeSection({ type, policy, leaves, ignored, notes, problems }: TypeReport, style: Style): string {
  const title = `${style.strong(type)}${policy === null ? `  ${style.removed("UNKNOWN")}` : ""}\n`;
  const settings = leaves.map(({ path, value, certain, by }) => {
    const doubt = certain ? "" : ` ${style.changed("UNCERTAIN")}`;
    const deciders = by.map((each) => `    ${style.faint("by")} ${printable(contributionText(each))}\n`);
    return `  ${printable(pathText(path))} = ${printable(JSON.stringify(value))}${doubt}\n${deciders.join("")}`;
  });
  const empty = policy !== null && leaves.length === 0 ? "  nothing is set\n" : "";
  return [
    title,
    ...settings,
    empty,
    ...ignored.map((each) => `  ${style.changed("ignored")} ${printable(ignoredText(each))}\n`),
    ...problems.map(
      ({ path, message, policies, fix }) =>
        `  ${style.removed("problem")} ${printable(pathText(path))}: ${printable(message)}\n` +
        `    ${style.faint("in")}  ${printable(policies.map(({ name, targetPath }) => `${name} at ${targetPath}`).join(", "))}\n` +
        `    ${style.faint("fix")} ${printable(fix)}\n`,
    ),
    ...notes.map((note) => `  ${style.faint("note")} ${printable(note)}\n`),
  ].join("");
}
