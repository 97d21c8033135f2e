import { z } from "zod";
import { example, exampleBucket } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const VERSION = "s3:TlsVersion";
const TRANSPORT = "aws:SecureTransport";

/**
 * Two statements, because s3:TlsVersion is absent from a request without TLS.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html, read 2026-11.
 */
export const requireS3Tls = guardrail({
  id: "require-s3-tls",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "S3 over TLS only",
  rationale:
    "S3 still answers plain HTTP, where everybody on the way reads along. Requests without TLS, or with an older " +
    "version, are denied; every current SDK and browser goes on.",
  references: ["S3.5", "CT.S3.PV.5", "CIS AWS Foundations 3.0.0, 2.1.1", "CIS AWS Foundations 5.0.0, 2.1.1"],
  parameters: z.strictObject({
    version: z
      .enum(["1.2", "1.3"])
      .default("1.2")
      .describe("the oldest version of TLS that will do; Control Tower's CT.S3.PV.3 asks for 1.3"),
  }),
  statements: ({ version }) => [
    {
      Sid: "Version",
      Effect: "Deny",
      Action: "s3:*",
      Resource: "*",
      Condition: { NumericLessThan: { [VERSION]: version } },
    },
    {
      Sid: "Transport",
      Effect: "Deny",
      Action: ["s3:*", "s3-object-lambda:*", "s3express:*"],
      Resource: "*",
      Condition: { Bool: { [TRANSPORT]: "false" } },
    },
  ],
  requests: ({ version }, organization) => {
    const principal = example(organization, "role/anybody");
    const by = (action: string, context?: Record<string, string>) => ({
      action,
      principal,
      resource: exampleBucket(organization, "reports/2026.csv"),
      context,
    });
    const plain = { [TRANSPORT]: "false" };
    const over = (tls: string) => ({ [TRANSPORT]: "true", [VERSION]: tls });
    const older = version === "1.3" ? "1.2" : "1.1";
    return {
      denied: [
        by("s3:GetObject", plain),
        by("s3:PutObject", plain),
        by("s3express:CreateSession", plain),
        by("s3:GetObject", over("1.0")),
        by("s3:PutObject", over(older)),
      ],
      allowed: [
        ...[...new Set([version, "1.3"])].map((tls) => by("s3:GetObject", over(tls))),
        by("s3:PutObject"),
        by("dynamodb:GetItem", plain),
      ],
    };
  },
});
