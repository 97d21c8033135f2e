import type { ConditionBlock, ConditionValue, OneOrMany, Statement } from "../policy/document";
import type { ManagementDocument } from "../policy/management/document";
import { contentProblems } from "../policy/management/schema";
import type { AnyAuthorizationGuardrail, AnyManagementGuardrail, OrganizationFacts } from "./guardrail";
import { type ParameterProblem, resolveParameters } from "./parameters";
import { sidPrefix, withSids } from "./sid";
import { spare, tidy } from "./statement";

/** A guardrail of SCPs or RCPs bound to its parameters. */
export interface CompiledGuardrail {
  /** As the guardrail's own functions take them. */
  readonly parameters: unknown;
  /** With their final Sids, sorted throughout. */
  readonly statements: readonly Statement[];
}

/** A guardrail of another type bound to its parameters. */
export interface CompiledContent {
  /** As the guardrail's own functions take them. */
  readonly parameters: unknown;
  readonly content: ManagementDocument;
}

export interface Exemptions {
  /** ARN patterns, as ArnLike takes them. */
  readonly principals: readonly string[];
}

/**
 * Binds a guardrail to its parameters and spares the exempted principals in each of its Deny statements.
 *
 * @param written the parameters as they stand in organization.yaml; undefined when only the name was given
 */
export function compileGuardrail(
  guardrail: AnyAuthorizationGuardrail,
  written: unknown,
  organization: OrganizationFacts,
  exemptions: Exemptions = { principals: [] },
): CompiledGuardrail | { readonly problems: readonly ParameterProblem[] } {
  const resolved = resolveParameters(guardrail, written, organization);
  if ("problems" in resolved) return resolved;
  const { parameters } = resolved;
  const bare = guardrail.statements(parameters, organization);
  const statements = withSids(guardrail.id, bare).map((statement) =>
    tidy(spare({ ...statement, ...principalIn(guardrail) }, exemptions.principals)),
  );
  return { parameters, statements };
}

/**
 * Binds a guardrail of a management policy to its parameters, and holds what comes out against the syntax of its type.
 *
 * @param written the parameters as they stand in organization.yaml; undefined when only the name was given
 */
export function compileContent(
  guardrail: AnyManagementGuardrail,
  written: unknown,
  organization: OrganizationFacts,
): CompiledContent | { readonly problems: readonly ParameterProblem[] } {
  const resolved = resolveParameters(guardrail, written, organization);
  if ("problems" in resolved) return resolved;
  const { parameters } = resolved;
  const content = guardrail.content(parameters, organization);
  const problems = contentProblems(guardrail.type, content);
  if (problems.length === 0) return { parameters, content };
  return {
    problems: problems.map(({ path, message }) => ({
      path: "",
      message: `its policy would not be a valid ${guardrail.type}: ${path}: ${message}`,
    })),
  };
}

/**
 * The Principal of a statement: every RCP says "*" and tells principals apart by conditions, an SCP has none.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html, read 2026-11.
 */
function principalIn({ type }: AnyAuthorizationGuardrail): Pick<Statement, "Principal"> {
  return type === "RESOURCE_CONTROL_POLICY" ? { Principal: "*" } : {};
}

/**
 * The statements that end an exception without a deployment: they deny the exempted principals again, from
 * `expires` on, what the guardrail denies everybody. Whoever the guardrail spares anyway stays spared, since
 * the condition of each statement is kept and only narrowed.
 *
 * The exempted principals go under ArnEquals: a guardrail may have an ArnLike on aws:PrincipalArn already,
 * two values of one operator are alternatives, and the two operators match alike, wildcards included.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * (ARN condition operators), read 2026-11.
 *
 * @param statements the guardrail compiled without exemptions
 * @param principals ARN patterns
 * @param expires the first instant without the exception, for example "2027-01-31T00:00:00Z"
 * @throws Error when a statement has an ArnEquals or DateGreaterThanEquals of its own on the same key
 */
export function endedStatements(
  statements: readonly Statement[],
  guardrail: AnyAuthorizationGuardrail,
  principals: readonly string[],
  expires: string,
): readonly Statement[] {
  const prefix = sidPrefix(guardrail.id);
  return statements
    .filter(({ Effect }) => Effect === "Deny")
    .map((statement) => {
      const once = narrowed(statement.Condition ?? {}, "ArnEquals", "aws:PrincipalArn", principals);
      return tidy({
        ...statement,
        Sid: `${prefix}Ended${stamp(expires)}${statement.Sid!.slice(prefix.length)}`,
        Condition: narrowed(once, "DateGreaterThanEquals", "aws:CurrentTime", expires),
      });
    });
}

function narrowed(
  condition: ConditionBlock,
  operator: string,
  key: string,
  values: OneOrMany<ConditionValue>,
): ConditionBlock {
  const block = condition[operator] ?? {};
  if (key in block) throw new Error(`${operator} on ${key} is kept for the end of exceptions`);
  return { ...condition, [operator]: { ...block, [key]: values } };
}

/** "2027-01-31T00:00:00Z" gives "20270131"; a time of day adds its hours and minutes, and seconds if any. */
function stamp(expires: string): string {
  const digits = expires.replaceAll(/\D/g, "");
  if (digits.endsWith("000000")) return digits.slice(0, 8);
  return digits.endsWith("00") ? digits.slice(0, 12) : digits;
}
