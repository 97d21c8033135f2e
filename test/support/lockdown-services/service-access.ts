import { Refusal } from "./answer";
import type { AskOrganizations } from "./organization-view";
import type { Input } from "./request";

/** Who has to be trusted before somebody administers it. */
const REGISTERS = "RegisterDelegatedAdministrator";

/**
 * Trusted access, with the services that moto 5.2.5 does not know, such as IAM.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html and the
 * pages of the other operations, read 2026-11.
 */
export class ServiceAccess {
  private readonly held = new Set<string>();

  constructor(private readonly upstream: AskOrganizations) {}

  /** Undefined for what is moto's to answer. */
  async answer(operation: string, input: Input): Promise<Record<string, unknown> | undefined> {
    const service = String(input.ServicePrincipal);
    if (operation === "EnableAWSServiceAccess") {
      await this.upstream(operation, input).catch((error: unknown) => this.holdUnknown(service, error));
      return {};
    }
    if (operation === "DisableAWSServiceAccess") return this.held.delete(service) ? {} : undefined;
    if (operation === "ListAWSServiceAccessForOrganization") {
      const answer = await this.upstream(operation, input);
      const known = answer.EnabledServicePrincipals as object[];
      const more = [...this.held].map((ServicePrincipal) => ({
        ServicePrincipal,
        DateEnabled: 1_764_230_400,
      }));
      return { ...answer, EnabledServicePrincipals: [...known, ...more] };
    }
    if (operation === REGISTERS && !(await this.isTrusted(service)))
      throw new Refusal("ConstraintViolationException", `${service} has no trusted access`);
    return undefined;
  }

  private holdUnknown(service: string, error: unknown): void {
    if (!(error instanceof Refusal && error.code === "InvalidInputException")) throw error;
    this.held.add(service);
  }

  private async isTrusted(service: string): Promise<boolean> {
    const { EnabledServicePrincipals } = (await this.answer("ListAWSServiceAccessForOrganization", {}))!;
    return (EnabledServicePrincipals as { ServicePrincipal: string }[]).some(
      ({ ServicePrincipal }) => ServicePrincipal === service,
    );
  }
}
