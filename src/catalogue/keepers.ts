import { arnMatches } from "../evaluate/reference/arn";
import { withWildcards } from "../evaluate/reference/pattern";
import type { OrganizationFacts } from "./guardrail";

/** The principals that deploy and keep up an organization's baseline: its deployers and its member roles. */
export function keepers(organization: OrganizationFacts): readonly string[] {
  return [...organization.deployers, ...organization.memberRoles];
}

/** Whether an ARN is that of a keeper. */
export function isKeeper(principal: string, organization: OrganizationFacts): boolean {
  return keepers(organization).some((pattern) => arnMatches(withWildcards(pattern), principal));
}
