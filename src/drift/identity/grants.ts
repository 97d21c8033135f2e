import type { AccessEffect, GrantChange } from "../../review/identity/types";
import { type Draft, draft } from "../draft";
import type { DriftEffect } from "../types";
import type { Context } from "./context";

/** Who has a set that nobody planned for them, or lacks one. */
export function grantDrafts(grant: GrantChange, context: Context): readonly Draft[] {
  const { direction, permissionSet, principals, effects } = grant;
  const { places, unread, ours, missing, missingGroups } = context;
  const isGained = direction === "gained";
  // A set that is not there is one row, with everybody who lacks it.
  if (!isGained && missing.has(permissionSet)) return [];
  const accounts = grant.accounts.filter(places.exists);
  if (accounts.length === 0) return [];
  return principals
    .filter(({ kind }) => !unread.has(`identity.${kind}s`))
    .filter(({ kind, name }) => isGained || kind !== "group" || !missingGroups.has(name))
    .map((principal) => {
      const { kind, name } = principal;
      const opened = isGained ? "assignment-added" : "assignment-missing";
      return draft({
        kind: isGained && kind === "user" ? "assignment-added-to-user" : opened,
        parts: [permissionSet, kind, name],
        name: permissionSet,
        account: accounts.length === 1 ? accounts[0]! : null,
        accounts,
        managed: ours.has(permissionSet),
        subject: { permissionSet, principal },
        effect: isGained ? gainEffect(effects) : "closes",
        access: effects,
      });
    });
}

/** Nothing is opened where everything was allowed already, or nothing is. */
function gainEffect(effects: readonly AccessEffect[]): DriftEffect {
  const opens = effects.some(
    ({ newlyAllowed, escalations }) => newlyAllowed !== null || escalations.length > 0,
  );
  if (opens || effects.length === 0) return "opens";
  return effects.some(({ unknown }) => unknown.length > 0) ? "unknown" : "none";
}
