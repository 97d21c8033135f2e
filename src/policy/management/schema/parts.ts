import { z } from "zod";
import { CONTROL_OPERATOR, OPERATOR_PREFIX } from "../document";

/**
 * What schemas of management policies are made of. Everything in a policy is optional: a policy may say one thing
 * and leave the rest to those above and below.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html, read 2026-11.
 */
type Schema = z.ZodType;

const CONTROLS = ["@@all", "@@none", "@@assign", "@@append", "@@remove"] as const;

const control = { [CONTROL_OPERATOR]: z.array(z.enum(CONTROLS)).min(1).optional() };

const saysSomething = (node: object) => Object.keys(node).length > 0;
const NOTHING = "it says nothing: give it an operator such as @@assign";

/** A setting of one value. */
export function one(value: Schema): Schema {
  return z.strictObject({ "@@assign": value.optional(), ...control }).refine(saysSomething, NOTHING);
}

/** A setting of several values. */
export function many(value: Schema): Schema {
  const values = z.array(value).optional();
  return z
    .strictObject({ "@@assign": values, "@@append": values, "@@remove": values, ...control })
    .refine(saysSomething, NOTHING);
}

/** A group of settings with known names. */
export function group(members: Readonly<Record<string, Schema>>): Schema {
  const optional = Object.entries(members).map(([name, member]) => [name, member.optional()] as const);
  return z.strictObject({ ...Object.fromEntries(optional), ...control });
}

/** A document: one group under a fixed name. */
export function top(name: string, member: Schema): Schema {
  return z.strictObject({ [name]: member });
}

/** A group whose members have names of the writer's choice. */
export function named(pattern: RegExp, expected: string, member: Schema): Schema {
  return z
    .object(control)
    .catchall(member)
    .superRefine((node, context) => {
      for (const name of Object.keys(node)) {
        if (name === CONTROL_OPERATOR || (pattern.test(name) && !name.startsWith(OPERATOR_PREFIX))) continue;
        context.addIssue({ code: "custom", path: [name], message: `expected ${expected}` });
      }
    });
}

/** Settings that no guardrail of ours has, so that only their operators are looked at. */
export const anything: Schema = z.lazy(() =>
  z.union([named(/^/, "a name", anything), one(scalar), many(scalar)]),
);

const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const text = z.string().min(1, "expected text");

/** A count as AWS's examples write them: the digits as text. */
export function digits(least: number, most: number): Schema {
  const message = `expected a whole number from ${least} to ${most}, as text`;
  return z.string().refine((value) => {
    const number = Number(value);
    return /^-?\d+$/.test(value) && number >= least && number <= most;
  }, message);
}

export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** Regions by their codes, or the word for all of now and later. */
export const regions = many(
  z.union([z.literal("ALL_SUPPORTED"), z.string().regex(REGION, "expected a Region such as eu-west-1")]),
);

/** Where a service is on and where it is off. */
export const regionLists = { enable_in_regions: regions, disable_in_regions: regions };
