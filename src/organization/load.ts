import type { Finding } from "../findings/finding";
import { identityFindings, type KnownPermissionSet } from "./identity-rules";
import type { Intent } from "./intent";
import { expectation, issueFindings } from "./issues";
import { isSaidBetter, type KnownDetection, lockdownFindings } from "./lockdown-rules";
import { parameterFindings } from "./parameters";
import { ruleFindings } from "./rules";
import { intentSchema } from "./schema";
import { toIntent } from "./to-intent";
import type { KnownGuardrail } from "./written-uses";
import { readYaml } from "./yaml/read";

/** More than anybody mends in one go; a file of one megabyte can hold a hundred thousand. */
const MOST_PROBLEMS = 500;

export interface Loaded {
  /** Null when there is a problem. */
  readonly intent: Intent | null;
  /** What the file says, as soon as its form is right: its targets can be looked up beside its other problems. */
  readonly written: Intent | null;
  /** All of them at once, in the order of the file. Every one is an error. */
  readonly problems: readonly Finding[];
}

/** What organization.yaml may name. */
export interface KnownContent {
  readonly guardrails: readonly KnownGuardrail[];
  readonly permissionSets: readonly KnownPermissionSet[];
  readonly detections: readonly KnownDetection[];
}

/**
 * Reads organization.yaml. Never throws, whatever the file holds.
 *
 * @param input the file's bytes, or its text
 * @param file the name for messages
 * @param content what the file may name
 */
export function loadIntent(
  input: string | Uint8Array,
  file: string,
  { guardrails, permissionSets, detections }: KnownContent,
): Loaded {
  const { located, problems } = readYaml(input, file);
  if (located === null) return { intent: null, written: null, problems };
  if (located.value === null) {
    return { intent: null, written: null, problems: [...problems, emptyFile(file)] };
  }
  const result = intentSchema.safeParse(located.value, { error: expectation });
  const found = [
    ...problems,
    ...(result.success
      ? []
      : issueFindings(result.error.issues, { located, schema: intentSchema, base: [] }).filter(
          (found) => !isSaidBetter(found),
        )),
    ...ruleFindings(located, guardrails),
    ...parameterFindings(located, guardrails),
    ...identityFindings(located, permissionSets),
    ...lockdownFindings(located, detections),
  ]
    .sort(byPlace)
    .slice(0, MOST_PROBLEMS);
  const written = result.success ? toIntent(result.data, located, file) : null;
  return { intent: found.length > 0 ? null : written, written, problems: found };
}

/** An empty file is what is left after a mishap; taken at its word, it would remove every guardrail. */
function emptyFile(file: string): Finding {
  return {
    code: "empty-file",
    severity: "error",
    place: { file, line: 1, column: 1 },
    message: `${file} is empty; that never means to remove everything`,
    expected: "organization, access and guardrails",
    fix: "restore the file",
  };
}

/** Orders findings as a reader meets them in the file. */
export function byPlace(a: Finding, b: Finding): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
}
