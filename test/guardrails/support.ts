import { EXAMPLE_ORGANIZATION } from "../../scripts/generate/example-organization";
import { compileGuardrail } from "../../src/catalogue/compile";
import type { AnyAuthorizationGuardrail } from "../../src/catalogue/guardrail";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest } from "../../src/evaluate/request";
import type { PolicyDocument } from "../../src/policy/document";

const FULL_ACCESS: PolicyDocument = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*" },
};

/** Decides requests in an account of the example organization where one guardrail holds. */
export function under(guardrail: AnyAuthorizationGuardrail, parameters: unknown = guardrail.example) {
  const compiled = compileGuardrail(guardrail, parameters, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  const policy: PolicyDocument = { Version: "2012-10-17", Statement: compiled.statements };
  return (request: AccessRequest) => decide([[FULL_ACCESS, policy], [FULL_ACCESS]], request).verdict;
}
