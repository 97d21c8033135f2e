import type { AccountDrift, Drift, DriftEffect, DriftRow } from "../../drift/types";
import { listed } from "../compare";
import { type Block, code, fitted, type Section } from "../markdown";
import { MOST_CHARACTERS } from "../review/markdown";
import type { PathOf } from "../review/words";
import { counted } from "../style";
import { detailsOf, EFFECT_WORDS, gapText, namesOf, titleOf, togetherText, verdict } from "./words";

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
export function driftMarkdown(drift: Drift, pathOf: PathOf): string {
  const { rows, persisting, accounts, notRead, assumed, counts } = drift;
  const byId = new Map([...rows, ...persisting].map((row) => [row.id, row]));
  const news = new Set(rows.map(({ id }) => id));
  const shown = accounts.filter((group) => group.rows.length === 0 || group.rows.some((id) => news.has(id)));
  const ofEffect = (effect: DriftEffect): Section => ({
    title: TITLES[effect],
    blocks: rows.filter((row) => row.effect === effect).map((row) => rowBlock(row, pathOf)),
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
      blocks: shown.map((group) => accountBlock(group, namesOf(group, byId), pathOf)),
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

function rowBlock(row: DriftRow, pathOf: PathOf): Block {
  const lines = detailsOf(row, pathOf).map(([label, text]) => {
    const isLoud = label !== label.toLowerCase();
    return `  - ${isLoud ? `**${label}**` : label} ${code(text)}\n`;
  });
  const name = row.name === "" ? "" : ` ${code(row.name)}`;
  return { kind: ["drift", "drifts"], text: `- **${titleOf(row)}**${name}\n${lines.join("")}` };
}

function accountBlock(group: AccountDrift, names: string, pathOf: PathOf): Block {
  const accounts = listed(group.accounts.map((account) => `${pathOf(account)} ${account}`));
  const together = togetherText(group);
  const text = [
    `**${EFFECT_WORDS[group.effect]}** ${counted(group.accounts.length, "account")}: ${code(accounts)}`,
    code(names),
    together === "" ? "" : code(together),
  ];
  return item(["group of accounts", "groups of accounts"], text.filter((part) => part !== "").join("; "));
}
