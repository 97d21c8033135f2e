import { z } from "zod";
import { example, exampleBucket, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const AGE = "s3:signatureAge";
const AUTH = "s3:authType";

/**
 * The age is in milliseconds. It is asked of signatures in the URL only: an old signature in a header is refused by
 * S3 itself, within minutes.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html, read 2026-11.
 */
export const restrictS3PresignedAge = guardrail({
  id: "restrict-s3-presigned-age",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Presigned URLs end soon",
  rationale:
    "A presigned URL works for whoever finds it, in a log, a chat or a history, for up to seven days. It ends after " +
    "this many minutes, whatever its signer wrote into it.",
  references: [],
  parameters: z.strictObject({
    minutes: z
      .int()
      .min(1, "at least one minute")
      .max(10_079, "less than seven days, after which S3 ends a presigned URL itself")
      .default(60)
      .describe("how long after it was signed a URL works"),
  }),
  statements: ({ minutes }) => [
    {
      Effect: "Deny",
      Action: "s3:*",
      Resource: "*",
      Condition: {
        NumericGreaterThan: { [AGE]: String(minutes * 60_000) },
        StringEquals: { [AUTH]: "REST-QUERY-STRING" },
      },
    },
  ],
  requests: ({ minutes }, organization) => {
    const resource = exampleBucket(organization, "reports/2026.csv");
    const limit = minutes * 60_000;
    const by = (action: string, age: number, type = "REST-QUERY-STRING") => ({
      action,
      principal: example(organization, "role/anybody"),
      resource,
      context: { [AGE]: String(age), [AUTH]: type },
    });
    return {
      denied: [
        by("s3:GetObject", limit + 1),
        by("s3:PutObject", limit + 1),
        by("s3:GetObject", 604_800_000),
        { ...by("s3:GetObject", limit + 1), principal: identityCenterRole(organization) },
      ],
      allowed: [
        by("s3:GetObject", limit),
        by("s3:PutObject", 0),
        by("s3:GetObject", limit + 1, "REST-HEADER"),
        {
          action: "s3:GetObject",
          principal: example(organization, "role/anybody"),
          resource,
          context: { [AUTH]: "REST-QUERY-STRING" },
        },
      ],
    };
  },
});
