import { compileContent, compileGuardrail } from "../catalogue/compile";
import { effectOf, holds } from "../catalogue/effects";
import {
  type AnyAuthorizationGuardrail,
  type AnyGuardrail,
  type AnyManagementGuardrail,
  isAuthorization,
  type OrganizationFacts,
} from "../catalogue/guardrail";
import { FULL_ACCESS } from "../chain/chain";
import { decide } from "../evaluate/reference";
import type { AccessRequest } from "../evaluate/request";
import type { Finding } from "../findings/finding";
import type { Intent } from "../organization/intent";
import type { PolicyDocument } from "../policy/document";
import { organizationFacts } from "./facts";
import { groupUses, type UseGroup } from "./uses";

/** Runs the examples of every guardrail that organization.yaml asks for, once for each set of parameters. */
export function proveIntent(intent: Intent, catalogue: readonly AnyGuardrail[]): readonly Finding[] {
  const byId = new Map(catalogue.map((guardrail) => [guardrail.id, guardrail]));
  const { groups } = groupUses(intent, byId, () => []);
  const facts = organizationFacts(intent);
  return groups.flatMap((group) => {
    const { guardrail, parameters } = group;
    const broken = isAuthorization(guardrail)
      ? brokenRequests(guardrail, parameters, facts)
      : brokenEffects(guardrail, parameters, facts);
    return broken.map((example) => notProved(group, example));
  });
}

/** An example of a guardrail that does not come true with the user's parameters. */
interface Broken {
  readonly example: string;
  readonly found: string;
  readonly expected: string;
}

/** What must be denied is denied, and by this guardrail alone; what must be allowed is allowed. */
function brokenRequests(
  guardrail: AnyAuthorizationGuardrail,
  parameters: unknown,
  facts: OrganizationFacts,
): readonly Broken[] {
  const compiled = compileGuardrail(guardrail, parameters, facts);
  if ("problems" in compiled) return [];
  const type = guardrail.type === "RESOURCE_CONTROL_POLICY" ? "RCP" : "SCP";
  const document: PolicyDocument = { Version: "2012-10-17", Statement: compiled.statements };
  const verdict = (request: AccessRequest) =>
    decide({ type, levels: [[FULL_ACCESS[type].document, document]] }, request).verdict;
  const { denied, allowed } = guardrail.requests(compiled.parameters, facts);
  const wrong = (requests: readonly AccessRequest[], expected: "denied" | "allowed") =>
    requests
      .filter((request) => verdict(request) !== expected)
      .map((request) => ({
        example: `${JSON.stringify(request)} must be ${expected}`,
        found: expected === "denied" ? "allowed" : "denied",
        expected,
      }));
  return [...wrong(denied, "denied"), ...wrong(allowed, "allowed")];
}

/** An account's effective policy is what the examples say. */
function brokenEffects(
  guardrail: AnyManagementGuardrail,
  parameters: unknown,
  facts: OrganizationFacts,
): readonly Broken[] {
  const compiled = compileContent(guardrail, parameters, facts);
  if ("problems" in compiled) return [];
  return guardrail.effects(compiled.parameters, facts).flatMap((effect) => {
    const found = effectOf(guardrail.type, compiled.content, effect);
    if (holds(found, effect.effective)) return [];
    const example = `"${effect.shows}" does not come true`;
    return [{ example, found: JSON.stringify(found), expected: JSON.stringify(effect.effective) }];
  });
}

function notProved({ guardrail: { id }, use }: UseGroup, { example, found, expected }: Broken): Finding {
  return {
    code: "guardrail-not-proved",
    severity: "error",
    place: use.place,
    path: `guardrails.${id}`,
    message: `${id} with these parameters: ${example}`,
    found,
    expected,
    fix: `correct its parameters; see docs/guardrails/${id}.md`,
  };
}
