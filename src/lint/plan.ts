import type { Finding, Place } from "../findings/finding";
import type { Intent } from "../organization/intent";
import type { Plan, PlannedPolicy } from "../plan/types";
import { lint } from "./lint";
import type { LintType } from "./types";

const LINTED: ReadonlyMap<string, LintType> = new Map([
  ["SERVICE_CONTROL_POLICY", "scp"],
  ["RESOURCE_CONTROL_POLICY", "rcp"],
]);

/**
 * What lint finds in the policies of a plan. Of those that it deploys, errors and warnings: notes ask what else there
 * is, such as who keeps an exempt role, and the plan answers. What it finds in the others is a note: they stand
 * already, and are often not the reader's to change.
 */
export function lintPlan({ policies }: Plan, { guardrails }: Intent): readonly Finding[] {
  const places = new Map(
    guardrails.flatMap((target) => target.guardrails.map(({ id, place }) => [id, place] as const)).reverse(),
  );
  return policies.flatMap((policy) => {
    const type = LINTED.get(policy.type);
    if (type === undefined) return [];
    const text = typeof policy.content === "string" ? policy.content : JSON.stringify(policy.content);
    return lint(text, { file: policy.name, type })
      .filter(({ severity }) => severity !== "info")
      .map((finding) => placed(finding, policy, places));
  });
}

/** At the first use of the guardrail that the statement is of, rather than in a text that nobody wrote. */
function placed(
  { place: _inText, ...finding }: Finding,
  policy: PlannedPolicy,
  places: ReadonlyMap<string, Place>,
): Finding {
  const path = [`policy ${JSON.stringify(policy.name)}`, finding.path].filter(Boolean).join(", ");
  if (!policy.managed) return { ...finding, severity: "info", path };
  const guardrails = guardrailsOf(policy, finding.path ?? "");
  const place = guardrails.map((guardrail) => places.get(guardrail)).find((one) => one !== undefined);
  return { ...finding, path, ...(place === undefined ? {} : { place }) };
}

/** The guardrails of the statement that a path leads into, or of the whole policy. */
function guardrailsOf({ content, statements, guardrails }: PlannedPolicy, path: string): readonly string[] {
  const [, index] = /^Statement\[(\d+)\]/.exec(path) ?? [];
  const written = (content as { readonly Statement?: unknown }).Statement;
  const statement: unknown = Array.isArray(written) ? written[Number(index)] : undefined;
  const sid = (statement as { readonly Sid?: unknown } | undefined)?.Sid;
  const own = statements.filter((origin) => origin.sid === sid).map(({ guardrail }) => guardrail);
  return own.length > 0 ? own : guardrails;
}
