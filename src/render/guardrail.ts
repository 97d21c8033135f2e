import type { GuardrailDescription } from "../catalogue/describe";
import type { ExampleEffect } from "../catalogue/guardrail";
import type { AccessRequest } from "../evaluate/request";
import { cell, fenced, parameterTable, requestTable, supports } from "./page-parts";
import { grouped } from "./style";

/**
 * What is generated of a guardrail's page, in Markdown: parameters, policy, size, requests or effects, references.
 *
 * @param where whose policy it is: "in the example organization"
 */
export function guardrailFrame(described: GuardrailDescription, where: string): string {
  const { policy, parameters, requests, effects } = described;
  return [
    ...parameterTable(parameters),
    "## Policy",
    sizeLine(described, where),
    fenced(policy),
    ...(requests === undefined ? [] : requestTables(described, requests)),
    ...(effects === undefined ? [] : effectTexts(effects)),
    ...supports(described.references),
  ].join("\n\n");
}

function sizeLine({ values, characters, limit }: GuardrailDescription, where: string): string {
  const shown = JSON.stringify(values);
  const given = shown === "{}" ? "" : ` with \`${shown}\``;
  return `${grouped(characters)} of ${grouped(limit)} characters${given}, ${where}.`;
}

function requestTables(
  described: GuardrailDescription,
  { denied, allowed }: NonNullable<GuardrailDescription["requests"]>,
): readonly string[] {
  return [
    "## Requests",
    "Tested with each change, and by `org-guardrails check` with your parameters.",
    requestTable("Denied", denied, (request) => caller(described, request)),
    requestTable("Allowed", allowed, (request) => caller(described, request)),
  ];
}

/** Who asks. Under an RCP, a request without a principal is by an AWS service or anonymous. */
function caller({ type }: GuardrailDescription, { principal, context = {} }: AccessRequest): string {
  if (principal !== undefined || type !== "RESOURCE_CONTROL_POLICY") return cell(principal);
  if (context["aws:PrincipalIsAWSService"] === "true") return "an AWS service";
  return Object.keys(context).some((key) => key.startsWith("aws:Principal")) ? "" : "anybody, unsigned";
}

function effectTexts(effects: readonly ExampleEffect[]): readonly string[] {
  return [
    "## Effects",
    "What an account's effective policy says, beside policies above and below. Tested with each change, and by " +
      "`org-guardrails check` with your parameters.",
    effects.map(effectText).join("\n"),
  ];
}

function effectText({ shows, above = [], below = [], effective }: ExampleEffect): string {
  const code = (document: unknown) => cell(JSON.stringify(document));
  const around = [
    ...above.map((document) => `  Above: ${code(document)}`),
    ...below.map((document) => `  Below: ${code(document)}`),
  ];
  return [`- **${shows}.**`, ...around, `  Effective: ${code(effective)}`].join("\\\n");
}
