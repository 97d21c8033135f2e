import { z } from "zod";
import { expires, filled, list, oneOrMany, section, target } from "./schema-parts";

const keptRoot = section(
  {
    account: filled("an account's name, path or id", "The account whose root user keeps its credentials"),
    reason: filled("why root keeps its credentials", "Why root keeps its credentials there"),
    expires: expires("The first moment from which `root lockdown` deletes them"),
  },
  "An account whose root user keeps its credentials for a while",
);

const whole = (least: number, most: number, unit: string, description: string) => {
  const expected = `a whole number of ${unit}, ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected).describe(`${description}: ${expected}`);
};

const flag = (description: string) => z.boolean("true or false").optional().describe(description);

const never = z.literal("never", "never");

const orNever = <T extends z.ZodType>(days: T, expected: string, description: string) =>
  z.union([days, never], expected).optional().describe(description);

/**
 * Days without use after which access is a finding: 1 to 365.
 * Source: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_UnusedAccessConfiguration.html, read
 * 2026-11.
 */
const accessAnalyzers = z.union(
  [
    z.literal(true, "true"),
    section(
      {
        "unused-after-days": orNever(
          whole(1, 365, "days", "Access without use for so long is a finding"),
          "a whole number of days, 1 to 365, or never",
          "Access without use for so long is a finding; 90 when left out, never for no such analyzer, which AWS charges for each user and role",
        ),
      },
      "Analyzers of the whole organization",
    ),
  ],
  "true, or { unused-after-days: 90 }",
);

const trail = z.union(
  [
    z.enum(["create", "existing"], "create or existing"),
    section(
      {
        existing: section(
          {
            "log-group": z
              .string("the name of a log group")
              .regex(/^[A-Za-z0-9_/.#-]{1,512}$/, "the name of a log group")
              .describe("The log group of the management account that the trail writes to"),
          },
          "The organization's trail that is there already",
        ),
      },
      "The organization's trail",
    ),
  ],
  "create, existing, or { existing: { log-group: NAME } }",
);

/** Source of the bounds: https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html, read 2026-11. */
const passwordPolicy = z.union(
  [
    z.literal(true, "true"),
    section(
      {
        "minimum-length": whole(6, 128, "characters", "The least length; 14 when left out").optional(),
        "require-lowercase": flag("Whether a lower-case letter is needed; true when left out"),
        "require-uppercase": flag("Whether an upper-case letter is needed; true when left out"),
        "require-numbers": flag("Whether a digit is needed; true when left out"),
        "require-symbols": flag("Whether a symbol is needed; true when left out"),
        "reuse-prevention": whole(
          1,
          24,
          "passwords",
          "How many earlier passwords may not be used again; 24 when left out",
        ).optional(),
        "maximum-age": orNever(
          whole(1, 1095, "days", "How long a password lasts"),
          "a whole number of days, 1 to 1095, or never",
          "How many days a password lasts; 90 when left out",
        ),
        "users-may-change": flag("Whether users may change their own password; true when left out"),
      },
      "The password policy of IAM users in every account",
    ),
  ],
  "true, or a map of what differs from the defaults",
);

const baseline = section(
  {
    on: oneOrMany(
      target,
      "unit",
      "Units whose accounts have the baseline, with all units below; Root when left out",
    ).optional(),
    "password-policy": passwordPolicy
      .optional()
      .describe("The password policy of IAM users: true for the defaults, or what differs from them"),
    "ebs-encryption": flag("Whether new EBS volumes are encrypted unasked, in every approved Region"),
    "failure-tolerance": whole(
      0,
      100,
      "percent",
      "Of how many accounts a change may fail in before it stops; 5 when left out",
    ).optional(),
    concurrency: whole(
      1,
      100,
      "percent",
      "Of how many accounts a change is made in at once; 20 when left out",
    ).optional(),
  },
  "What every account has; settings that an organization policy can hold are guardrails instead",
);

/** The section root-lockdown of organization.yaml. */
export const rootLockdownSection = section(
  {
    "central-root-access": flag(
      "Whether root of member accounts is managed from the management account and the account `iam`",
    ),
    "access-analyzers": accessAnalyzers.optional().describe("Analyzers of the whole organization"),
    trail: trail.optional().describe("The trail that detections and auditors read"),
    baseline: baseline.optional(),
    "keep-root-credentials": list(
      keptRoot,
      "at least one account",
      "Accounts that `root lockdown` leaves alone",
    ).optional(),
  },
  "What is wanted of the root users of member accounts, and of every account",
);

export type RootLockdownSection = z.output<typeof rootLockdownSection>;
