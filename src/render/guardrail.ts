import type { GuardrailDescription } from "../catalogue/describe";
import type { DescribedParameter } from "../catalogue/describe-parameters";
import type { ExampleEffect } from "../catalogue/guardrail";
import type { AccessRequest } from "../evaluate/request";
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
    ...supports(described),
  ].join("\n\n");
}

function parameterTable(parameters: readonly DescribedParameter[]): readonly string[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map(
    (each) => `| ${[cell(each.name), text(each.what), text(each.type), defaultText(each)].join(" | ")} |`,
  );
  return ["## Parameters", ["| name | what | type | default |", "|---|---|---|---|", ...rows].join("\n")];
}

/** More values of a default than these are counted. */
const MOST_VALUES = 8;

function defaultText({ required, default: value, defaultFrom }: DescribedParameter): string {
  if (defaultFrom !== undefined) return cell(defaultFrom);
  if (required) return "none: you say it";
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "none";
  if (!Array.isArray(value)) return cell(typeof value === "string" ? value : JSON.stringify(value));
  const more = value.length - MOST_VALUES;
  const shown = value
    .slice(0, MOST_VALUES)
    .map((each) => cell(typeof each === "string" ? each : JSON.stringify(each)));
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
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
    requestTable("Denied", described, denied),
    requestTable("Allowed", described, allowed),
  ];
}

function requestTable(
  verdict: string,
  described: GuardrailDescription,
  requests: readonly AccessRequest[],
): string {
  const rows = requests.map((request) => {
    const { action, resource, context = {} } = request;
    const facts = Object.entries(context).map(([key, value]) => `${key} = ${String(value)}`);
    return `| ${[cell(action), caller(described, request), cell(resource), cell(facts.join(", "))].join(" | ")} |`;
  });
  return [`| ${verdict} | by | on | with |`, "|---|---|---|---|", ...rows].join("\n");
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

function supports({ references }: GuardrailDescription): readonly string[] {
  const links = references.map(({ id, url }) => `[${id}](${url})`);
  return links.length === 0 ? [] : [`Supports ${links.join(", ")}.`];
}

function fenced(value: unknown): string {
  return "```json\n" + JSON.stringify(value, null, 2) + "\n```";
}

function cell(value = ""): string {
  return value === "" ? "" : `\`${text(value)}\``;
}

/** A bar would end the cell. */
function text(value: string): string {
  return value.replaceAll("|", "\\|");
}
