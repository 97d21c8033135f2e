import { z } from "zod";

/** The keys that a schema takes at a path; for alternatives, those of each. Empty where any key will do. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return knownKeys(schema.def.innerType, path);
  }
  if (schema instanceof z.ZodPipe) return knownKeys(schema.def.in, path);
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap((option) => knownKeys(option, path));
  if (schema instanceof z.ZodArray && step !== undefined) return knownKeys(schema.def.element, rest);
  if (schema instanceof z.ZodRecord && step !== undefined) return knownKeys(schema.def.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const member = schema.shape[String(step)];
  return member === undefined ? [] : knownKeys(member, rest);
}
