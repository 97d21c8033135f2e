import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import type { AccessEffect, SetChange, SetSetting, SettingChange } from "../../review/identity/types";
import { type Draft, draft } from "../draft";
import { worst } from "../impact";
import type { DriftKind } from "../kinds";
import type { DriftEffect } from "../types";
import { accountsOfSet, type Context } from "./context";

/** A set that is not there is one row, with everybody who lacks it. */
export function missingSet(name: string, context: Context): Draft {
  const managed = context.ours.has(name);
  return draft({
    kind: managed ? "permission-set-missing" : "permission-set-removed",
    parts: [name],
    name,
    managed,
    subject: { permissionSet: name },
    accounts: accountsOfSet(name, context.wanted, context),
    wanted: name,
    effect: "closes",
  });
}

/** What it opens, its assignments say. */
export function addedSet(name: string, context: Context): Draft {
  return draft({
    kind: "permission-set-added",
    parts: [name],
    name,
    managed: context.ours.has(name),
    subject: { permissionSet: name },
    accounts: accountsOfSet(name, context.found, context),
    found: name,
  });
}

const KIND_OF: Readonly<Record<SetSetting, DriftKind>> = {
  description: "permission-set-changed",
  ends: "permission-set-changed",
  "session-duration": "permission-set-changed",
  "relay-state": "permission-set-changed",
  tags: "permission-set-changed",
  "permissions-boundary": "permission-set-boundary",
  "managed-policy": "permission-set-policy",
  "customer-policy": "permission-set-policy",
  "inline-policy": "permission-set-policy",
};

/** The part of a snapshot that has a setting. */
const PART_OF: Readonly<Record<SetSetting, string>> = {
  description: "settings",
  "session-duration": "settings",
  "relay-state": "settings",
  ends: "inlinePolicy",
  tags: "tags",
  "permissions-boundary": "boundary",
  "managed-policy": "awsManagedPolicies",
  "customer-policy": "customerManagedPolicies",
  "inline-policy": "inlinePolicy",
};

/** What a set says that is not planned; policies, the boundary and the rest apart, since each is mended another way. */
export function setDrafts(set: SetChange, context: Context): readonly Draft[] {
  const { permissionSet, effects, settings } = set;
  const { unread, ours, places } = context;
  const read = settings.filter(({ setting }) => !unread.ofSet(permissionSet, PART_OF[setting]));
  const kinds = [...new Set(read.map(({ setting }) => KIND_OF[setting]))];
  return kinds.map((kind) => {
    const own = read.filter(({ setting }) => KIND_OF[setting] === kind);
    const isPolicy = kind !== "permission-set-changed";
    return draft({
      kind,
      parts: [permissionSet],
      name: permissionSet,
      managed: ours.has(permissionSet),
      subject: { permissionSet },
      accounts: set.accounts.filter(places.exists),
      wanted: own.map(({ setting, before }) => valueText(setting, before)).join("; "),
      found: own.map(({ setting, after }) => valueText(setting, after)).join("; "),
      effect: isPolicy ? changeEffect(effects) : settingsEffect(own),
      access: isPolicy ? effects : [],
      state: own,
    });
  });
}

/** Texts of policies are too long for a row: what they do is said apart. */
function valueText(setting: SetSetting, value: string | null): string {
  const name = setting.replaceAll("-", " ");
  if (value === null) return `no ${name}`;
  return setting === "inline-policy" ? `${name} of ${value.length} characters` : `${name} ${value}`;
}

function settingsEffect(changes: readonly SettingChange[]): DriftEffect {
  return changes.some(({ loosens }) => loosens) ? "opens" : "none";
}

function changeEffect(effects: readonly AccessEffect[]): DriftEffect {
  return worst(
    effects.map(({ newlyAllowed, newlyDenied, escalations, unknown }): DriftEffect => {
      if (newlyAllowed !== null || escalations.length > 0) return "opens";
      if (unknown.length > 0) return "unknown";
      return newlyDenied === null ? "none" : "closes";
    }),
  );
}

/** Roles that are of an older version of their set, whichever that was. */
export function outdatedDrafts(
  facts: IdentitySnapshot,
  recorded: IdentitySnapshot | undefined,
  { ours, places }: Context,
): readonly Draft[] {
  const known = new Map(recorded?.permissionSets.map((set) => [set.name, new Set(set.outdated)]));
  return facts.permissionSets.flatMap(({ name, outdated }) => {
    const managed = ours.has(name);
    const old = new Set(outdated.filter((account) => managed || !known.get(name)?.has(account)));
    if (old.size === 0) return [];
    return [
      draft({
        kind: "permission-set-outdated",
        parts: [name],
        name,
        managed,
        subject: { permissionSet: name },
        accounts: places.accounts.filter((account) => old.has(account)),
        effect: "unknown",
      }),
    ];
  });
}
