import type { z } from "zod";
import type { ControlId } from "../aws-data/controls";
import type { AccessRequest } from "../evaluate/request";
import type { Statement } from "../policy/document";
import type { ManagementDocument } from "../policy/management/document";
import {
  type AuthorizationPolicyType,
  isAuthorizationType,
  type ManagementPolicyType,
} from "../policy/types";

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

/**
 * A statement as a guardrail writes it. Its Sid is at most a suffix: the catalogue puts the slug in PascalCase before
 * it. It names no principal: an SCP has none, and an RCP's is "*", which the catalogue adds.
 */
export type GuardrailStatement = Omit<Statement, "Principal" | "NotPrincipal">;

export interface ExampleRequests {
  readonly denied: readonly AccessRequest[];
  readonly allowed: readonly AccessRequest[];
}

/** What every guardrail has, of whatever policy type. */
interface Described<P> {
  /** Verb-object slug: file, doc page, test and config key have the same name. */
  readonly id: string;
  readonly theme: Theme;
  readonly title: string;
  readonly rationale: string;
  /** Controls of public standards that it supports; never a claim of compliance. */
  readonly references: readonly ControlId[];
  readonly parameters: z.ZodType<P>;
  readonly defaults?: (organization: OrganizationFacts) => Partial<NoInfer<P>>;
  /** What the doc page shows, where a parameter has no default. */
  readonly example?: NoInfer<P>;
  /** True for what the plan adds by itself: naming it in organization.yaml is an error. */
  readonly automatic?: true;
}

/**
 * A guardrail that AWS judges each request by: what it denies, why, and the requests that prove it.
 *
 * `parameters` is a zod object; what the user leaves out is filled from `defaults` first, then by the schema.
 * `requests` may depend on the parameters, because `check` runs them again with the user's.
 */
export interface AuthorizationGuardrail<P = never> extends Described<P> {
  readonly type: AuthorizationPolicyType;
  readonly statements: (parameters: P, organization: OrganizationFacts) => readonly GuardrailStatement[];
  readonly requests: (parameters: P, organization: OrganizationFacts) => ExampleRequests;
}

/** What becomes of a management guardrail in an account, together with what other policies say around it. */
export interface ExampleEffect {
  /** What the example shows, in a few words: "an account below cannot turn it off". */
  readonly shows: string;
  /** What policies above say, the root's first; nothing when left out. */
  readonly above?: readonly ManagementDocument[];
  /** What policies below say, the account's last; nothing when left out. */
  readonly below?: readonly ManagementDocument[];
  /** The account's effective policy, or the part of it that matters here: every member named is as it says. */
  readonly effective: ManagementDocument;
}

/**
 * A guardrail that sets an account's configuration by inheritance: what it says, why, and at least three worked
 * examples of what becomes of it. `effects` may depend on the parameters, as the requests of the other kind do.
 */
export interface ManagementGuardrail<P = never> extends Described<P> {
  readonly type: ManagementPolicyType;
  /** A part of that type's document, with the inheritance operators (@@assign and so on) in it. */
  readonly content: (parameters: P, organization: OrganizationFacts) => ManagementDocument;
  readonly effects: (parameters: P, organization: OrganizationFacts) => readonly ExampleEffect[];
}

export type Guardrail<P = never> = AuthorizationGuardrail<P> | ManagementGuardrail<P>;

/** A guardrail whose parameter type nobody outside needs to know. */
// biome-ignore lint/suspicious/noExplicitAny: the parameter type is checked inside each guardrail's own file
export type AnyAuthorizationGuardrail = AuthorizationGuardrail<any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyManagementGuardrail = ManagementGuardrail<any>;
export type AnyGuardrail = AnyAuthorizationGuardrail | AnyManagementGuardrail;

/** Ties the parameter type to its schema; use it in every file of guardrails/ whose policy denies requests. */
export function guardrail<P>(definition: AuthorizationGuardrail<P>): AnyAuthorizationGuardrail {
  return definition;
}

/** The same for a guardrail of any other policy type. */
export function managementGuardrail<P>(definition: ManagementGuardrail<P>): AnyManagementGuardrail {
  return definition;
}

/** Whether a guardrail's policies are judged per request: an SCP or an RCP. */
export function isAuthorization(guardrail: AnyGuardrail): guardrail is AnyAuthorizationGuardrail {
  return isAuthorizationType(guardrail.type);
}
