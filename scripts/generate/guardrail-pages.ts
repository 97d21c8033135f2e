import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../guardrails";
import { describeGuardrail } from "../../src/catalogue/describe";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import type { AnyGuardrail } from "../../src/catalogue/guardrail";
import { guardrailFrame } from "../../src/render/guardrail";

const REPOSITORY = join(__dirname, "..", "..");
const BEGIN = "<!-- generated -->";
const END = "<!-- /generated -->";

/** A file of the repository that is written by a program; `path` is relative to the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** The doc page of each guardrail: the text that a person wrote, with the frame about the policy renewed. */
export function guardrailPages(): readonly GeneratedFile[] {
  return catalogue.map((guardrail) => renewedPage(`docs/guardrails/${guardrail.id}.md`, frame(guardrail)));
}

/**
 * A page with what stands between its markers renewed.
 *
 * @throws Error when the page or its markers are missing
 */
export function renewedPage(path: string, text: string): GeneratedFile {
  const written = readFileSync(join(REPOSITORY, path), "utf8");
  const begin = written.indexOf(BEGIN);
  const end = written.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${path}: expected ${BEGIN} and ${END}, in this order`);
  return { path, text: written.slice(0, begin + BEGIN.length) + `\n\n${text}\n` + written.slice(end) };
}

function frame(guardrail: AnyGuardrail): string {
  const described = describeGuardrail(guardrail, EXAMPLE_ORGANIZATION);
  if ("problems" in described) throw new Error(`${guardrail.id}: ${JSON.stringify(described.problems)}`);
  return guardrailFrame(described, "in the example organization");
}
