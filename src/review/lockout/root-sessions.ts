import { planChains } from "../../chain/plan-chains";
import type { Finding } from "../../findings/finding";
import { isInactive } from "../../organization/targets";
import { principalArn } from "../../plan/facts";
import type { Statement } from "../../policy/document";
import { claim, deciderText, where } from "./findings";
import { GLOBAL_REGIONS } from "./needs/need";
import type { LockoutInput } from "./prove";
import { Asked } from "./question";
import { blocks, type LockoutRow } from "./types";

const GUARDRAIL = "deny-root-user";

/**
 * What the sessions of `root status`, `root lockdown` and `root recover` call, as root of the account itself. Policies
 * of buckets and queues are left out: a guardrail may well keep the policy of the log archive's bucket from everybody.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html (the task policies), read 2026-11.
 */
const CALLS = [
  "iam:CreateLoginProfile",
  "iam:DeactivateMFADevice",
  "iam:DeleteAccessKey",
  "iam:DeleteLoginProfile",
  "iam:DeleteSigningCertificate",
  "iam:GetLoginProfile",
  "iam:ListAccessKeys",
  "iam:ListMFADevices",
  "iam:ListSigningCertificates",
];

/**
 * Proves that no SCP stops the sessions of sts:AssumeRoot in the accounts at which deny-root-user holds: it is to
 * stop root's own sign-in alone, and the root users would otherwise be out of reach.
 *
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function proveRootSessions({ plan, intent, now }: LockoutInput): readonly LockoutRow[] {
  const { managementAccount, partition } = intent.organization;
  if (!intent.guardrails.some(({ guardrails }) => guardrails.some(({ id }) => id === GUARDRAIL))) return [];
  const members = plan.nodes
    .filter((node) => node.kind === "account" && node.id !== managementAccount && !isInactive(node))
    .map(({ id }) => id);
  const requests = (account: string): readonly Statement[] => {
    const root = principalArn(partition, account, "root");
    const allow = (Action: readonly string[], Resource: string): Statement => ({
      Effect: "Allow",
      Action,
      Resource,
      Condition: {
        ArnLike: { "aws:PrincipalArn": root },
        StringEquals: { "aws:RequestedRegion": GLOBAL_REGIONS[partition] },
        Bool: { "aws:AssumedRoot": "true", "aws:SecureTransport": "true" },
      },
    });
    // The summary is of the account: it names no resource.
    return [allow(CALLS, root), allow(["iam:GetAccountSummary"], "*")];
  };
  const asked = new Asked(planChains(plan), members, now);
  return asked.answers({ type: "SCP", requests, expect: "allowed" }).map(
    (answer): LockoutRow => ({
      principal: principalArn(partition, "*", "root"),
      need: "root-sessions",
      purpose: "be reached by sts:AssumeRoot",
      type: "scp",
      ...answer,
    }),
  );
}

/**
 * What to say of the sessions that are stopped, or may be. An error where deny-root-user does it, or nobody can tell.
 * Where another policy does, as a quarantine means to, it is a warning, and only for whoever uses root-lockdown.
 *
 * @param locksDown whether organization.yaml speaks of root-lockdown
 */
export function rootSessionFindings(
  rows: readonly LockoutRow[],
  locksDown: boolean,
  pathOf: (id: string) => string,
): readonly Finding[] {
  return rows.filter(blocks).flatMap((row): Finding[] => {
    const { verdict, decidedBy = [], reason } = row;
    const own = verdict === "undecided" || decidedBy.some(({ guardrail }) => guardrail === GUARDRAIL);
    if (!own && !locksDown) return [];
    const by = decidedBy.map(deciderText).join(", ");
    return [
      {
        code: verdict === "undecided" ? "root-sessions-undecided" : "root-sessions-blocked",
        severity: own ? "error" : "warning",
        path: `${row.need} of ${row.principal}`,
        message: `${claim(row)} in ${where(row, pathOf)}`,
        found: reason ?? `${row.witness?.action} is denied by ${by}`,
        fix: 'spare these sessions in that policy ("Null": { "aws:AssumedRoot": "true" }), or leave these accounts out',
      },
    ];
  });
}
