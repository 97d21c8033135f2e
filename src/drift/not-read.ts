import type { NotRead } from "../organization/identity-snapshot";
import type { Snapshot } from "../organization/snapshot";
import type { DesiredState } from "./desired";
import type { DriftGap } from "./types";

/** What was asked for and is not in the facts at all. */
function missingParts({ identity, lockdown }: DesiredState, facts: Snapshot): readonly NotRead[] {
  return [
    ...(identity !== null && facts.identity === undefined
      ? [
          {
            what: "identity",
            action: "sso:ListInstances",
            reason: "the facts do not have Identity Center",
          },
        ]
      : []),
    ...(lockdown !== null && facts.lockdown === undefined
      ? [
          {
            what: "lockdown",
            action: "iam:ListOrganizationsFeatures",
            reason: "the facts do not have the root lockdown",
          },
        ]
      : []),
  ];
}

/**
 * Everything that the facts lack. Nothing that was not read is taken to be as planned: its accounts, or all accounts,
 * are not counted as clean.
 */
export function gapsOf(desired: DesiredState, facts: Snapshot): readonly DriftGap[] {
  const gaps = [
    ...missingParts(desired, facts),
    ...(facts.identity?.notRead ?? []),
    ...(facts.lockdown?.notRead ?? []),
  ];
  return gaps.map((gap) => ({ ...gap, accounts: accountsOf(gap, facts) }));
}

/** A set that was read in part concerns the accounts that are known to have it; everything else, all. */
function accountsOf({ what }: NotRead, facts: Snapshot): readonly string[] | null {
  const [, account] = /\[(\d{12})\]/.exec(what) ?? [];
  return account === undefined || !facts.accounts.some(({ id }) => id === account) ? null : [account];
}
