import { Refusal } from "./answer";
import type { OrganizationView } from "./organization-view";

const FEATURES: Readonly<Record<string, readonly [string, boolean]>> = {
  EnableOrganizationsRootCredentialsManagement: ["RootCredentialsManagement", true],
  DisableOrganizationsRootCredentialsManagement: ["RootCredentialsManagement", false],
  EnableOrganizationsRootSessions: ["RootSessions", true],
  DisableOrganizationsRootSessions: ["RootSessions", false],
};

/**
 * Centralized root access, which moto 5.2.5 has not.
 * Sources: the operations' pages of https://docs.aws.amazon.com/IAM/latest/APIReference/, read 2026-11.
 */
export class RootFeatures {
  readonly enabled = new Set<string>();

  constructor(private readonly organization: OrganizationView) {}

  /** Undefined for what is moto's to answer. */
  async answer(operation: string, account: string): Promise<object | undefined> {
    const change = FEATURES[operation];
    if (change === undefined && operation !== "ListOrganizationsFeatures") return undefined;
    const { id, managementAccount } = await this.organization.describe();
    if (account !== managementAccount && !(await this.organization.isDelegate(account, "iam.amazonaws.com")))
      throw new Refusal(
        "AccountNotManagementOrDelegatedAdministratorException",
        "the account manages nothing for IAM",
        403,
      );
    if (!(await this.organization.isTrusted("iam.amazonaws.com")))
      throw new Refusal("ServiceAccessNotEnabledException", "IAM has no trusted access", 409);
    if (change !== undefined) this.enabled[change[1] ? "add" : "delete"](change[0]);
    return { OrganizationId: id, EnabledFeatures: [...this.enabled].sort() };
  }
}
