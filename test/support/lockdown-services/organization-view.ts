import type { Input } from "./request";

/** Asks Organizations of the management account. */
export type AskOrganizations = (operation: string, input: Input) => Promise<Record<string, unknown>>;

export interface MemberAccount {
  readonly id: string;
  readonly isActive: boolean;
  /** Ids from the root down to the last unit. */
  readonly above: readonly string[];
}

/** What the stubs have to know of the organization, as it is at this moment. */
export class OrganizationView {
  constructor(private readonly ask: AskOrganizations) {}

  async describe(): Promise<{ readonly id: string; readonly managementAccount: string }> {
    const { Organization } = await this.ask("DescribeOrganization", {});
    const { Id, MasterAccountId } = Organization as { Id: string; MasterAccountId: string };
    return { id: Id, managementAccount: MasterAccountId };
  }

  async isTrusted(service: string): Promise<boolean> {
    const { EnabledServicePrincipals } = await this.ask("ListAWSServiceAccessForOrganization", {});
    const enabled = EnabledServicePrincipals as { ServicePrincipal: string }[];
    return enabled.some(({ ServicePrincipal }) => ServicePrincipal === service);
  }

  async isDelegate(account: string, service: string): Promise<boolean> {
    const { DelegatedServices = [] } = await this.ask("ListDelegatedServicesForAccount", {
      AccountId: account,
    });
    const services = DelegatedServices as { ServicePrincipal: string }[];
    return services.some(({ ServicePrincipal }) => ServicePrincipal === service);
  }

  /** The accounts below any of the units, the management account aside: StackSets never reach it. */
  async membersBelow(units: readonly string[]): Promise<readonly MemberAccount[]> {
    const { managementAccount } = await this.describe();
    const members = await this.members();
    return members.filter(
      ({ id, above }) => id !== managementAccount && above.some((unit) => units.includes(unit)),
    );
  }

  private async members(): Promise<readonly MemberAccount[]> {
    const all: MemberAccount[] = [];
    let NextToken: unknown;
    do {
      const answer = await this.ask("ListAccounts", NextToken === undefined ? {} : { NextToken });
      const page = answer.Accounts as { Id: string; Status: string; Paths: string[] }[];
      for (const { Id, Status, Paths } of page)
        all.push({
          id: Id,
          isActive: Status === "ACTIVE",
          above: Paths[0]!.split("/").slice(1, -2),
        });
      NextToken = answer.NextToken;
    } while (NextToken !== undefined && NextToken !== null);
    return all.sort((one, other) => (one.id < other.id ? -1 : 1));
  }
}
