import { z } from "zod";
import { example, exampleResource } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What deletes recovery points and vaults, shortens or unlocks them, opens or closes a vault to others, or ends the
 * plans that fill it; and what unlocks snapshots and the Recycle Bin. A lock is put and weakened by one action, and an
 * expired recovery point is deleted by a service-linked role, which no SCP binds.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsrecyclebin.html and
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html, read 2026-11.
 */
const WEAKENING = [
  "backup:AssociateBackupVaultMpaApprovalTeam",
  "backup:CancelLegalHold",
  "backup:DeleteBackupPlan",
  "backup:DeleteBackupSelection",
  "backup:DeleteBackupVault*",
  "backup:DeleteRecoveryPoint",
  "backup:DisassociateBackupVaultMpaApprovalTeam",
  "backup:DisassociateRecoveryPoint*",
  "backup:PutBackupVault*",
  "backup:RevokeRestoreAccessBackupVault",
  "backup:StopBackupJob",
  "backup:UpdateBackupPlan",
  "backup:UpdateGlobalSettings",
  "backup:UpdateRecoveryPointLifecycle",
  "backup:UpdateRegionSettings",
  "ec2:UnlockSnapshot",
  "rbin:DeleteRule",
  "rbin:UnlockRule",
  "rbin:UpdateRule",
];

export const protectBackups = guardrail({
  id: "protect-backups",
  type: "SERVICE_CONTROL_POLICY",
  theme: "data",
  title: "Nobody destroys backups",
  rationale:
    "Ransom starts with the backups. Recovery points, vaults, locks and plans of AWS Backup, snapshot locks and the " +
    "Recycle Bin are weakened or ended by the deployers and the member roles only; making backups and restoring them stay free.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, WEAKENING)],
  requests: (_, organization) => {
    const principal = example(organization, "role/anybody");
    const vault = exampleResource(organization, "backup", "backup-vault:daily");
    const by = (actions: readonly string[]) =>
      actions.map((action) => ({ action: `backup:${action}`, principal, resource: vault }));
    return {
      denied: [
        ...by([
          "DeleteBackupVault",
          "DeleteBackupVaultLockConfiguration",
          "PutBackupVaultAccessPolicy",
          "PutBackupVaultLockConfiguration",
          "DeleteRecoveryPoint",
          "UpdateRecoveryPointLifecycle",
          "DisassociateRecoveryPoint",
          "UpdateRegionSettings",
        ]),
        { action: "backup:DeleteRecoveryPoint", principal: example(organization, "root") },
        { action: "rbin:DeleteRule", principal },
        { action: "ec2:UnlockSnapshot", principal },
      ],
      allowed: [
        ...by([
          "CreateBackupVault",
          "CreateBackupPlan",
          "CreateBackupSelection",
          "StartBackupJob",
          "StartRestoreJob",
          "StartCopyJob",
          "CreateLegalHold",
          "ListRecoveryPointsByBackupVault",
        ]),
        { action: "ec2:LockSnapshot", principal },
        { action: "ec2:DeleteSnapshot", principal },
        { action: "rbin:CreateRule", principal },
        ...byKeepers(organization, { action: "backup:DeleteRecoveryPoint" }),
      ],
    };
  },
});
