import type { AuthorizationPolicyType } from "../../policy/types";
import { camelCase, catalogueIndexText } from "../index-file";
import { sidPrefix } from "../sid";
import { guardrailTemplate } from "./guardrail-template";
import { pageTemplate, testTemplate } from "./page-template";

/** A file to write; `path` is relative to the repository. */
export interface ScaffoldFile {
  readonly path: string;
  readonly text: string;
}

/** Verb and object, in lower case. */
export const GUARDRAIL_ID = /^(deny|require|restrict|protect)(-[a-z0-9]+)+$/;

/** The Sids of its statements begin with it, and AWS shows them in its messages: nobody reads more. */
const LONGEST_ID = 64;

/**
 * What is wrong with the id of a new guardrail, in one sentence; null when it can be taken.
 *
 * @param taken the ids that there are
 */
export function idProblem(id: string, taken: readonly string[]): string | null {
  if (!GUARDRAIL_ID.test(id)) {
    return "an id is a verb (deny, require, restrict or protect) and an object, such as deny-public-buckets";
  }
  if (id.length > LONGEST_ID) return `an id has at most ${LONGEST_ID} characters`;
  if (taken.includes(id)) return "there is a guardrail of that id already";
  const double = taken.find(
    (other) => sidPrefix(other) === sidPrefix(id) || camelCase(other) === camelCase(id),
  );
  return double === undefined ? null : `its statements would be named like those of ${double}`;
}

/**
 * The files of a new guardrail: itself, its page and its test, which all work as they are, and the index with it.
 *
 * @param taken the ids that there are
 */
export function scaffoldGuardrail(
  id: string,
  type: AuthorizationPolicyType,
  taken: readonly string[],
): readonly ScaffoldFile[] {
  return [
    { path: `guardrails/${id}.ts`, text: guardrailTemplate(id, type) },
    { path: `docs/guardrails/${id}.md`, text: pageTemplate(id) },
    { path: `test/guardrails/${id}.test.ts`, text: testTemplate(id, type) },
    { path: "guardrails/index.ts", text: catalogueIndexText([...taken, id]) },
  ];
}
