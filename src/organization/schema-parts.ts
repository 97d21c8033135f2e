import { z } from "zod";
import { EXPIRES_FORM, parseExpires } from "./expires";

// The parts that the sections of organization.yaml are made of. The text given to each check says what is expected;
// findings and the JSON Schema are both made from it.

/** Text of a certain form. */
export const form = (pattern: RegExp, expected: string, description: string) =>
  z.string(expected).regex(pattern, expected).describe(`${description}: ${expected}`);

export const filled = (expected: string, description: string) =>
  z.string(expected).min(1, expected).describe(description);

export const list = <T extends z.ZodType>(element: T, expected: string, description: string) =>
  z.array(element, expected).min(1, expected).describe(description);

export const section = <T extends z.core.$ZodLooseShape>(shape: T, description: string) =>
  z.strictObject(shape, "a map").describe(description);

/** A target is checked against the snapshot; in the file it only has to be there. */
export const target = filled(
  "Root, a path of units, an account name, an id, or tag:KEY=VALUE",
  "A target: Root, a path of units such as Workloads/Production, an account name, an id, or tag:KEY=VALUE",
);

/** One or a list of a thing, each written as text. */
export const oneOrMany = <T extends z.ZodType>(element: T, expected: string, description: string) =>
  z
    .union(
      [element, list(element, `at least one ${expected}`, description)],
      `${expected}, or a list of them`,
    )
    .describe(description);

const EXPIRES_EXPECTED = "a day of the calendar such as 2027-01-31, or a UTC time such as 2027-01-31T12:00Z";

/** @param description what ends at that moment */
export const expires = (description: string) =>
  z
    .string(EXPIRES_EXPECTED)
    .refine((text) => parseExpires(text) !== null, EXPIRES_EXPECTED)
    .describe(`${description}: ${EXPIRES_EXPECTED}`)
    .meta({ pattern: EXPIRES_FORM.source });
