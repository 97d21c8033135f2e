import { compileGuardrail } from "../catalogue/compile";
import { type AnyGuardrail, isAuthorization, type OrganizationFacts } from "../catalogue/guardrail";
import { FULL_ACCESS } from "../chain/chain";
import { decide } from "../evaluate/reference";
import type { AccessRequest } from "../evaluate/request";
import type { Finding } from "../findings/finding";
import type { Intent } from "../organization/intent";
import type { PolicyDocument } from "../policy/document";
import { organizationFacts } from "./facts";
import { groupUses, type UseGroup } from "./uses";

/** Runs the requests of every guardrail that organization.yaml asks for, once for each set of parameters. */
export function proveIntent(intent: Intent, catalogue: readonly AnyGuardrail[]): readonly Finding[] {
  const byId = new Map(catalogue.map((guardrail) => [guardrail.id, guardrail]));
  const { groups } = groupUses(intent, byId, () => []);
  return proveUses(groups, organizationFacts(intent));
}

/**
 * Runs each guardrail's own requests with the parameters that the user gave: what must be denied is denied,
 * and by this guardrail alone; what must be allowed is allowed.
 */
function proveUses(groups: readonly UseGroup[], facts: OrganizationFacts): readonly Finding[] {
  return groups.flatMap(({ guardrail, parameters, use }): Finding[] => {
    if (!isAuthorization(guardrail)) return [];
    const compiled = compileGuardrail(guardrail, parameters, facts);
    if ("problems" in compiled) return [];
    const type = guardrail.type === "RESOURCE_CONTROL_POLICY" ? "RCP" : "SCP";
    const document: PolicyDocument = { Version: "2012-10-17", Statement: compiled.statements };
    const verdict = (request: AccessRequest) =>
      decide({ type, levels: [[FULL_ACCESS[type].document, document]] }, request).verdict;
    const { denied, allowed } = guardrail.requests(compiled.parameters, facts);
    const wrong = [
      ...denied
        .filter((request) => verdict(request) !== "denied")
        .map((request) => [request, "denied"] as const),
      ...allowed
        .filter((request) => verdict(request) !== "allowed")
        .map((request) => [request, "allowed"] as const),
    ];
    return wrong.map(([request, expected]) => ({
      code: "guardrail-not-proved",
      severity: "error",
      place: use.place,
      path: `guardrails.${guardrail.id}`,
      message: `${guardrail.id} with these parameters: ${JSON.stringify(request)} must be ${expected}`,
      found: expected === "denied" ? "allowed" : "denied",
      expected,
      fix: `correct its parameters; see docs/guardrails/${guardrail.id}.md`,
    }));
  });
}
