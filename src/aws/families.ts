import type { CallFamily } from "../aws-data/read-calls";
import type { PaceLimits } from "./pace";

/** How calls of a family are sent. */
export interface FamilyLimits {
  /** Calls under way at a time. */
  readonly atOnce: number;
  readonly pace: PaceLimits;
}

/**
 * Where a family begins, and how far it may go. AWS publishes a number for Identity Center alone: all its APIs share 20
 * requests a second. The other numbers are assumed; the pace finds what AWS takes.
 *
 * Sources: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html (throttle limits) and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html (no rates of reading), read
 * 2026-11.
 */
export const FAMILIES: Readonly<Record<CallFamily, FamilyLimits>> = {
  organizations: { atOnce: 5, pace: { start: 20, least: 0.5, most: 100, burst: 20 } },
  "organization-policies": { atOnce: 5, pace: { start: 20, least: 0.5, most: 100, burst: 20 } },
  sso: { atOnce: 8, pace: { start: 18, least: 0.5, most: 19, burst: 10 } },
  identitystore: { atOnce: 8, pace: { start: 15, least: 0.5, most: 50, burst: 15 } },
  cloudformation: { atOnce: 4, pace: { start: 5, least: 0.5, most: 30, burst: 10 } },
  iam: { atOnce: 2, pace: { start: 5, least: 0.5, most: 20, burst: 5 } },
  sts: { atOnce: 2, pace: { start: 5, least: 0.5, most: 20, burst: 5 } },
};
