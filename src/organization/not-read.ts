import { obtain } from "../collections";
import type { Finding } from "../findings/finding";
import { printable } from "../render/printable";
import { by } from "./json-file";
import type { Snapshot } from "./snapshot";

/** Something that could not be read. What is not read is not known, and is never taken to be absent. */
export interface NotRead {
  /**
   * A part of the snapshot: "policies[SERVICE_CONTROL_POLICY]", "policies[p-…].targets", "accounts[ID].tags",
   * "identity", "identity.permissionSets[NAME].inlinePolicy", "lockdown.stackSets[NAME].instances".
   */
  readonly what: string;
  /** The IAM action that would allow it. */
  readonly action: string;
  readonly reason: string;
}

/** Everything that a snapshot does not know although it was asked for, sorted. */
export function notReadOf({ notRead, identity, lockdown }: Snapshot): readonly NotRead[] {
  return sortNotRead([...(notRead ?? []), ...(identity?.notRead ?? []), ...(lockdown?.notRead ?? [])]);
}

/** In one order, with their members in one order too. */
export function sortNotRead(gaps: readonly NotRead[]): readonly NotRead[] {
  return gaps
    .map(({ what, action, reason }) => ({ what, action, reason }))
    .sort(by(({ what, action }) => `${what} ${action}`));
}

/** Parts that one finding names; a missing right may concern every policy there is. */
const MOST_NAMED = 3;

/**
 * Errors for facts of the organization that are missing: no plan can be made of policies, attachments or tags that
 * nobody knows. What is missing of Identity Center and of the lockdown is said by their own plans.
 */
export function partialFindings({ notRead = [] }: Pick<Snapshot, "notRead">): readonly Finding[] {
  const byAction = new Map<string, NotRead[]>();
  for (const gap of sortNotRead(notRead)) obtain(byAction, gap.action, () => []).push(gap);
  return [...byAction].map(([action, gaps]): Finding => {
    const named = gaps.slice(0, MOST_NAMED).map(({ what }) => what);
    const more = gaps.length > named.length ? ` and ${gaps.length - named.length} more` : "";
    return {
      code: "snapshot-partial",
      severity: "error",
      path: named[0]!,
      message: `the snapshot does not have ${printable(named.join(", "))}${more}: ${printable(gaps[0]!.reason)}`,
      fix: `grant ${printable(action)} to the credentials that take the snapshot, and take a new one`,
    };
  });
}
