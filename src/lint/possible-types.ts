import { RCP_SERVICES } from "../aws-data/rcp-services";
import { prefixOf } from "./meaning/actions";
import { LINT_TYPES, type LintType } from "./types";

/**
 * What a policy may be, by its elements: identity policies and SCPs name no principal, policies of resources and
 * RCPs name one in each statement; an RCP only denies, and denies everybody, actions of services that it names and
 * governs. Where statements disagree, one of them is wrong, and it may be anything.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html.
 */
export function possibleTypes(value: unknown): readonly LintType[] {
  const written = (value as { Statement?: unknown } | null | undefined)?.Statement;
  const statements = (Array.isArray(written) ? written : [written]).filter(
    (statement): statement is Readonly<Record<string, unknown>> =>
      typeof statement === "object" && statement !== null,
  );
  const naming = statements.filter((statement) => "Principal" in statement || "NotPrincipal" in statement);
  if (naming.length === 0) return ["scp", "identity"];
  if (naming.length < statements.length) return LINT_TYPES;
  return naming.every(canBeOfRcp) ? ["rcp", "resource"] : ["resource"];
}

function canBeOfRcp({ Effect, Principal, Action }: Readonly<Record<string, unknown>>): boolean {
  const actions: readonly unknown[] = Array.isArray(Action) ? Action : [Action];
  const prefixes = actions.map((action) => (typeof action === "string" ? prefixOf(action) : undefined));
  return (
    Effect === "Deny" &&
    Principal === "*" &&
    prefixes.every((prefix) => prefix !== undefined) &&
    prefixes.some((prefix) => RCP_SERVICES.has(prefix))
  );
}
