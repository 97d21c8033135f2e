import type { z } from "zod";
import type { AnyGuardrail, OrganizationFacts } from "./guardrail";

/** Anything with parameters: a guardrail, a permission set. */
type Parameterized = Pick<AnyGuardrail, "parameters" | "defaults">;

/** What is wrong with a guardrail's parameters, and where below them: "services[0]"; "" for the whole. */
export interface ParameterProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * Fills what the user left out, from the guardrail's defaults first and then from its schema, and checks
 * the whole.
 *
 * @param written the parameters as they stand in organization.yaml; undefined or null when there are none
 */
export function resolveParameters(
  { parameters, defaults }: Parameterized,
  written: unknown,
  organization: OrganizationFacts,
): { readonly parameters: unknown } | { readonly problems: readonly ParameterProblem[] } {
  const given = written ?? {};
  const filled = isRecord(given) ? { ...defaults?.(organization), ...given } : given;
  const result = parameters.safeParse(filled);
  return result.success ? { parameters: result.data } : { problems: result.error.issues.flatMap(problemsOf) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** zod names all unknown keys in one issue; a reader wants each at its own place. */
function problemsOf(issue: z.core.$ZodIssue): readonly ParameterProblem[] {
  const place = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") return [{ path: place, message: issue.message }];
  return issue.keys.map((key) => ({
    path: pathText([...issue.path, key]),
    message: `unknown parameter "${key}"`,
  }));
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}
