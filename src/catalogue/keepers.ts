import { arnMatches } from "../evaluate/reference/arn";
import { withWildcards } from "../evaluate/reference/pattern";
import type { AccessRequest } from "../evaluate/request";
import { matching } from "./examples";
import type { GuardrailStatement, OrganizationFacts } from "./guardrail";
import { sparing } from "./statement";

/** The principals that deploy and keep up an organization's baseline: its deployers and its member roles. */
export function keepers(organization: OrganizationFacts): readonly string[] {
  return [...organization.deployers, ...organization.memberRoles];
}

/** Whether an ARN is that of a keeper. */
export function isKeeper(principal: string, organization: OrganizationFacts): boolean {
  return keepers(organization).some((pattern) => arnMatches(withWildcards(pattern), principal));
}

/**
 * A Deny of actions for everybody but the keepers; of everybody, when there are none.
 *
 * @param resources ARN patterns as a policy's Resource takes them; everything when left out
 */
export function keptForKeepers(
  organization: OrganizationFacts,
  actions: readonly string[],
  resources: readonly string[] = ["*"],
): GuardrailStatement {
  return { Effect: "Deny", Action: actions, Resource: resources, Condition: sparing(keepers(organization)) };
}

/** The same request by each of the keepers. */
export function byKeepers(
  organization: OrganizationFacts,
  request: Omit<AccessRequest, "principal">,
): readonly AccessRequest[] {
  return keepers(organization).map((keeper) => ({ ...request, principal: matching(keeper) }));
}
