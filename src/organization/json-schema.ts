import { z } from "zod";
import type { AnyGuardrail } from "../catalogue/guardrail";
import { detectionSlugSchema } from "../detections/schema";
import type { AnyPermissionSet } from "../identity/permission-set";
import { permissionSetParametersSchema, permissionSetSlugSchema } from "./identity-schema";
import type { KnownDetection } from "./lockdown-rules";
import { guardrailUseSchema, intentSchema, slugSchema } from "./schema";

type JsonSchema = Record<string, unknown>;

/** What an editor has to know of a guardrail. */
export type DescribedGuardrail = Pick<AnyGuardrail, "id" | "title" | "automatic" | "parameters" | "defaults">;

/** What an editor has to know of a permission set. */
export type DescribedPermissionSet = Pick<AnyPermissionSet, "id" | "title" | "parameters" | "defaults">;

/**
 * The JSON Schema of organization.yaml, for editors: the schema that loading uses, with the names and the
 * parameters of the guardrails, permission sets and detections in it. It never refuses what loading takes; rules about several values (a home
 * Region among the Regions, a guardrail twice at one target) are for loading alone.
 *
 * Draft 7 is the newest that the language server behind most editors' YAML support knows.
 * Source: https://github.com/redhat-developer/yaml-language-server (README), read 2026-11.
 */
export function organizationJsonSchema(
  catalogue: readonly DescribedGuardrail[],
  permissionSets: readonly DescribedPermissionSet[],
  detections: readonly KnownDetection[],
): JsonSchema {
  const written = catalogue.filter(({ automatic }) => !automatic);
  const replaced = new Map<z.core.$ZodType, JsonSchema>([
    [slugSchema, slugs(written)],
    [
      detectionSlugSchema,
      { description: "A detection", type: "string", enum: detections.map(({ id }) => id) },
    ],
    [guardrailUseSchema, guardrailUse(written)],
    [
      permissionSetSlugSchema,
      { description: "A permission set", type: "string", enum: permissionSets.map(({ id }) => id) },
    ],
    [
      permissionSetParametersSchema,
      {
        description: "Parameters of permission sets; what is not named here has its defaults",
        type: "object",
        properties: Object.fromEntries(permissionSets.map((set) => [set.id, parameters(set)])),
        additionalProperties: false,
      },
    ],
  ]);
  return z.toJSONSchema(intentSchema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const replacement = replaced.get(zodSchema);
      if (replacement === undefined) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      Object.assign(jsonSchema, replacement);
    },
  });
}

function slugs(guardrails: readonly DescribedGuardrail[]): JsonSchema {
  return { description: "A guardrail", type: "string", enum: guardrails.map(({ id }) => id) };
}

function guardrailUse(guardrails: readonly DescribedGuardrail[]): JsonSchema {
  return {
    description: "A guardrail, or a guardrail with its parameters",
    anyOf: [
      slugs(guardrails.filter(standsAlone)),
      {
        type: "object",
        properties: Object.fromEntries(guardrails.map((guardrail) => [guardrail.id, parameters(guardrail)])),
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
      },
    ],
  };
}

/** Whether a guardrail needs no parameters to be written. */
function standsAlone({ parameters, defaults }: DescribedGuardrail): boolean {
  return defaults !== undefined || parameters.safeParse({}).success;
}

function parameters({
  title,
  parameters,
  defaults,
}: DescribedGuardrail | DescribedPermissionSet): JsonSchema {
  const { $schema, required, ...schema } = z.toJSONSchema(parameters, { target: "draft-7", io: "input" });
  // What the organization's facts fill in may be left out.
  const needed = defaults === undefined && required !== undefined ? { required } : {};
  return { description: title, ...schema, ...needed, additionalProperties: false };
}
