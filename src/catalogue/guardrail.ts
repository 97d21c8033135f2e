import type { z } from "zod";
import type { AccessRequest } from "../evaluate/request";
import type { Statement } from "../policy/document";
import type { PolicyType } from "../policy/types";

/** Policies are packed by theme when a target has no slot left for one guardrail each. */
export type Theme =
  | "root"
  | "mfa"
  | "regions"
  | "services"
  | "identity"
  | "organization"
  | "logging"
  | "network"
  | "data"
  | "perimeter"
  | "cost"
  | "ai"
  | "quarantine";

/** A control of a public standard that a guardrail supports; never a claim of compliance. */
export interface ControlReference {
  readonly control: string;
  readonly url: string;
}

/** What a guardrail may know of the organization. All principals are ARN patterns. */
export interface OrganizationFacts {
  readonly id: string;
  readonly partition: "aws" | "aws-us-gov" | "aws-cn";
  readonly managementAccount: string;
  readonly regions: readonly string[];
  readonly homeRegion: string;
  readonly deployers: readonly string[];
  readonly memberRoles: readonly string[];
  readonly breakGlass: readonly string[];
}

/** A statement whose Sid is at most a suffix: the catalogue puts the slug in PascalCase before it. */
export type GuardrailStatement = Statement;

export interface ExampleRequests {
  readonly denied: readonly AccessRequest[];
  readonly allowed: readonly AccessRequest[];
}

/**
 * One guardrail: what it denies, why, and the requests that prove it.
 *
 * `parameters` is a zod object; what the user leaves out is filled from `defaults` first, then by the schema.
 * `requests` may depend on the parameters, because `check` runs them again with the user's.
 */
export interface Guardrail<P = never> {
  /** Verb-object slug: file, doc page, test and config key have the same name. */
  readonly id: string;
  readonly type: PolicyType;
  readonly theme: Theme;
  readonly title: string;
  readonly rationale: string;
  readonly references: readonly ControlReference[];
  readonly parameters: z.ZodType<P>;
  readonly defaults?: (organization: OrganizationFacts) => Partial<P>;
  /** What the doc page shows, where a parameter has no default. */
  readonly example?: P;
  readonly statements: (parameters: P, organization: OrganizationFacts) => readonly GuardrailStatement[];
  readonly requests: (parameters: P, organization: OrganizationFacts) => ExampleRequests;
  /** True for what the plan adds by itself: naming it in organization.yaml is an error. */
  readonly automatic?: true;
}

/** A guardrail whose parameter type nobody outside needs to know. */
// biome-ignore lint/suspicious/noExplicitAny: the parameter type is checked inside each guardrail's own file
export type AnyGuardrail = Guardrail<any>;

/** Ties the parameter type to its schema; use it in every file of guardrails/. */
export function guardrail<P>(definition: Guardrail<P>): AnyGuardrail {
  return definition;
}
