import { Analyzer } from "@pulumi/aws/accessanalyzer/analyzer";
import { OrganizationsFeatures } from "@pulumi/aws/iam/organizationsFeatures";
import { AwsServiceAccess } from "@pulumi/aws/organizations/awsServiceAccess";
import { DelegatedAdministrator } from "@pulumi/aws/organizations/delegatedAdministrator";
import type { Resource } from "@pulumi/pulumi";
import type { DutyAccount, LockdownPlan } from "../../lockdown/types";
import { at, type Building } from "./building";

/**
 * Trusted access of the services that the rest needs, and nothing else's. It is never taken away: other users of the
 * service would lose what they have, and the organization's trail and StackSets would stop.
 */
export function trustServices(building: Building): Resource[] {
  return building.plan.trustedAccess.map(
    (servicePrincipal) =>
      new AwsServiceAccess(
        `trusted-access:${servicePrincipal}`,
        { servicePrincipal },
        { ...at(building, building.management), retainOnDelete: true },
      ),
  );
}

/**
 * Who administers IAM and Access Analyzer. A service has one delegate of ours at a time: the old one goes before the
 * new one comes, since Access Analyzer takes no second.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-delegated-administrator.html, read 2026-11.
 *
 * @param after trusted access, without which AWS registers nobody
 */
export function delegate(building: Building, after: readonly Resource[]): Resource[] {
  return building.plan.delegations.map(
    ({ account, servicePrincipal }) =>
      new DelegatedAdministrator(
        `delegation:${servicePrincipal}`,
        { accountId: account, servicePrincipal },
        { ...at(building, building.management), dependsOn: [...after], deleteBeforeReplace: true },
      ),
  );
}

/**
 * The management account's hold on the root users of members. Deleting the resource would give members back the
 * recovery of their root passwords, so that it only forgets; a feature that the plan drops is switched off.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html, read 2026-11.
 */
export function centralizeRoot(building: Building, after: readonly Resource[]): void {
  const { rootAccess } = building.plan;
  if (rootAccess === null) return;
  new OrganizationsFeatures(
    "root-access",
    { enabledFeatures: [...rootAccess.features] },
    { ...at(building, building.management), dependsOn: [...after], retainOnDelete: true },
  );
}

/** Analyzers of the whole organization. @param after the delegation, without which their account may make none */
export function analyze(building: Building, after: readonly Resource[]): void {
  const { plan } = building;
  if (plan.analyzers.length === 0) return;
  const administrator = analyzerAccount(plan, building.management);
  for (const { name, type, region, unusedAccessAge } of plan.analyzers) {
    const configuration =
      unusedAccessAge === null ? {} : { configuration: { unusedAccess: { unusedAccessAge } } };
    new Analyzer(
      `analyzer:${name}:${region}`,
      { analyzerName: name, type, ...configuration },
      { ...at(building, administrator, region), dependsOn: [...after] },
    );
  }
}

/** The account that administers Access Analyzer. @throws Error when nothing says how to reach it */
function analyzerAccount({ accounts, delegations }: LockdownPlan, management: DutyAccount): DutyAccount {
  const delegation = delegations.find(
    ({ servicePrincipal }) => servicePrincipal === "access-analyzer.amazonaws.com",
  );
  if (delegation === undefined) return management;
  const found = [accounts.iam, accounts.security].find((account) => account?.id === delegation.account);
  if (found == null) throw new Error(`the plan has no role for ${delegation.account}, where analyzers stand`);
  return found;
}
