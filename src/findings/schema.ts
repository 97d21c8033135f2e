import { z } from "zod";
import type { Finding } from "./finding";

const text = z.string();

/** A finding as a document of ours holds it. */
export const findingSchema: z.ZodType<Finding> = z.object({
  code: text,
  severity: z.enum(["error", "warning", "info"]),
  place: z.object({ file: text, line: z.number(), column: z.number() }).exactOptional(),
  path: text.exactOptional(),
  message: text,
  found: text.exactOptional(),
  expected: text.exactOptional(),
  nearest: text.exactOptional(),
  why: text.exactOptional(),
  fix: text.exactOptional(),
});
