import { actionsOf } from "./read-calls";

/** The IAM actions that `snapshot` needs, sorted: every call that it makes, and no other. All only read. */
export const SNAPSHOT_ACTIONS = actionsOf("organization");

/** What it needs besides where organization.yaml speaks of Identity Center, sorted. All only read. */
export const IDENTITY_SNAPSHOT_ACTIONS = actionsOf("identity");

/** What it needs besides where organization.yaml speaks of the root lockdown or of detections, sorted. All only read. */
export const LOCKDOWN_SNAPSHOT_ACTIONS = actionsOf("lockdown");
