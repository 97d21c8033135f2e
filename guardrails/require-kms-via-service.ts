import { z } from "zod";
import { EC2_INFRASTRUCTURE } from "../src/aws-data/inside-vpc";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers } from "../src/catalogue/keepers";
import { arnPattern } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

/** What encrypts and decrypts data. Signatures and MACs are made directly as a rule, so they are not meant. */
const ENCRYPTING = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/**
 * kms:ViaService is the service and Region through which a request comes, "s3.eu-west-1.amazonaws.com"; it is absent
 * from direct requests.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (kms:ViaService), read 2026-11.
 * That EC2's own role carries none when it decrypts a volume: assumed, so it is spared.
 */
export const requireKmsViaService = guardrail({
  id: "require-kms-via-service",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "KMS keys are used through services",
  rationale:
    "Who reads an object needs its key, through S3. Who decrypts directly has the bytes from somewhere else. The keys " +
    "serve the services that you name and nobody directly; programs that encrypt by themselves with the Encryption " +
    "SDK, and services that are not named, break.",
  references: [],
  parameters: z.strictObject({
    services: z
      .array(z.string().regex(/^[a-z0-9-]+$/, "the first part of kms:ViaService, such as s3"))
      .min(1, "at least one service")
      .describe("the services, as kms:ViaService begins: s3, ec2 (for volumes), rds, secretsmanager"),
  }),
  example: { services: ["dynamodb", "ec2", "rds", "s3", "secretsmanager", "sns", "sqs", "ssm"] },
  statements: ({ services }, organization) => [
    {
      Effect: "Deny",
      Action: ENCRYPTING,
      Resource: "*",
      Condition: {
        ...sparing([...keepers(organization), arnPattern(EC2_INFRASTRUCTURE, organization)]),
        StringNotLike: { "kms:ViaService": services.map((service) => `${service}.*`) },
      },
    },
  ],
  requests: ({ services }, organization) => {
    const principal = example(organization, "role/app");
    const { homeRegion } = organization;
    const via = (service: string, action = "kms:Decrypt") => ({
      action,
      principal,
      context: { "kms:ViaService": `${service}.${homeRegion}.amazonaws.com`, "aws:ViaAWSService": "true" },
    });
    const neighbours = services.map((service) => `${service}-data`).filter((one) => !services.includes(one));
    return {
      denied: [
        { action: "kms:Decrypt", principal },
        { action: "kms:GenerateDataKey", principal: identityCenterRole(organization) },
        { action: "kms:ReEncryptFrom", principal: example(organization, "root") },
        ...neighbours.map((service) => via(service)),
      ],
      allowed: [
        ...services.flatMap((service) => [via(service), via(service, "kms:GenerateDataKey")]),
        { action: "kms:Sign", principal },
        { action: "kms:DescribeKey", principal },
        { action: "kms:Decrypt", principal: example(organization, EC2_INFRASTRUCTURE) },
        ...byKeepers(organization, { action: "kms:Decrypt" }),
      ],
    };
  },
});
