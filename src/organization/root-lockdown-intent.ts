import { many } from "../policy/document";
import { parseExpires } from "./expires";
import type { BaselineIntent, RootLockdownIntent, TrailIntent } from "./intent";
import type { RootLockdownSection } from "./root-lockdown-schema";
import type { Located } from "./yaml/located";

/**
 * What a password policy is where nobody says otherwise.
 *
 * Source: CIS AWS Foundations Benchmark 1.8 and 1.9 (14 characters, 24 remembered), and 90 days of IAM.17 in
 * https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html; the same page asks for every class of
 * characters (IAM.7). As others quote both, 2026-11.
 */
export const PASSWORD_POLICY = {
  minimumLength: 14,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
  reusePrevention: 24,
  maximumAge: 90,
  usersMayChange: true,
} as const;

/** AWS's own default. Source: API_UnusedAccessConfiguration.html of Access Analyzer, read 2026-11. */
const UNUSED_AFTER_DAYS = 90;

/** How far a change may go wrong, and how fast it goes, where nobody says otherwise: percent of the accounts. */
export const FAILURE_TOLERANCE = 5;
export const CONCURRENCY = 20;

/** What organization.yaml says of root users and of every account, after every check of its form. */
export function toRootLockdown(section: RootLockdownSection, located: Located): RootLockdownIntent {
  const place = (key: keyof RootLockdownSection) => located.keyPlace(["root-lockdown", key]);
  const { trail, baseline } = section;
  const analyzers = section["access-analyzers"];
  return {
    centralRootAccess:
      section["central-root-access"] === true ? { place: place("central-root-access") } : null,
    accessAnalyzers:
      analyzers === undefined
        ? null
        : {
            unusedAfterDays: orNull(
              analyzers === true ? undefined : analyzers["unused-after-days"],
              UNUSED_AFTER_DAYS,
            ),
            place: place("access-analyzers"),
          },
    trail: trail === undefined ? null : toTrail(trail, place("trail")),
    baseline: baseline === undefined ? null : toBaseline(baseline, place("baseline")),
    keepRootCredentials: (section["keep-root-credentials"] ?? []).map(
      ({ account, reason, expires }, index) => ({
        account,
        reason,
        expires: parseExpires(expires)!,
        place: located.place(["root-lockdown", "keep-root-credentials", index]),
      }),
    ),
  };
}

function toTrail(
  written: NonNullable<RootLockdownSection["trail"]>,
  place: TrailIntent["place"],
): TrailIntent {
  if (typeof written !== "string")
    return { mode: "existing", logGroup: written.existing["log-group"], place };
  return written === "create" ? { mode: "create", place } : { mode: "existing", logGroup: null, place };
}

function toBaseline(
  written: NonNullable<RootLockdownSection["baseline"]>,
  place: BaselineIntent["place"],
): BaselineIntent {
  return {
    on: many(written.on ?? "Root"),
    passwordPolicy: toPasswordPolicy(written["password-policy"]),
    ebsEncryption: written["ebs-encryption"] ?? false,
    failureTolerance: written["failure-tolerance"] ?? FAILURE_TOLERANCE,
    concurrency: written.concurrency ?? CONCURRENCY,
    place,
  };
}

function toPasswordPolicy(
  written: NonNullable<RootLockdownSection["baseline"]>["password-policy"],
): BaselineIntent["passwordPolicy"] {
  if (written === undefined) return null;
  if (written === true) return PASSWORD_POLICY;
  return {
    minimumLength: written["minimum-length"] ?? PASSWORD_POLICY.minimumLength,
    requireLowercase: written["require-lowercase"] ?? PASSWORD_POLICY.requireLowercase,
    requireUppercase: written["require-uppercase"] ?? PASSWORD_POLICY.requireUppercase,
    requireNumbers: written["require-numbers"] ?? PASSWORD_POLICY.requireNumbers,
    requireSymbols: written["require-symbols"] ?? PASSWORD_POLICY.requireSymbols,
    reusePrevention: written["reuse-prevention"] ?? PASSWORD_POLICY.reusePrevention,
    maximumAge: orNull(written["maximum-age"], PASSWORD_POLICY.maximumAge),
    usersMayChange: written["users-may-change"] ?? PASSWORD_POLICY.usersMayChange,
  };
}

/** A number of days, or null for never. */
function orNull(written: number | "never" | undefined, otherwise: number): number | null {
  return written === "never" ? null : (written ?? otherwise);
}
