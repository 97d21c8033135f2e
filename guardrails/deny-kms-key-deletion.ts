import { z } from "zod";
import { example, exampleResource } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What ends a key, or the material or the store that it lives in. Disabling a key and disconnecting a store can be
 * taken back, and stay free.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html,
 * read 2026-11.
 */
const ENDING = ["kms:DeleteCustomKeyStore", "kms:DeleteImportedKeyMaterial", "kms:ScheduleKeyDeletion"];

export const denyKmsKeyDeletion = guardrail({
  id: "deny-kms-key-deletion",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Nobody deletes keys",
  rationale:
    "Data whose key is gone is gone, and so are all its backups. Keys that are done with are disabled; the deployers " +
    "and the member roles delete them.",
  references: ["KMS.3"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, ENDING)],
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const resource = exampleResource(organization, "kms", "key/0123abcd-01ab-4cde-8f01-0123456789ab");
    const by = (actions: readonly string[]) => actions.map((action) => ({ action, principal, resource }));
    return {
      denied: [
        ...by(["kms:ScheduleKeyDeletion", "kms:DeleteImportedKeyMaterial"]),
        { action: "kms:DeleteCustomKeyStore", principal },
        { action: "kms:ScheduleKeyDeletion", principal: example(organization, "root"), resource },
      ],
      allowed: [
        ...by(["kms:CancelKeyDeletion", "kms:DisableKey", "kms:EnableKey", "kms:DeleteAlias", "kms:Decrypt"]),
        ...byKeepers(organization, { action: "kms:ScheduleKeyDeletion", resource }),
      ],
    };
  },
});
