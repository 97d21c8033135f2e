import type { DifferenceEntry } from "../../compare/types";
import type { Finding } from "../../findings/finding";
import { deciderText } from "../../review/lockout/findings";
import { blocks, type LockoutRow } from "../../review/lockout/types";
import { mayLoosen } from "../../review/management";
import type {
  FactChange,
  GroupEntry,
  ManagementGroup,
  Review,
  ReviewedException,
  ReviewGroup,
} from "../../review/types";
import { heading } from "../compare";
import { type Block, code, fitted, type Section } from "../markdown";
import { counted } from "../style";
import { identityBlocks } from "./identity/markdown";
import { managementBlock } from "./management";
import { cause, factText, factValues, groupSummary, type PathOf, verdict } from "./words";

/**
 * A comment may have 65,536 characters; some room is left for what a workflow puts around it.
 * Source: https://github.com/orgs/community/discussions/27190, read 2026-11.
 */
export const MOST_CHARACTERS = 64_000;

/** Accounts, and entries of one group, that are shown before the rest is counted. */
const MOST_ACCOUNTS = 12;
const MOST_ENTRIES = 25;

/**
 * A review as Markdown for a comment. What comes from outside stands in code spans and nowhere else. Groups are
 * folded; what has no room is counted at the end.
 */
export function reviewMarkdown(review: Review, pathOf: PathOf): string {
  const { groups, management, exceptions, lockout, snapshotChanged, problems, assumed } = review;
  const identity = identityBlocks(review.identity, pathOf);
  const loosens = ({ newlyAllowed }: ReviewGroup) => newlyAllowed.length > 0;
  const group = (each: ReviewGroup) => groupBlock(each, pathOf);
  const setting = (each: ManagementGroup) =>
    managementBlock(each, accountList(each.accounts, pathOf), pathOf);
  const exception = (each: ReviewedException) => exceptionBlock(each, pathOf);
  const sections: readonly Section[] = [
    {
      title: "### :no_entry: Somebody is locked out",
      blocks: lockout.filter(blocks).map((row) => lockoutBlock(row, pathOf)),
    },
    {
      title: "### :warning: NEWLY ALLOWED: guardrails are loosened",
      blocks: groups.filter(loosens).map(group),
    },
    {
      title: "### :warning: Management policies are loosened, or may be",
      blocks: management.filter(mayLoosen).map(setting),
    },
    { title: "### :warning: Access through Identity Center: gained or widened", blocks: identity.widened },
    { title: "### Newly denied", blocks: groups.filter((each) => !loosens(each)).map(group) },
    {
      title: "### Management policies",
      blocks: management.filter((each) => !mayLoosen(each)).map(setting),
    },
    { title: "### Access through Identity Center", blocks: identity.others },
    { title: "### Problems", blocks: problems.map(problemBlock) },
    { title: "### Exceptions added", blocks: exceptions.added.map(exception) },
    { title: "### Exceptions that end soon", blocks: exceptions.expiring.map(exception) },
    { title: "### Exceptions removed", blocks: exceptions.removed.map(exception) },
    { title: "### The organization itself changed", blocks: (snapshotChanged ?? []).map(factBlock) },
    { title: "### Assumed", blocks: assumed.map((text) => item(["assumption", "assumptions"], code(text))) },
  ];
  return fitted(
    `## ${verdict(review)}\n`,
    sections,
    MOST_CHARACTERS,
    (counts) => `**Left out for want of room: ${counts}.** \`org-guardrails review\` shows everything.`,
  );
}

function item(kind: Block["kind"], text: string): Block {
  return { kind, text: `- ${text}\n` };
}

function lockoutBlock(row: LockoutRow, pathOf: PathOf): Block {
  const { principal, purpose, witness, reason, mend, decidedBy = [], verdict: found, place } = row;
  const who = principal === "*" ? "everybody" : code(principal);
  const undecided = found === "undecided" ? "**UNDECIDED** whether" : "**LOCKED OUT:**";
  const what =
    place === undefined
      ? `${undecided} ${who} ${found === "undecided" ? "can" : "cannot"} ${code(purpose)}`
      : `**${found === "undecided" ? "UNDECIDED" : "NOT SO"}:** ${code(purpose)}`;
  const details = [
    `in ${accountList(row.accounts, pathOf)}`,
    reason === undefined ? "" : `because ${code(reason)}`,
    ...decidedBy.map((by) => `by ${code(deciderText(by))}`),
    witness === undefined ? "" : `for example ${code(JSON.stringify(witness))}`,
    mend === undefined ? "" : `mend: ${code(mend)}`,
  ];
  return item(["lockout", "lockouts"], [what, ...details.filter((text) => text !== "")].join("; "));
}

function groupBlock(group: ReviewGroup, pathOf: PathOf): Block {
  const lines = [
    ...group.newlyAllowed.map((entry) => entryLine("**NEWLY ALLOWED**", "denied before by", entry, pathOf)),
    ...group.newlyDenied.map((entry) => entryLine("newly denied", "by", entry, pathOf)),
    ...group.undecided.map((entry) => `- **UNDECIDED** ${code(heading(entry))}: ${code(entry.reason)}`),
  ];
  const more = lines.length - MOST_ENTRIES;
  const shown = [
    `Accounts: ${accountList(group.accounts, pathOf)}`,
    "",
    ...lines.slice(0, MOST_ENTRIES),
    ...(more > 0 ? [`- **and ${counted(more, "entry", "entries")} more, left out for want of room**`] : []),
  ];
  const open = group.newlyAllowed.length > 0 ? " open" : "";
  return {
    kind: ["group of accounts", "groups of accounts"],
    text: `<details${open}>\n<summary>${groupSummary(group)}</summary>\n\n${shown.join("\n")}\n\n</details>\n\n`,
  };
}

function entryLine(
  direction: string,
  by: string,
  entry: GroupEntry<DifferenceEntry>,
  pathOf: PathOf,
): string {
  const when = entry.when === "always" ? "" : ` when ${code(entry.when)}`;
  const example = code(JSON.stringify(entry.witness));
  return `- ${direction} ${code(heading(entry))}${when}, ${by} ${code(cause(entry, pathOf))}; for example ${example}`;
}

function exceptionBlock(exception: ReviewedException, pathOf: PathOf): Block {
  const { guardrail, accounts, principals, owner, reason, expires, selfEnding } = exception;
  const text = [
    `${code(guardrail)} in ${accountList(accounts, pathOf)}`,
    `for ${list(principals)}`,
    `until ${code(expires)}${selfEnding ? "" : ", **not ending by itself**"}`,
    `owner ${code(owner)}`,
    code(reason),
  ];
  return item(["exception", "exceptions"], text.join("; "));
}

function factBlock(change: FactChange): Block {
  return item(["fact", "facts"], `${factText(change)} ${code(change.id)}: ${code(factValues(change))}`);
}

function problemBlock({ severity, code: name, message, place, fix }: Finding): Block {
  const at = place === undefined ? "" : ` at ${code(`${place.file}:${place.line}`)}`;
  const mend = fix === undefined ? "" : `; fix: ${code(fix)}`;
  const level = severity === "error" ? "**error**" : severity;
  return item(["problem", "problems"], `${level} ${code(name)}${at}: ${code(message)}${mend}`);
}

function accountList(accounts: readonly string[], pathOf: PathOf): string {
  return list(accounts.map(pathOf));
}

function list(names: readonly string[]): string {
  const more = names.length - MOST_ACCOUNTS;
  return names.slice(0, MOST_ACCOUNTS).map(code).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
