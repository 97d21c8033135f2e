import type { AccountDrift, Drift, DriftEffect, DriftRow } from "../../drift/types";
import { type Block, code, fitted, type Section } from "../markdown";
import { MOST_CHARACTERS } from "../review/markdown";
import type { PathOf } from "../review/words";
import { counted, grouped } from "../style";
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

const TITLES: Readonly<Record<DriftEffect, string>> = {
  opens: "### :no_entry: OPENS: allowed, or not held, against the plan",
  unknown: "### :warning: UNKNOWN: not known to be harmless",
  closes: "### Closes: denied, or lost, against the plan",
  none: "### Without effect",
};

/**
 * Drift as Markdown for a comment or an issue. What comes from outside stands in code spans and nowhere else. What has
 * no room is counted at the end.
 */
export function driftMarkdown(drift: Drift, pathOf: PathOf, extent: Extent): string {
  const { rows, persisting, accounts, notRead, assumed, counts } = drift;
  const byId = new Map([...rows, ...persisting].map((row) => [row.id, row]));
  const news = new Set(rows.map(({ id }) => id));
  const shown = accounts.filter((group) => group.rows.length === 0 || group.rows.some((id) => news.has(id)));
  const ofEffect = (effect: DriftEffect): Section => ({
    title: TITLES[effect],
    blocks: rows.filter((row) => row.effect === effect).map((row) => rowBlock(row, pathOf, extent)),
  });
  const sections: readonly Section[] = [
    {
      title: "### :warning: Not read",
      blocks: notRead.map((gap) => item(["gap", "gaps"], code(gapText(gap)))),
    },
    ofEffect("opens"),
    ofEffect("unknown"),
    ofEffect("closes"),
    ofEffect("none"),
    {
      title: "### Accounts",
      blocks: shown.map((group) => accountBlock(group, groupWords(group, byId, pathOf, extent))),
    },
    { title: "### Assumed", blocks: assumed.map((text) => item(["assumption", "assumptions"], code(text))) },
  ];
  const clean = [
    `${counted(counts.clean, "account")} clean.`,
    counts.unknown === 0 ? "" : `**${counted(counts.unknown, "account")} NOT KNOWN to be clean.**`,
    persisting.length === 0 ? "" : `${counted(persisting.length, "drift")} known before not shown.`,
  ].filter((text) => text !== "");
  return fitted(
    `## ${verdict(drift)}\n\n${clean.join(" ")}\n`,
    sections,
    MOST_CHARACTERS,
    (left) => `**Left out for want of room: ${left}.** \`org-guardrails drift\` shows everything.`,
  );
}

function item(kind: Block["kind"], text: string): Block {
  return { kind, text: `- ${text}\n` };
}

function rowBlock(row: DriftRow, pathOf: PathOf, extent: Extent): Block {
  const lines = detailsOf(row, pathOf, extent).map(([label, text]) => {
    const isLoud = label !== label.toLowerCase();
    return `  - ${isLoud ? `**${label}**` : label} ${code(text)}\n`;
  });
  const name = row.name === "" ? "" : ` ${code(row.name)}`;
  return { kind: ["drift", "drifts"], text: `- **${titleOf(row)}**${name}\n${lines.join("")}` };
}

function accountBlock(group: AccountDrift, words: GroupWords): Block {
  const together = togetherText(group);
  const lines = [
    `**${EFFECT_WORDS[group.effect]}** ${counted(group.accounts.length, "account")}`,
    `drifts: ${listOf(words.drifts, words.moreDrifts)}`,
    together === "" ? "" : code(together),
    `accounts: ${listOf(words.accounts, words.moreAccounts)}`,
  ];
  const [head, ...rest] = lines.filter((text) => text !== "");
  const text = `- ${head}\n${rest.map((line) => `  - ${line}\n`).join("")}`;
  return { kind: ["group of accounts", "groups of accounts"], text };
}

function listOf(names: readonly string[], more: number): string {
  return `${names.map(code).join(", ")}${more === 0 ? "" : ` and ${grouped(more)} more`}`;
}
