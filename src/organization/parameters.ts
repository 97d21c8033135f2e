import { z } from "zod";
import type { OrganizationFacts } from "../catalogue/guardrail";
import type { Finding } from "../findings/finding";
import { organizationFacts } from "../plan/facts";
import { expectation, issueFindings } from "./issues";
import { intentSchema } from "./schema";
import { toAccess, toOrganization } from "./to-intent";
import { type KnownGuardrail, type WrittenUse, writtenUses } from "./written-uses";
import type { Located } from "./yaml/located";

/**
 * Checks the parameters of every guardrail that the file names against the guardrail's own schema, with what
 * the organization's facts fill in. While those facts are wrong themselves, guardrails that need them wait.
 */
export function parameterFindings(located: Located, catalogue: readonly KnownGuardrail[]): Finding[] {
  const facts = readFacts(located);
  const byId = new Map(catalogue.map((guardrail) => [guardrail.id, guardrail]));
  return writtenUses(located).flatMap((use) => {
    const guardrail = byId.get(use.id);
    return guardrail === undefined ? [] : useFindings(use, guardrail, facts, located);
  });
}

/** What the file says of the organization; null while that is wrong itself. */
export function readFacts(located: Located): OrganizationFacts | null {
  const organization = intentSchema.shape.organization.safeParse(located.at(["organization"]));
  const access = intentSchema.shape.access.safeParse(located.at(["access"]));
  if (!organization.success || !access.success) return null;
  return organizationFacts({
    organization: toOrganization(organization.data),
    access: toAccess(access.data),
  });
}

function useFindings(
  { parameters = {}, parametersPath }: WrittenUse,
  guardrail: KnownGuardrail,
  facts: OrganizationFacts | null,
  located: Located,
): Finding[] {
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) return [];
  if (guardrail.defaults !== undefined && facts === null) return [];
  const defaults = facts === null ? {} : guardrail.defaults?.(facts);
  const schema = strict(guardrail.parameters);
  const result = schema.safeParse({ ...defaults, ...parameters }, { error: expectation });
  if (result.success) return [];
  return issueFindings(result.error.issues, { located, schema, base: parametersPath });
}

/** A parameter that the guardrail does not know is a slip of the pen, not something to pass over. */
export function strict(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodObject)) return schema;
  // Most are strict already: a copy would be compiled anew at its first use.
  return schema.def.catchall instanceof z.ZodNever ? schema : schema.strict();
}
