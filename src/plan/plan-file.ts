import { z } from "zod";
import type { Finding } from "../findings/finding";
import { findingSchema } from "../findings/schema";
import { type IdentityView, identityViewSchema } from "../identity/plan/view";
import { type LockdownView, lockdownViewSchema } from "../lockdown/plan/view";
import { parseJsonFile } from "../organization/json-file";
import type { Plan } from "./types";

/** The part of a plan that says who may do what, why some may do more, and what is wrong with it. */
export interface PlanView
  extends Pick<Plan, "organization" | "nodes" | "policies" | "exceptions" | "problems"> {
  /** Undefined where whoever wrote the document does not know of Identity Center. */
  readonly identity?: IdentityView | undefined;
  /** Undefined where whoever wrote the document does not know of the root lockdown. */
  readonly lockdown?: LockdownView | undefined;
}

const text = z.string();
const target = z.object({ path: text, id: text });
const schema: z.ZodType<PlanView> = z.object({
  organization: z.object({ id: text, managementAccount: text }),
  nodes: z.array(
    z.object({
      id: text,
      parent: z.nullable(text),
      path: text,
      name: text,
      kind: z.enum(["root", "unit", "account"]),
      state: text.exactOptional(),
    }),
  ),
  policies: z.array(
    z.object({
      key: text,
      name: text,
      description: text,
      type: text,
      managed: z.boolean(),
      id: text.exactOptional(),
      characters: z.number(),
      guardrails: z.array(text),
      statements: z.array(z.object({ sid: text, guardrail: text, actions: z.array(text).exactOptional() })),
      content: z.unknown(),
      targets: z.array(target),
    }),
  ),
  exceptions: z.array(
    z.object({
      guardrail: text,
      accounts: z.array(text),
      principals: z.array(text),
      owner: text,
      reason: text,
      expires: text,
      selfEnding: z.boolean(),
      characters: z.number(),
    }),
  ),
  problems: z.array(findingSchema),
  identity: identityViewSchema.exactOptional(),
  lockdown: lockdownViewSchema.exactOptional(),
});

const KIND = { name: "plan", formatVersion: 1, remedy: "org-guardrails plan --json > FILE" };

/**
 * Reads what `org-guardrails plan --json` printed. Never throws.
 *
 * @param file the name for messages
 */
export function parsePlan(
  content: string,
  file: string,
): { readonly plan: PlanView | null; readonly problems: readonly Finding[] } {
  const { value, problems } = parseJsonFile(content, file, KIND, schema);
  if (value === null) return { plan: null, problems };
  const lost = firstLost(value.nodes);
  if (lost === undefined) return { plan: value, problems };
  const finding: Finding = {
    code: "plan-invalid",
    severity: "error",
    place: { file, line: 1, column: 1 },
    message: "the nodes of the plan are no tree: a node comes twice, or before its parent",
    found: lost,
    fix: `write the file anew: ${KIND.remedy}`,
  };
  return { plan: null, problems: [finding] };
}

/** A plan lists each node once, and after its parent: so nothing is above itself. */
function firstLost(nodes: PlanView["nodes"]): string | undefined {
  const seen = new Set<string>();
  for (const { id, parent, kind } of nodes) {
    const isRoot = kind === "root" && parent === null && seen.size === 0;
    const isPlaced = parent !== null && seen.has(parent);
    if (seen.has(id) || !(isRoot || isPlaced)) return id;
    seen.add(id);
  }
  return undefined;
}
