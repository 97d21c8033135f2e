import type { ProviderResource, Resource } from "@pulumi/pulumi";
import { arnsOf, type LockdownArns } from "../../lockdown/arns";
import type { DutyAccount, LockdownPlan } from "../../lockdown/types";

/** Writes to one Region of one account. */
export type ProviderOf = (account: DutyAccount, region: string) => ProviderResource;

/** What every part of the lockdown is made from. */
export interface Building {
  readonly plan: LockdownPlan;
  readonly arns: LockdownArns;
  readonly parent: Resource;
  readonly provider: ProviderOf;
  readonly management: DutyAccount;
}

export function buildingOf(plan: LockdownPlan, parent: Resource, provider: ProviderOf): Building {
  const management = { id: plan.organization.managementAccount, deployRole: null };
  return { plan, arns: arnsOf(plan), parent, provider, management };
}

/** Options of a resource in the home Region of an account. */
export function at({ plan, parent, provider }: Building, account: DutyAccount, region?: string) {
  return { parent, provider: provider(account, region ?? plan.organization.homeRegion) };
}

/**
 * An account that a part cannot do without.
 *
 * @throws Error when the plan has none, naming the duty as organization.yaml does
 */
export function needed(account: DutyAccount | null, duty: string, part: string): DutyAccount {
  if (account === null) throw new Error(`the plan has ${part}, but no account for accounts.${duty}`);
  return account;
}
