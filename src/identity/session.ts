import { z } from "zod";

/**
 * How long a session of a permission set may last.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html (1 to 12 hours), read
 * 2026-11.
 */
export const sessionDuration = z
  .string()
  .regex(
    /^PT([1-9]|1[0-2])H$|^PT([1-9]|1[01])H([1-9]|[1-5]\d)M$/,
    "an ISO 8601 time of 1 to 12 hours, such as PT4H",
  )
  .describe("how long a session lasts");
