import { z } from "zod";
import { example, exampleResource, matching, otherThan } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import type { ConditionBlock } from "../src/policy/document";

/**
 * The cryptographic operations that take an encryption context.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 * (actions with kms:EncryptionContext), read 2026-11.
 */
const OPERATIONS = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/** Only keys of this spec take a context. */
const SYMMETRIC = { "kms:KeySpec": "SYMMETRIC_DEFAULT" };

/**
 * A service that uses a key for its caller (kms:ViaService) brings the context of its own, the ARN of a bucket or a
 * volume: only direct calls are meant.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (kms:EncryptionContext,
 * kms:ViaService, kms:KeySpec), read 2026-11.
 */
export const requireEncryptionContext = guardrail({
  id: "require-encryption-context",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Some keys only with an encryption context",
  rationale:
    "What was encrypted for one purpose is decrypted for no other, and the log says for which. Direct use of the named " +
    "keys names its purpose; services that use them bring a context of their own.",
  references: [],
  parameters: z.strictObject({
    keys: z
      .array(
        z
          .string()
          .regex(
            /^arn:(aws|aws-us-gov|aws-cn):kms:[a-z0-9*-]+:(\d{12}|\*):key\/[A-Za-z0-9*-]+$/,
            "the ARN of a key, not of an alias; * is a wildcard",
          ),
      )
      .min(1, "at least one key")
      .describe("the keys that are used with a context, by ARN"),
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/, "the name of one entry of the context, such as purpose")
      .describe("the entry that the context must have"),
    values: z
      .array(z.string().regex(/^[^$*?]{1,256}$/, "a value without $, * and ?"))
      .min(1, "at least one value")
      .optional()
      .describe("what the entry may say; without it, anything"),
  }),
  example: {
    keys: ["arn:aws:kms:*:123456789012:key/*"],
    name: "purpose",
    values: ["invoices", "payroll"],
  },
  statements: ({ keys, name, values }) => [
    {
      Effect: "Deny",
      Action: OPERATIONS,
      Resource: keys,
      Condition: withoutContext(contextKey(name), values),
    },
  ],
  requests: ({ keys, name, values }, organization) => {
    const key = contextKey(name);
    const principal = example(organization, "role/anybody");
    const resource = matching(keys[0]!.replace(":kms:*:", `:kms:${organization.homeRegion}:`));
    const accounts = keys.map((arn) => arn.split(":")[4]!);
    const elsewhere = exampleResource(organization, "kms", "key/other", {
      account: otherThan(accounts, "999988887777"),
    });
    const by = (action: string, context: Record<string, string>) => ({
      action: `kms:${action}`,
      principal,
      resource,
      context,
    });
    const right = { ...SYMMETRIC, [key]: values?.[0] ?? "invoices" };
    const wrong = { ...SYMMETRIC, [key]: `not ${values?.[0] ?? "invoices"}` };
    const viaS3 = { ...SYMMETRIC, "kms:ViaService": "s3.eu-west-1.amazonaws.com" };
    return {
      denied: [
        by("Encrypt", SYMMETRIC),
        by("Decrypt", SYMMETRIC),
        by("GenerateDataKeyWithoutPlaintext", SYMMETRIC),
        by("Encrypt", { ...SYMMETRIC, [`${key}s`]: "invoices" }),
        ...(values === undefined ? [] : [by("Encrypt", wrong)]),
      ],
      allowed: [
        by("Encrypt", right),
        by("Decrypt", right),
        by("Decrypt", { ...viaS3, "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::reports" }),
        by("GenerateDataKey", viaS3),
        by("Encrypt", { "kms:KeySpec": "RSA_2048" }),
        by("DescribeKey", SYMMETRIC),
        ...(accounts.includes("*") ? [] : [{ ...by("Encrypt", SYMMETRIC), resource: elsewhere }]),
        ...(values === undefined ? [by("Encrypt", wrong)] : []),
      ],
    };
  },
});

function contextKey(name: string): string {
  return `kms:EncryptionContext:${name}`;
}

/** A direct use of a symmetric key whose context has no such entry, or another value in it. */
function withoutContext(key: string, values: readonly string[] | undefined): ConditionBlock {
  const direct = { StringEquals: SYMMETRIC, Null: { "kms:ViaService": "true" } };
  if (values === undefined) return { ...direct, Null: { ...direct.Null, [key]: "true" } };
  return { ...direct, StringNotEqualsIfExists: { [key]: values } };
}
