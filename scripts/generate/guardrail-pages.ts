import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../guardrails";
import { compileGuardrail } from "../../src/catalogue/compile";
import type { AnyGuardrail } from "../../src/catalogue/guardrail";
import type { AccessRequest } from "../../src/evaluate/request";
import type { Statement } from "../../src/policy/document";
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
  const compiled = compileGuardrail(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(`${guardrail.id}: ${JSON.stringify(compiled.problems)}`);
  const { parameters, statements } = compiled;
  const { denied, allowed } = guardrail.requests(parameters, EXAMPLE_ORGANIZATION);
  return [
    "## Policy",
    sizeLine(guardrail, parameters, statements),
    "```json\n" + JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2) + "\n```",
    "## Requests",
    "Tested with each change, and by `org-guardrails check` with your parameters.",
    requestTable("Denied", denied),
    requestTable("Allowed", allowed),
    ...supports(guardrail),
  ].join("\n\n");
}

function sizeLine({ type }: AnyGuardrail, parameters: unknown, statements: readonly Statement[]): string {
  const size = JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
  const shown = JSON.stringify(parameters);
  const given = shown === "{}" ? "" : ` with \`${shown}\``;
  return `${grouped(size)} of ${grouped(LIMITS[type].characters)} characters${given}, in the example organization.`;
}

function requestTable(verdict: string, requests: readonly AccessRequest[]): string {
  const rows = requests.map(({ action, principal, resource, context }) => {
    const facts = Object.entries(context ?? {}).map(([key, value]) => `${key} = ${String(value)}`);
    return `| ${[action, principal, resource, facts.join(", ")].map(cell).join(" | ")} |`;
  });
  return [`| ${verdict} | by | on | with |`, "|---|---|---|---|", ...rows].join("\n");
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
