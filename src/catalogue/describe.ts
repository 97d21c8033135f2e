import { type Control, controlOf } from "../aws-data/controls";
import type { PolicyDocument } from "../policy/document";
import { LIMITS } from "../policy/limits";
import type { ManagementDocument } from "../policy/management/document";
import type { PolicyType } from "../policy/types";
import { compileContent, compileGuardrail } from "./compile";
import { type DescribedParameter, describeParameters } from "./describe-parameters";
import {
  type AnyGuardrail,
  type ExampleEffect,
  type ExampleRequests,
  isAuthorization,
  type OrganizationFacts,
  type Theme,
} from "./guardrail";
import type { ParameterProblem } from "./parameters";

/** A guardrail with everything that a page and `show` print of it, for one organization. */
export interface GuardrailDescription {
  readonly id: string;
  readonly type: PolicyType;
  readonly theme: Theme;
  readonly title: string;
  readonly rationale: string;
  /** True for what the plan adds by itself. */
  readonly automatic: boolean;
  /** The controls that it supports. */
  readonly references: readonly Omit<Control, "otherwise">[];
  readonly parameters: readonly DescribedParameter[];
  /** The values that the policy below is made with. */
  readonly values: unknown;
  readonly policy: PolicyDocument | ManagementDocument;
  /** Characters of the policy without white space, and how many AWS takes. */
  readonly characters: number;
  readonly limit: number;
  /** Of an SCP or RCP. */
  readonly requests?: ExampleRequests | undefined;
  /** Of any other type. */
  readonly effects?: readonly ExampleEffect[] | undefined;
}

/**
 * Describes a guardrail with its policy for an organization.
 *
 * @param written the parameters as they stand in organization.yaml; the guardrail's own example when left out
 */
export function describeGuardrail(
  guardrail: AnyGuardrail,
  organization: OrganizationFacts,
  written: unknown = guardrail.example,
): GuardrailDescription | { readonly problems: readonly ParameterProblem[] } {
  const bound = bind(guardrail, organization, written);
  if ("problems" in bound) return bound;
  const { id, type, theme, title, rationale, references } = guardrail;
  return {
    id,
    type,
    theme,
    title,
    rationale,
    automatic: guardrail.automatic ?? false,
    references: references.map((reference) => {
      const { otherwise: _, ...control } = controlOf(reference);
      return control;
    }),
    parameters: describeParameters(guardrail, organization),
    ...bound,
    characters: JSON.stringify(bound.policy).length,
    limit: LIMITS[type].characters,
  };
}

type Bound = Pick<GuardrailDescription, "values" | "policy" | "requests" | "effects">;

function bind(
  guardrail: AnyGuardrail,
  organization: OrganizationFacts,
  written: unknown,
): Bound | { readonly problems: readonly ParameterProblem[] } {
  if (!isAuthorization(guardrail)) {
    const compiled = compileContent(guardrail, written, organization);
    if ("problems" in compiled) return compiled;
    const { parameters, content } = compiled;
    return { values: parameters, policy: content, effects: guardrail.effects(parameters, organization) };
  }
  const compiled = compileGuardrail(guardrail, written, organization);
  if ("problems" in compiled) return compiled;
  const { parameters, statements } = compiled;
  return {
    values: parameters,
    policy: { Version: "2012-10-17", Statement: statements },
    requests: guardrail.requests(parameters, organization),
  };
}
