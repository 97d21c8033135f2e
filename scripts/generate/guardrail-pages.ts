import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../guardrails";
import { compileContent, compileGuardrail } from "../../src/catalogue/compile";
import {
  type AnyAuthorizationGuardrail,
  type AnyGuardrail,
  type AnyManagementGuardrail,
  type ExampleEffect,
  isAuthorization,
} from "../../src/catalogue/guardrail";
import type { AccessRequest } from "../../src/evaluate/request";
import { LIMITS } from "../../src/policy/limits";
import { EXAMPLE_ORGANIZATION } from "./example-organization";

const REPOSITORY = join(__dirname, "..", "..");
const BEGIN = "<!-- generated -->";
const END = "<!-- /generated -->";

/** A file of the repository that is written by a program; `path` is relative to the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The doc page of each guardrail: the text that a person wrote, with the frame about the policy renewed.
 *
 * @throws Error when a page or its markers are missing
 */
export function guardrailPages(): readonly GeneratedFile[] {
  return catalogue.map((guardrail) => {
    const path = `docs/guardrails/${guardrail.id}.md`;
    const written = readFileSync(join(REPOSITORY, path), "utf8");
    const begin = written.indexOf(BEGIN);
    const end = written.indexOf(END);
    if (begin < 0 || end < begin) throw new Error(`${path}: expected ${BEGIN} and ${END}, in this order`);
    return {
      path,
      text: written.slice(0, begin + BEGIN.length) + `\n\n${frame(guardrail)}\n` + written.slice(end),
    };
  });
}

function frame(guardrail: AnyGuardrail): string {
  const parts = isAuthorization(guardrail) ? requestFrame(guardrail) : effectFrame(guardrail);
  return [...parts, ...supports(guardrail)].join("\n\n");
}

function requestFrame(guardrail: AnyAuthorizationGuardrail): readonly string[] {
  const compiled = compileGuardrail(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(`${guardrail.id}: ${JSON.stringify(compiled.problems)}`);
  const { parameters, statements } = compiled;
  const { denied, allowed } = guardrail.requests(parameters, EXAMPLE_ORGANIZATION);
  return [
    "## Policy",
    sizeLine(guardrail, parameters, JSON.stringify({ Version: "2012-10-17", Statement: statements })),
    fenced({ Version: "2012-10-17", Statement: statements }),
    "## Requests",
    "Tested with each change, and by `org-guardrails check` with your parameters.",
    requestTable("Denied", guardrail, denied),
    requestTable("Allowed", guardrail, allowed),
  ];
}

function effectFrame(guardrail: AnyManagementGuardrail): readonly string[] {
  const compiled = compileContent(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(`${guardrail.id}: ${JSON.stringify(compiled.problems)}`);
  const { parameters, content } = compiled;
  const effects = guardrail.effects(parameters, EXAMPLE_ORGANIZATION);
  return [
    "## Policy",
    sizeLine(guardrail, parameters, JSON.stringify(content)),
    fenced(content),
    "## Effects",
    "What an account's effective policy says, tested with each change.",
    ...effects.map(effectText),
  ];
}

function effectText({ shows, above = [], below = [], effective }: ExampleEffect): string {
  const around = [
    ...above.map((document) => ["Above:", fenced(document)]),
    ...below.map((document) => ["Below:", fenced(document)]),
  ];
  return [`### ${shows}`, ...around.flat(), "Effective:", fenced(effective)].join("\n\n");
}

function fenced(value: unknown): string {
  return "```json\n" + JSON.stringify(value, null, 2) + "\n```";
}

function sizeLine({ type }: AnyGuardrail, parameters: unknown, text: string): string {
  const shown = JSON.stringify(parameters);
  const given = shown === "{}" ? "" : ` with \`${shown}\``;
  return `${grouped(text.length)} of ${grouped(LIMITS[type].characters)} characters${given}, in the example organization.`;
}

function requestTable(
  verdict: string,
  guardrail: AnyAuthorizationGuardrail,
  requests: readonly AccessRequest[],
): string {
  const rows = requests.map((request) => {
    const { action, resource, context = {} } = request;
    const facts = Object.entries(context).map(([key, value]) => `${key} = ${String(value)}`);
    return `| ${[cell(action), caller(guardrail, request), cell(resource), cell(facts.join(", "))].join(" | ")} |`;
  });
  return [`| ${verdict} | by | on | with |`, "|---|---|---|---|", ...rows].join("\n");
}

/** Who asks. Under an RCP, a request without a principal is by an AWS service or anonymous. */
function caller({ type }: AnyAuthorizationGuardrail, { principal, context = {} }: AccessRequest): string {
  if (principal !== undefined || type !== "RESOURCE_CONTROL_POLICY") return cell(principal);
  if (context["aws:PrincipalIsAWSService"] === "true") return "an AWS service";
  return Object.keys(context).some((key) => key.startsWith("aws:Principal")) ? "" : "anybody, unsigned";
}

function cell(text = ""): string {
  return text === "" ? "" : `\`${text}\``;
}

function supports({ references }: AnyGuardrail): string[] {
  const links = references.map(({ control, url }) => `[${control}](${url})`);
  return links.length === 0 ? [] : [`Supports ${links.join(", ")}.`];
}

/** 10240 as "10,240". */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
