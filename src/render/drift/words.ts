import type { DifferenceEntry, UndecidedEntry } from "../../compare/types";
import { effectCounts } from "../../drift/accounts";
import { DRIFT_KINDS } from "../../drift/kinds";
import {
  type AccountDrift,
  DRIFT_EFFECTS,
  type Drift,
  type DriftEffect,
  type DriftGap,
  type DriftRow,
  type TypedEntry,
} from "../../drift/types";
import { pathText } from "../../inheritance/paths";
import { heading, listed } from "../compare";
import { needsAccounts, rowsOf } from "../review/identity/words";
import { cause, type PathOf } from "../review/words";
import { counted } from "../style";

/** How an effect is called where people have to see it. */
export const EFFECT_WORDS: Readonly<Record<DriftEffect, string>> = {
  opens: "OPENS",
  unknown: "UNKNOWN",
  closes: "closes",
  none: "no effect",
};

/** Entries of one row that are shown before the rest is counted; JSON has all. */
const MOST_ENTRIES = 5;

/** Accounts of a group that are named, and drifts of a group, before the rest is counted; JSON has all. */
const MOST_ACCOUNTS = 100;
const MOST_DRIFTS = 20;

/** How much is shown: "brief" counts what is beyond a reader's patience, "whole" leaves nothing out. */
export type Extent = "brief" | "whole";

/** A label and a text from outside, which whoever shows it has to escape. */
export type Detail = readonly [label: string, text: string];

export const titleOf = ({ kind }: DriftRow) => DRIFT_KINDS[kind].title;

/** "DRIFT: 3 drifts, 1 OPENS and 2 no effect; 7 of 41 accounts, 34 clean". */
export function verdict({ rows, persisting, mended, counts, notRead }: Drift): string {
  const total = counts.clean + counts.drifted + counts.unknown;
  const effects = effectCounts(rows);
  const parts = DRIFT_EFFECTS.filter((effect) => effects[effect] > 0).map(
    (effect) => `${effects[effect]} ${EFFECT_WORDS[effect]}`,
  );
  const isNew = persisting.length + mended.length > 0 ? "new " : "";
  const head =
    rows.length === 0
      ? `No ${isNew}drift`
      : `DRIFT: ${counted(rows.length, `${isNew}drift`)}, ${parts.join(", ")}`;
  const known = [
    persisting.length === 0 ? "" : `${counted(persisting.length, "drift")} known before`,
    mended.length === 0 ? "" : `${counted(mended.length, "drift")} mended since`,
    `${counts.clean} of ${counted(total, "account")} clean`,
    counts.unknown === 0 ? "" : `${counted(counts.unknown, "account")} NOT KNOWN`,
    notRead.length === 0 ? "" : `${counted(notRead.length, "part")} NOT READ`,
  ];
  return [head, ...known.filter((text) => text !== "")].join("; ");
}

/** Where it stands, what was planned and found, what that does, and what mends it. */
export function detailsOf(row: DriftRow, pathOf: PathOf, extent: Extent): readonly Detail[] {
  const { target, account, accounts, wanted, found, detail, measured, mend, subject } = row;
  const principal = subject.principal;
  const details: readonly Detail[] = [
    ["who", principal === undefined ? "" : `${principal.kind} ${principal.name}`],
    ["at", target === null || target === account ? "" : `${pathOf(target)} (${target})`],
    ["accounts", accounts.length === 0 ? "" : accountsText(accounts, pathOf)],
    ["planned", wanted ?? ""],
    ["found", found ?? ""],
    ["note", detail],
    ["effect", measured === "together" ? "only together with the other drifts of these accounts" : ""],
    ...entryDetails(row, pathOf, extent),
    ...accessDetails(row, pathOf),
    ["mend", mend.command ?? ""],
    ["by hand", mend.step],
    ["resources", mend.resources.length === 0 ? "" : listed(mend.resources)],
    ["id", row.id],
  ];
  return details.filter(([, text]) => text !== "");
}

function accountsText(accounts: readonly string[], pathOf: PathOf): string {
  const names = listed(accounts.map((account) => `${pathOf(account)} ${account}`));
  return accounts.length === 1 ? names : `${accounts.length}: ${names}`;
}

type Entries = Pick<DriftRow, "newlyAllowed" | "newlyDenied" | "undecided" | "settings">;

