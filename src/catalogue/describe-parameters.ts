import { z } from "zod";
import { canonicalJson } from "../policy/canonical";
import type { AnyGuardrail, OrganizationFacts } from "./guardrail";

/** One parameter of a guardrail, as a page and `show` print it. */
export interface DescribedParameter {
  readonly name: string;
  /** What it is for, in words. */
  readonly what: string;
  /** In words: "list of text", "true or false". */
  readonly type: string;
  readonly required: boolean;
  /** The value when it is left out; undefined when there is none. */
  readonly default: unknown;
  /** The key of organization.yaml that the default is taken from, where it is one. */
  readonly defaultFrom?: string | undefined;
}

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Keys of organization.yaml. */
const FACT_KEYS: Readonly<Record<keyof OrganizationFacts, string>> = {
  id: "organization.id",
  partition: "organization.partition",
  managementAccount: "organization.management-account",
  regions: "organization.regions",
  homeRegion: "organization.home-region",
  deployers: "access.deployers",
  memberRoles: "access.member-roles",
  breakGlass: "access.break-glass",
};

/** The parameters of a guardrail by its schema, in its order. */
export function describeParameters(
  { parameters, defaults }: Pick<AnyGuardrail, "parameters" | "defaults">,
  organization: OrganizationFacts,
): readonly DescribedParameter[] {
  const schema = z.toJSONSchema(parameters, { io: "input", unrepresentable: "any" }) as Schema;
  const filled = (defaults?.(organization) ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    what: property.description ?? "",
    type: typeText(property),
    required: filled[name] === undefined && (schema.required ?? []).includes(name),
    default: filled[name] ?? property.default,
    defaultFrom: filled[name] === undefined ? undefined : factKey(filled[name], organization),
  }));
}

function factKey(value: unknown, organization: OrganizationFacts): string | undefined {
  const text = canonicalJson([value]);
  const facts = Object.keys(FACT_KEYS) as (keyof OrganizationFacts)[];
  const fact = facts.find((key) => canonicalJson([organization[key]]) === text);
  return fact && FACT_KEYS[fact];
}

/** More values than these are counted. */
const MOST_VALUES = 8;

function typeText(schema: Schema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum !== undefined) {
    if (schema.enum.length > MOST_VALUES) return `one of ${schema.enum.length} values`;
    return schema.enum.map(String).join(" or ");
  }
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeText))].join(" or ");
  switch (schema.type) {
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "integer":
    case "number":
      return `number${range(schema)}`;
    case "array": {
      const items = typeText(schema.items ?? {});
      return `list of ${items.includes(" or ") ? `(${items})` : items}`;
    }
    case "object":
      return typeof schema.additionalProperties === "object"
        ? `map to ${typeText(schema.additionalProperties)}`
        : `map of ${Object.keys(schema.properties ?? {}).join(", ") || "anything"}`;
    default:
      return "anything";
  }
}

/** JSON Schema bounds integers by the largest that JavaScript holds: that is no bound to tell of. */
function range({ minimum, maximum }: Schema): string {
  const [least, most] = [minimum, maximum].map((bound) =>
    bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : bound,
  );
  if (least !== undefined && most !== undefined) return ` from ${least} to ${most}`;
  if (least !== undefined) return `, at least ${least}`;
  return most === undefined ? "" : `, at most ${most}`;
}
