import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import type { AnyAuthorizationGuardrail } from "../../src/catalogue/guardrail";
import { FULL_ACCESS } from "../../src/chain/chain";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest, Levels } from "../../src/evaluate/request";
import type { PolicyDocument, Statement } from "../../src/policy/document";

/** A root with AWS's own policy and these, and an account below with AWS's own alone. */
export function levelsWith(
  { type: policyType }: AnyAuthorizationGuardrail,
  policies: readonly PolicyDocument[],
): Exclude<Levels, readonly unknown[]> {
  const type = policyType === "RESOURCE_CONTROL_POLICY" ? "RCP" : "SCP";
  const full = FULL_ACCESS[type].document;
  return { type, levels: [[full, ...policies], [full]] };
}

/** A guardrail's statements in the example organization, with its example or other parameters. */
export function statementsOf(
  guardrail: AnyAuthorizationGuardrail,
  parameters: unknown = guardrail.example,
): readonly Statement[] {
  const compiled = compileGuardrail(guardrail, parameters, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.statements;
}

/** The chain of an account of the example organization where one guardrail holds. */
export function chainUnder(guardrail: AnyAuthorizationGuardrail, parameters: unknown = guardrail.example) {
  const policy = { Version: "2012-10-17", Statement: statementsOf(guardrail, parameters) };
  return levelsWith(guardrail, [policy]);
}

/** Decides requests in an account of the example organization where one guardrail holds. */
export function under(guardrail: AnyAuthorizationGuardrail, parameters: unknown = guardrail.example) {
  const levels = chainUnder(guardrail, parameters);
  return (request: AccessRequest) => decide(levels, request).verdict;
}