/** What policies newly allow and deny, each with its witness. */
function entryDetails(row: Entries, pathOf: PathOf, extent: Extent): readonly Detail[] {
  const all: readonly (readonly Detail[])[] = [
    ...documentedFirst(row.newlyAllowed).map((entry) =>
      differenceDetails("newly ALLOWED", "not denied by", entry, pathOf),
    ),
    ...row.undecided.map((entry): readonly Detail[] => [["UNDECIDED", undecidedText(entry)]]),
    ...documentedFirst(row.newlyDenied).map((entry) =>
      differenceDetails("newly denied", "by", entry, pathOf),
    ),
    ...row.settings.flatMap(({ type, changes, undecided }) => [
      ...changes.map((change): readonly Detail[] => [
        [
          change.effect === "loosens" || change.effect === "may-loosen" ? "LOOSENED" : "setting",
          `${type} ${pathText(change.path)}: ${shown(change.before)} -> ${shown(change.after)}${change.effect === "may-loosen" ? " (may loosen)" : ""}`,
        ],
      ]),
      ...undecided.map((doubt): readonly Detail[] => [
        ["UNDECIDED", `${type} ${pathText(doubt.path)}: ${doubt.reason}`],
      ]),
    ]),
  ];
  const { first, more } = beginning(all, MOST_ENTRIES, extent);
  return [
    ...first.flat(),
    ...(more > 0
      ? [["and", `${counted(more, "entry", "entries")} more; --account NAME or --json shows all`] as const]
      : []),
  ];
}

/** What stands for actions that nobody knows is for the end. */
function documentedFirst(entries: readonly DifferenceEntry[]): readonly DifferenceEntry[] {
  const isOutside = ({ undocumented }: DifferenceEntry) => undocumented === true;
  return [...entries.filter((entry) => !isOutside(entry)), ...entries.filter(isOutside)];
}

const shown = (value: unknown) => (value === null ? "not set" : JSON.stringify(value));

function differenceDetails(
  label: string,
  by: string,
  entry: DifferenceEntry,
  pathOf: PathOf,
): readonly Detail[] {
  const { type: _type, ...rest } = entry;
  return [
    [label, `${heading(rest)}${entry.type === "rcp" ? " [RCP]" : ""}`],
    ...(entry.when === "always" ? [] : [["when", entry.when] as const]),
    [by, cause(entry, pathOf)],
    ["for example", JSON.stringify(entry.witness)],
  ];
}

function undecidedText(entry: Pick<UndecidedEntry, "actions" | "reason">): string {
  return entry.actions.length === 0 ? entry.reason : `${heading(entry)}: ${entry.reason}`;
}

/** What somebody gains or loses through Identity Center. */
function accessDetails({ accounts, access }: DriftRow, pathOf: PathOf): readonly Detail[] {
  const isDivided = needsAccounts(accounts, access);
  return access.flatMap((effect) => [
    ...(isDivided ? [["in", listed(effect.accounts.map(pathOf))] as const] : []),
    ...rowsOf(effect),
  ]);
}

/** What all drifts of some accounts come to together, in one line; empty where one row says it. */
export function togetherText({ rows, newlyAllowed, newlyDenied, undecided }: AccountDrift): string {
  if (rows.length < 2) return "";
  const named = (label: string, entries: readonly TypedEntry<Pick<DifferenceEntry, "actions">>[]) => {
    const actions = [...new Set(entries.flatMap((entry) => entry.actions))];
    return actions.length === 0 ? "" : `${label} ${heading({ actions })}`;
  };
  const parts = [
    named("newly ALLOWED", newlyAllowed),
    undecided.length === 0 ? "" : "UNDECIDED in part",
    named("newly denied", newlyDenied),
  ].filter((text) => text !== "");
  return parts.length === 0 ? "" : `together: ${parts.join("; ")}`;
}

/** What was not read, and the right that it takes. */
export function gapText({ what, action, reason, accounts }: DriftGap): string {
  const reach = accounts === null ? "all accounts" : counted(accounts.length, "account");
  return `${what}: ${reason}; grant ${action} (${reach})`;
}

/** Accounts with the same drifts, in words. */
export interface GroupWords {
  /** Each with its path and its id. */
  readonly accounts: readonly string[];
  /** Accounts that are not named. */
  readonly moreAccounts: number;
  /** The title of each drift with its name. */
  readonly drifts: readonly string[];
  readonly moreDrifts: number;
}

/** The accounts of a group and their drifts, each named once. */
export function groupWords(
  { accounts, rows }: AccountDrift,
  byId: ReadonlyMap<string, DriftRow>,
  pathOf: PathOf,
  extent: Extent,
): GroupWords {
  const named = beginning(accounts, MOST_ACCOUNTS, extent);
  const drifts = beginning(rows, MOST_DRIFTS, extent);
  const titles = drifts.first.map((id) => {
    const row = byId.get(id)!;
    return `${titleOf(row)}${row.name === "" ? "" : ` ${row.name}`}`;
  });
  return {
    accounts: named.first.map((account) => `${pathOf(account)} ${account}`),
    moreAccounts: named.more,
    drifts: rows.length === 0 ? ["policies differ"] : titles,
    moreDrifts: drifts.more,
  };
}

function beginning<T>(all: readonly T[], most: number, extent: Extent) {
  const first = extent === "whole" ? all : all.slice(0, most);
  return { first, more: all.length - first.length };
}
