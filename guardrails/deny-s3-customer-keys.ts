import { z } from "zod";
import { example, exampleBucket } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const ALGORITHM = "s3:x-amz-server-side-encryption-customer-algorithm";

/**
 * The header, and with it the key, is there only when the writer brings a key: an upload without any encryption
 * header is encrypted by the bucket's default and is no concern of this Deny. Copies and uploads in parts are
 * s3:PutObject too; reading what was written so needs its key, and stays free.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html, read 2026-11.
 */
export const denyS3CustomerKeys = guardrail({
  id: "deny-s3-customer-keys",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "No objects under keys that AWS does not keep",
  rationale:
    "Whoever holds credentials can overwrite objects under a key of their own (SSE-C), which S3 uses and forgets: " +
    "that is ransom in a few API calls. Every other encryption, and none asked for, goes on.",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [
    { Effect: "Deny", Action: "s3:PutObject", Resource: "*", Condition: { Null: { [ALGORITHM]: "false" } } },
  ],
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const resource = exampleBucket(organization, "reports/2026.csv");
    const put = (context?: Record<string, string>) => ({
      action: "s3:PutObject",
      principal,
      resource,
      context,
    });
    return {
      denied: [
        put({ [ALGORITHM]: "AES256" }),
        put({ [ALGORITHM]: "AES256", "s3:x-amz-copy-source": "/reports/2025.csv" }),
        {
          action: "s3:PutObject",
          principal: example(organization, "root"),
          resource,
          context: { [ALGORITHM]: "AES256" },
        },
      ],
      allowed: [
        put(),
        put({ "s3:x-amz-server-side-encryption": "AES256" }),
        put({ "s3:x-amz-server-side-encryption": "aws:kms" }),
        { action: "s3:GetObject", principal, resource },
        { action: "s3:DeleteObject", principal, resource },
      ],
    };
  },
});
