import { Refusal } from "./answer";
import type { AskOrganizations } from "./organization-view";
import type { Input } from "./request";

type Output = Record<string, unknown>;

interface Service {
  readonly ServicePrincipal: string;
}

/** The moment at which what is held here was switched on: seconds since 1970; it means nothing. */
const SINCE = 1_764_230_400;

/**
 * Trusted access and delegated administrators, with the services that moto 5.2.5 does not know, such as IAM.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html (which
 * wants trusted access first) and the pages of the other operations, read 2026-11.
 */
export class TrustedServices {
  private readonly trusted = new Set<string>();
  /** "account service" */
  private readonly delegated = new Set<string>();

  constructor(private readonly upstream: AskOrganizations) {}

  /** Undefined for what is moto's to answer. */
  async answer(operation: string, input: Input): Promise<Output | undefined> {
    const service = String(input.ServicePrincipal);
    const delegation = `${input.AccountId} ${service}`;
    switch (operation) {
      case "EnableAWSServiceAccess":
        return this.orHold(operation, input, () => this.trusted.add(service));
      case "DisableAWSServiceAccess":
        return this.trusted.delete(service) ? {} : undefined;
      case "ListAWSServiceAccessForOrganization":
        return this.listTrusted(input);
      case "RegisterDelegatedAdministrator":
        await this.refuseUntrusted(service);
        if (this.delegated.has(delegation))
          throw new Refusal("AccountAlreadyRegisteredException", delegation);
        return this.orHold(operation, input, () => this.delegated.add(delegation));
      case "DeregisterDelegatedAdministrator":
        return this.delegated.delete(delegation) ? {} : undefined;
      case "ListDelegatedAdministrators":
        return this.listAdministrators(input);
      case "ListDelegatedServicesForAccount":
        return this.listDelegated(input);
      default:
        return undefined;
    }
  }

  private async orHold(operation: string, input: Input, hold: () => void): Promise<Output> {
    try {
      return await this.upstream(operation, input);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === "InvalidInputException")) throw error;
      hold();
      return {};
    }
  }

  private async listTrusted(input: Input): Promise<Output> {
    const answer = await this.upstream("ListAWSServiceAccessForOrganization", input);
    const held = [...this.trusted].map((ServicePrincipal) => ({ ServicePrincipal, DateEnabled: SINCE }));
    const known = answer.EnabledServicePrincipals as readonly Service[];
    return { ...answer, EnabledServicePrincipals: [...known, ...held] };
  }

  private async listDelegated(input: Input): Promise<Output> {
    const held = [...this.delegated]
      .map((each) => each.split(" "))
      .filter(([account]) => account === input.AccountId)
      .map(([, ServicePrincipal]) => ({ ServicePrincipal, DelegationEnabledDate: SINCE }));
    const answer = await this.upstream("ListDelegatedServicesForAccount", input).catch((error: unknown) => {
      if (held.length > 0 && error instanceof Refusal && error.code === "AccountNotRegisteredException")
        return { DelegatedServices: [] };
      throw error;
    });
    return { ...answer, DelegatedServices: [...(answer.DelegatedServices as Service[]), ...held] };
  }

  private async listAdministrators(input: Input): Promise<Output> {
    const answer = await this.upstream("ListDelegatedAdministrators", input).catch(noneWhereUnknown);
    const known = answer.DelegatedAdministrators as readonly { Id: string }[];
    const ids = [...this.delegated]
      .filter((each) => input.ServicePrincipal === undefined || each.endsWith(` ${input.ServicePrincipal}`))
      .map((each) => each.split(" ")[0]!);
    const more = [...new Set(ids)].filter((id) => !known.some(({ Id }) => Id === id));
    const accounts = more.map(async (AccountId) => ({
      ...((await this.upstream("DescribeAccount", { AccountId })).Account as object),
      DelegationEnabledDate: SINCE,
    }));
    return { ...answer, DelegatedAdministrators: [...known, ...(await Promise.all(accounts))] };
  }

  private async refuseUntrusted(service: string): Promise<void> {
    const { EnabledServicePrincipals } = await this.listTrusted({});
    const isTrusted = (EnabledServicePrincipals as readonly Service[]).some(
      ({ ServicePrincipal }) => ServicePrincipal === service,
    );
    if (!isTrusted) throw new Refusal("ConstraintViolationException", `${service} has no trusted access`);
  }
}

/** Nobody administers at moto what moto does not know. */
function noneWhereUnknown(error: unknown): Output {
  if (error instanceof Refusal && error.code === "InvalidInputException")
    return { DelegatedAdministrators: [] };
  throw error;
}
