import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

const ENCRYPTED = "elasticfilesystem:Encrypted";

/**
 * A request that says nothing makes an unencrypted file system: silence is denied as well. The console always says
 * something, and a replica is always encrypted.
 *
 * Source: https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html (Encrypted),
 * https://docs.aws.amazon.com/efs/latest/ug/using-iam-to-enforce-encryption-at-rest.html, read 2026-11.
 */
export const requireEfsEncryption = guardrail({
  id: "require-efs-encryption",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Encrypted file systems only",
  rationale:
    "A file system cannot be encrypted after it was made: everything has to be copied. New ones of Amazon EFS are " +
    "encrypted from the start.",
  references: ["EFS.1", "EFS.8", "CIS AWS Foundations 3.0.0, 2.4.1", "CIS AWS Foundations 5.0.0, 2.3.1"],
  parameters: z.strictObject({}),
  statements: () => [
    {
      Effect: "Deny",
      Action: "elasticfilesystem:CreateFileSystem",
      Resource: "*",
      Condition: { BoolIfExists: { [ENCRYPTED]: "false" } },
    },
  ],
  requests: (_, organization) => {
    const action = "elasticfilesystem:CreateFileSystem";
    const anybody = example(organization, "role/anybody");
    const no = { [ENCRYPTED]: "false" };
    const yes = { [ENCRYPTED]: "true" };
    return {
      denied: [
        { action, principal: anybody, context: no },
        { action, principal: anybody },
        { action, principal: example(organization, "root"), context: no },
        { action, principal: identityCenterRole(organization), context: no },
      ],
      allowed: [
        { action, principal: anybody, context: yes },
        { action: "elasticfilesystem:CreateMountTarget", principal: anybody },
        { action: "elasticfilesystem:CreateReplicationConfiguration", principal: anybody },
        { action: "elasticfilesystem:UpdateFileSystem", principal: anybody },
      ],
    };
  },
});
