import type { LockdownPlan } from "../../../lockdown/types";
import type { Intent } from "../../../organization/intent";
import { principalArn } from "../../../plan/facts";
import type { ConditionBlock, Statement } from "../../../policy/document";
import { mayRecover } from "../../../root/recover";
import { GLOBAL_REGIONS } from "../needs/need";
import type { LockoutInput } from "../prove";
import type { Asked } from "../question";
import type { LockoutRow } from "../types";

/**
 * What root might be used for, of services with little in common: it stands for all that root could do. What lets root
 * through (an exception, a unit that the guardrail does not reach) lets it through whatever it calls.
 */
const USES_OF_ROOT = [
  "account:CloseAccount",
  "iam:AttachUserPolicy",
  "iam:CreateLoginProfile",
  "iam:UpdateAccountPasswordPolicy",
  "kms:PutKeyPolicy",
  "s3:DeleteBucketPolicy",
  "sts:GetSessionToken",
];

type Row = Omit<LockoutRow, "type" | "accounts" | "verdict">;

interface Claim {
  readonly row: Pick<Row, "principal" | "need" | "purpose">;
  readonly accounts: readonly string[];
  readonly requests: (account: string) => readonly Statement[];
}

/**
 * Proves that the hold on root users is worth something: root of a member cannot be used by whoever has its password,
 * nobody makes keys for it, and only few open root sessions. Guardrails of the right names are not enough: one with an
 * exception for root, or below the wrong unit, holds nothing.
 *
 * @param members the accounts in use, without the management account
 */
export function proveRootClosed(
  { intent, tree, locked, now }: LockoutInput,
  lockdown: LockdownPlan,
  asked: Asked,
  members: readonly string[],
): readonly LockoutRow[] {
  if (lockdown.rootAccess === null) return [];
  return claims(intent, lockdown, members).flatMap(({ row, accounts, requests }) =>
    asked.answers({ type: "SCP", requests, expect: "denied" }, new Set(accounts)).flatMap((answer) => {
      const recovering = answer.accounts.filter(
        (account) => mayRecover(intent, tree, locked, account, now).may === "spared",
      );
      const isTolerable = answer.verdict === "blocked" && row.need === "root-closed";
      const tolerated = isTolerable ? recovering : [];
      const others = answer.accounts.filter((account) => !tolerated.includes(account));
      return [
        ...(others.length === 0 ? [] : [{ ...row, type: "scp" as const, ...answer, accounts: others }]),
        ...(tolerated.length === 0
          ? []
          : [{ ...row, type: "scp" as const, ...answer, accounts: tolerated, tolerated: RECOVERING }]),
      ];
    }),
  );
}

const RECOVERING = "an exception spares root for `root recover`, for a day at most";

function claims(intent: Intent, lockdown: LockdownPlan, members: readonly string[]): readonly Claim[] {
  const { partition, managementAccount } = lockdown.organization;
  const global = { "aws:RequestedRegion": GLOBAL_REGIONS[intent.organization.partition] };
  const root = (account: string) => principalArn(partition, account, "root");
  const allow = (
    principals: readonly string[],
    actions: readonly string[],
    more: ConditionBlock,
  ): Statement => ({
    Effect: "Allow",
    Action: actions,
    Resource: "*",
    Condition: { ArnLike: { "aws:PrincipalArn": principals }, ...more },
  });
  const administrator = lockdown.delegations.find(
    ({ servicePrincipal }) => servicePrincipal === "iam.amazonaws.com",
  )?.account;
  const strangers = (account: string) => [
    principalArn(partition, account, "role/anybody"),
    principalArn(partition, account, "user/anybody"),
  ];
  return [
    {
      row: { principal: root("*"), need: "root-closed", purpose: "be kept from being used" },
      accounts: members,
      requests: (account) => [
        allow([root(account)], USES_OF_ROOT, {
          Null: { "aws:AssumedRoot": "true" },
          StringEquals: global,
        }),
      ],
    },
    {
      row: { principal: root("*"), need: "root-keys", purpose: "be kept from making access keys of its own" },
      accounts: members,
      requests: (account) => [allow([root(account)], ["iam:CreateAccessKey"], { StringEquals: global })],
    },
    {
      row: {
        principal: principalArn(partition, administrator ?? managementAccount, "role/anybody"),
        need: "root-callers",
        purpose: "be kept from opening root sessions in every member account",
      },
      accounts: administrator === undefined || administrator === managementAccount ? [] : [administrator],
      requests: (account) => [allow(strangers(account), ["sts:AssumeRoot"], {})],
    },
  ];
}
