import { z } from "zod";
import { example, exampleResource, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const WAIT = "kms:ScheduleKeyDeletionPendingWindowInDays";
const UNUSED = "kms:TrailingDaysWithoutKeyUsage";

/**
 * A request that names no period waits 30 days, the longest there is: it carries no key, and passes.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html and
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (both keys), read 2026-11. AWS KMS
 * counts the use of keys since 23 April 2026; for a key that was not used since, the days count from then.
 */
export const requireKmsWaitingPeriod = guardrail({
  id: "require-kms-waiting-period",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Keys are deleted after a long wait only",
  rationale:
    "A wrong deletion is noticed when something fails to decrypt, and that takes weeks where data is read once a " +
    "month. While a key waits, its deletion can be cancelled.",
  references: ["KMS.3"],
  parameters: z.strictObject({
    days: z
      .int()
      .min(8, "8 to 30 days: seven is AWS's own minimum")
      .max(30, "8 to 30 days: AWS waits no longer")
      .default(30)
      .describe("the shortest wait before a key is deleted"),
    unused: z
      .int()
      .min(1, "at least one day")
      .max(3650, "at most ten years")
      .optional()
      .describe(
        "how many days a key must have been out of use before it is disabled or its deletion is asked",
      ),
  }),
  statements: ({ days, unused }) => [
    {
      Sid: "Wait",
      Effect: "Deny",
      Action: "kms:ScheduleKeyDeletion",
      Resource: "*",
      Condition: { NumericLessThan: { [WAIT]: String(days) } },
    },
    ...(unused === undefined
      ? []
      : [
          {
            Sid: "InUse",
            Effect: "Deny" as const,
            Action: ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
            Resource: "*",
            Condition: { NumericLessThan: { [UNUSED]: String(unused) } },
          },
        ]),
  ],
  requests: ({ days, unused }, organization) => {
    const principal = example(organization, "role/anybody");
    const resource = exampleResource(organization, "kms", "key/0123abcd-01ab-4cde-8f01-0123456789ab");
    const by = (action: string, context?: Record<string, string>) => ({
      action,
      principal,
      resource,
      context,
    });
    const tooSoon = [...new Set([7, days - 1])].map((wait) =>
      by("kms:ScheduleKeyDeletion", { [WAIT]: String(wait) }),
    );
    const inUse = ["kms:DisableKey", "kms:ScheduleKeyDeletion"].map((action) =>
      by(action, { [UNUSED]: String((unused ?? 1) - 1) }),
    );
    return {
      denied: [
        ...tooSoon,
        ...tooSoon.map((request) => ({ ...request, principal: example(organization, "root") })),
        ...tooSoon.map((request) => ({ ...request, principal: identityCenterRole(organization) })),
        ...(unused === undefined ? [] : inUse),
      ],
      allowed: [
        by("kms:ScheduleKeyDeletion"),
        by("kms:ScheduleKeyDeletion", { [WAIT]: String(days) }),
        by("kms:CancelKeyDeletion"),
        by("kms:DisableKey"),
        by("kms:DisableKey", { [UNUSED]: String(unused ?? 0) }),
        ...(unused === undefined ? inUse.slice(1) : []),
      ],
    };
  },
});
