import type { z } from "zod";
import type { ControlId } from "../aws-data/controls";
import type { ExampleRequests, OrganizationFacts } from "../catalogue/guardrail";
import type { Statement } from "../policy/document";

/** A policy of AWS's own, by its name with its path as its ARN has it: "ReadOnlyAccess", "job-function/Billing". */
export type AwsManagedPolicy = string;

/** A policy that must exist, under this very name and path, in every account that the set goes to. */
export interface CustomerManagedPolicy {
  readonly name: string;
  /** Begins and ends with a slash; "/" when it has none. */
  readonly path: string;
}

export type PermissionsBoundary =
  | { readonly kind: "aws"; readonly policy: AwsManagedPolicy }
  | { readonly kind: "customer"; readonly policy: CustomerManagedPolicy };

/** What Identity Center keeps of a permission set, its name and its assignments aside. */
export interface PermissionSetContent {
  /** At most 700 characters. */
  readonly description: string;
  /** ISO 8601, from "PT1H" to "PT12H". */
  readonly sessionDuration: string;
  /** The console page that a session begins at; undefined for the console's own choice. */
  readonly relayState?: string | undefined;
  readonly awsManagedPolicies: readonly AwsManagedPolicy[];
  readonly customerManagedPolicies: readonly CustomerManagedPolicy[];
  /** Empty when there is no inline policy. Sids are the set's own. */
  readonly inlineStatements: readonly Statement[];
  readonly boundary?: PermissionsBoundary | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A permission set for one job function: what it may do, why, and the requests that prove it.
 *
 * `requests` are decided by its policies and boundary under the service control policies of the example organization.
 */
export interface PermissionSet<P = never> {
  /** Slug of the job function, at most 32 characters: file, doc page, test, config key and Identity Center's name. */
  readonly id: string;
  readonly title: string;
  readonly rationale: string;
  readonly references: readonly ControlId[];
  readonly parameters: z.ZodType<P>;
  readonly defaults?: (organization: OrganizationFacts) => Partial<P>;
  /** What the doc page shows, where a parameter has no default. */
  readonly example?: P;
  readonly content: (parameters: P, organization: OrganizationFacts) => PermissionSetContent;
  /** Keys of principal tags that its policies ask of; organization.yaml says under `attributes` where they come from. */
  readonly attributes?: readonly string[];
  readonly requests: (parameters: P, organization: OrganizationFacts) => ExampleRequests;
  /** True where single users may have it, with a reason: for emergencies, when groups may be out of reach. */
  readonly forUsers?: true;
}

/** A permission set whose parameter type nobody outside needs to know. */
// biome-ignore lint/suspicious/noExplicitAny: the parameter type is checked inside each set's own file
export type AnyPermissionSet = PermissionSet<any>;

/** Ties the parameter type to its schema; use it in every file of permission-sets/. */
export function permissionSet<P>(definition: PermissionSet<P>): AnyPermissionSet {
  return definition;
}
