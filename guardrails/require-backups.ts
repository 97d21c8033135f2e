import { z } from "zod";
import { managementGuardrail, type OrganizationFacts } from "../src/catalogue/guardrail";
import { assigned, changesBelow, settledEffects } from "../src/catalogue/settled";

const VAULT = /^[A-Za-z0-9_-]{2,50}$/;

interface Parameters {
  readonly regions: readonly string[];
  readonly schedule: string;
  readonly "keep-days": number;
  readonly vault: string;
  readonly role: string;
  readonly tag: { readonly key: string; readonly values: readonly string[] };
  readonly "copy-to"?: string | undefined;
}

const settings = (parameters: Parameters, { partition }: OrganizationFacts) => {
  const lifecycle = { delete_after_days: String(parameters["keep-days"]) };
  const copy = parameters["copy-to"];
  return {
    plans: {
      organization: {
        regions: parameters.regions,
        rules: {
          scheduled: {
            schedule_expression: parameters.schedule,
            target_backup_vault_name: parameters.vault,
            lifecycle,
            ...(copy !== undefined && {
              copy_actions: { [copy]: { target_backup_vault_arn: copy, lifecycle } },
            }),
          },
        },
        selections: {
          tags: {
            tagged: {
              // AWS puts each account in the place of $account.
              iam_role_arn: `arn:${partition}:iam::$account:${parameters.role}`,
              tag_key: parameters.tag.key,
              tag_value: parameters.tag.values,
            },
          },
        },
      },
    },
  };
};

export const requireBackups = managementGuardrail({
  id: "require-backups",
  type: "BACKUP_POLICY",
  theme: "data",
  title: "Backups of what carries a tag",
  rationale:
    "A plan that the organization owns is there in every account, new ones too, and nobody in an account can change " +
    "or delete it. What is to be backed up says so by a tag.",
  references: [],
  parameters: z.strictObject({
    regions: z
      .array(z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "a Region such as eu-west-1"))
      .min(1, "at least one Region")
      .describe("where resources are looked for; the vault has to be there in each"),
    schedule: z
      .string()
      .regex(/^cron\(.+\)$/, "a schedule such as cron(0 5 ? * * *), in UTC")
      .default("cron(0 5 ? * * *)")
      .describe("when backups begin, in UTC"),
    "keep-days": z.int().min(1).max(36_500).default(35).describe("days after which a backup is deleted"),
    vault: z
      .string()
      .regex(VAULT, "the name of a vault")
      .default("Default")
      .describe("the vault in each account and Region"),
    role: z
      .string()
      .regex(/^role\/[\w+=,.@/-]+$/, "a role such as role/service-role/AWSBackupDefaultServiceRole")
      .default("role/service-role/AWSBackupDefaultServiceRole")
      .describe("the role of each account that AWS Backup takes"),
    tag: z
      .strictObject({ key: z.string().min(1).max(128), values: z.array(z.string().max(256)).min(1) })
      .default({ key: "backup", values: ["true"] })
      .describe("the tag, and its values, of what is backed up"),
    "copy-to": z
      .string()
      .regex(
        /^arn:[a-z-]+:backup:[a-z0-9-]+:(\$account|\d{12}):backup-vault:[A-Za-z0-9_-]{2,50}$/,
        "the ARN of a vault",
      )
      .optional()
      .describe("a vault that gets a copy of each backup, in an account of its own for instance"),
    "changes-below": changesBelow,
  }),
  defaults: ({ regions }) => ({ regions: [...regions] }),
  content: (parameters, organization) =>
    assigned(settings(parameters, organization), parameters["changes-below"]),
  effects: (parameters, organization) =>
    settledEffects(
      settings(parameters, organization),
      settings({ ...parameters, schedule: "cron(0 0 1 1 ? *)", "keep-days": 1 }, organization),
      parameters["changes-below"],
    ),
});
