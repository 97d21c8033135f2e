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
