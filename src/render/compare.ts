import type { DifferenceEntry, Differences, UndecidedEntry } from "../compare/types";
import { printable } from "./printable";
import { counted, type Style } from "./style";

/** Names that one line lists in full; of more, the services are counted. */
const MOST_NAMES = 6;

/** What differs, for a person: what is newly denied, then what is newly allowed, then what could not be told. */
export function renderDifferences(found: Differences, style: Style): string {
  const { equal, assumed, newlyDenied, newlyAllowed, undecided } = found;
  const sections = [
    assumed.map((one) => `${style.faint("assumed")} ${printable(one)}\n`).join(""),
    equal ? "Equal: proved for every action, those that AWS does not document included.\n" : "",
    section("Newly denied", newlyDenied, style.removed, style),
    section("Newly ALLOWED", newlyAllowed, style.added, style),
    undecided.length === 0
      ? ""
      : `${style.changed("Undecided")}\n${undecided.map((entry) => renderUndecided(entry, style)).join("")}`,
  ];
  return sections.filter((text) => text !== "").join("\n");
}

function section(
  title: string,
  entries: readonly DifferenceEntry[],
  paint: (text: string) => string,
  style: Style,
): string {
  if (entries.length === 0) return "";
  return `${paint(title)}\n${entries.map((entry) => renderEntry(entry, style)).join("")}`;
}

function renderEntry(entry: DifferenceEntry, style: Style): string {
  const { when, witness, decidedBy, accounts } = entry;
  const { guardrail, policy, sid, target } = decidedBy;
  const by = [
    guardrail === null ? "" : `guardrail ${guardrail}`,
    policy === null ? "" : `policy ${policy}`,
    sid === null ? "" : `statement ${sid}`,
    target === null ? "" : `at ${target}`,
  ].filter((part) => part !== "");
  return rows(style.strong(heading(entry)), style, [
    ["when", when],
    ["by", by.length === 0 ? "" : by.join(", ")],
    ["accounts", accounts === undefined ? "" : listed(accounts)],
    ["for example", JSON.stringify(witness)],
  ]);
}

function renderUndecided(entry: UndecidedEntry, style: Style): string {
  const side = entry.direction === "newlyDenied" ? "denied" : "allowed";
  return rows(style.strong(heading(entry)), style, [
    ["may be", `newly ${side}`],
    ["because", entry.reason],
    ["accounts", entry.accounts === undefined ? "" : listed(entry.accounts)],
  ]);
}

/** The actions of an entry, by service when there are many. */
export function heading(entry: Pick<DifferenceEntry, "actions" | "undocumented" | "type">): string {
  const { actions, undocumented, type } = entry;
  const names = actions.length === 0 ? "actions" : printable(ofServices(actions));
  const outside = undocumented ? " (outside what AWS documents)" : "";
  return `${names}${outside}${type === undefined ? "" : ` [${type.toUpperCase()}]`}`;
}

function ofServices(actions: readonly string[]): string {
  if (actions.length <= MOST_NAMES) return actions.join(", ");
  const counts = new Map<string, number>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(":"));
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  const services = [...counts].map(([service, count]) => `${service} (${count})`);
  return `${counted(actions.length, "action")}: ${listed(services)}`;
}

/** The first few names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function rows(title: string, style: Style, details: readonly (readonly [string, string])[]): string {
  const lines = details
    .filter(([, text]) => text !== "")
    .map(([label, text]) => `    ${style.faint(label.padEnd(11))} ${printable(text)}\n`);
  return `  ${title}\n${lines.join("")}`;
}
