import { obtain } from "../collections";
import type { DifferenceEntry, UndecidedEntry } from "../compare/types";
import { canonicalJson } from "../policy/canonical";
import { mayLoosen } from "../review/management";
import type { ManagementGroup } from "../review/types";
import type { DriftEffect } from "./types";

/** What differs for accounts, each entry with those that it is so of. */
export interface Impact {
  readonly newlyAllowed: readonly DifferenceEntry[];
  readonly newlyDenied: readonly DifferenceEntry[];
  readonly undecided: readonly UndecidedEntry[];
  readonly settings: readonly ManagementGroup[];
}

export const NO_IMPACT: Impact = { newlyAllowed: [], newlyDenied: [], undecided: [], settings: [] };

export function joined(impacts: readonly Impact[]): Impact {
  return {
    newlyAllowed: impacts.flatMap(({ newlyAllowed }) => newlyAllowed),
    newlyDenied: impacts.flatMap(({ newlyDenied }) => newlyDenied),
    undecided: impacts.flatMap(({ undecided }) => undecided),
    settings: impacts.flatMap(({ settings }) => settings),
  };
}

/** Impacts of which no account is in two, entries that say the same as one. */
export function merged(impacts: readonly Impact[]): Impact {
  const { newlyAllowed, newlyDenied, undecided, settings } = joined(impacts);
  return {
    newlyAllowed: alike(newlyAllowed),
    newlyDenied: alike(newlyDenied),
    undecided: alike(undecided),
    settings,
  };
}

/** A witness is an example: the first will do for all. */
function alike<T extends DifferenceEntry | UndecidedEntry>(entries: readonly T[]): readonly T[] {
  const found = new Map<string, T>();
  for (const entry of entries) {
    const name = canonicalJson({ ...entry, witness: null, accounts: null });
    const known = found.get(name);
    const accounts = [...(known?.accounts ?? []), ...(entry.accounts ?? [])];
    found.set(name, known === undefined ? entry : { ...known, accounts });
  }
  return [...found.values()];
}

const RANK: Readonly<Record<DriftEffect, number>> = { opens: 0, unknown: 1, closes: 2, none: 3 };

/** Below zero where the first does more harm. */
export function byHarm(a: DriftEffect, b: DriftEffect): number {
  return RANK[a] - RANK[b];
}

export function worst(effects: Iterable<DriftEffect>): DriftEffect {
  let found: DriftEffect = "none";
  for (const effect of effects) if (byHarm(effect, found) < 0) found = effect;
  return found;
}

function settingsEffect(group: ManagementGroup): DriftEffect {
  if (group.changes.some(({ effect }) => effect === "loosens")) return "opens";
  if (mayLoosen(group)) return "unknown";
  return group.changes.every(({ effect }) => effect === "neutral") ? "none" : "closes";
}

export function impactEffect({ newlyAllowed, newlyDenied, undecided, settings }: Impact): DriftEffect {
  if (newlyAllowed.length > 0) return "opens";
  const ofSettings = worst(settings.map(settingsEffect));
  if (undecided.length > 0) return worst([ofSettings, "unknown"]);
  return newlyDenied.length > 0 ? worst([ofSettings, "closes"]) : ofSettings;
}

/** The effect on each account; those on which there is none are left out. */
export function effectsByAccount(impact: Impact): ReadonlyMap<string, DriftEffect> {
  const found = new Map<string, DriftEffect>();
  const add = (entries: readonly { readonly accounts?: readonly string[] }[], effect: DriftEffect) => {
    for (const { accounts = [] } of entries)
      for (const account of accounts) found.set(account, worst([effect, found.get(account) ?? "none"]));
  };
  add(impact.newlyAllowed, "opens");
  add(impact.undecided, "unknown");
  add(impact.newlyDenied, "closes");
  for (const group of impact.settings) add([group], settingsEffect(group));
  return found;
}

/** Answers an impact for some of its accounts. */
export function restrictable(impact: Impact): (accounts: readonly string[]) => Impact {
  const newlyAllowed = indexed(impact.newlyAllowed);
  const newlyDenied = indexed(impact.newlyDenied);
  const undecided = indexed(impact.undecided);
  const settings = indexed(impact.settings);
  return (accounts) => ({
    newlyAllowed: newlyAllowed(accounts),
    newlyDenied: newlyDenied(accounts),
    undecided: undecided(accounts),
    settings: settings(accounts),
  });
}

function indexed<T extends { readonly accounts?: readonly string[] }>(entries: readonly T[]) {
  const own = new Map<string, number[]>();
  entries.forEach(({ accounts = [] }, at) => {
    for (const account of accounts) obtain(own, account, () => []).push(at);
  });
  return (accounts: readonly string[]): readonly T[] => {
    const found = new Map<number, string[]>();
    for (const account of accounts)
      for (const at of own.get(account) ?? []) obtain(found, at, () => []).push(account);
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([at, some]) => {
        const entry = entries[at]!;
        return entry.accounts?.length === some.length ? entry : { ...entry, accounts: some };
      });
  };
}
