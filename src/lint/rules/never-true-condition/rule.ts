import { obtain } from "../../../collections";
import type { ConditionValue } from "../../../policy/document";
import { type AskedType, canHold, isAskedType } from "../../meaning/ask";
import { clausesOn, isClauseFilledIn, textsOf, versionOf } from "../../meaning/conditions";
import { arePlainlyMet, independentGroups, isReadable } from "../../meaning/plain-requests";
import { isOfNobody } from "../../meaning/principals";
import type { LintCondition, LintPolicy, LintProblem, LintRule, LintStatement } from "../../types";

/** More clauses than any policy has by hand: each may need a question of its own. */
const MOST_CLAUSES = 40;

export const neverTrueCondition: LintRule = {
  slug: "never-true-condition",
  title: "Conditions that no request meets",
  severity: "warning",
  types: ["scp", "rcp", "identity"],
  why: "All conditions of a statement must hold at once. Where they contradict each other, or ask for what no request has, the statement does nothing: a Deny protects nothing. It is proven over all requests that AWS can send, not guessed.",
  fix: "mend the values, or divide the statement into one for each case",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
  ],
  proves: true,
  *check(policy): Iterable<LintProblem> {
    for (const statement of policy.statements) {
      const { conditions } = statement;
      if (conditions.length === 0 || conditions.length > MOST_CLAUSES) continue;
      if (!conditions.every(isClauseFilledIn) || isOfServiceLinkedRoles(statement)) continue;
      for (const group of independentGroups(conditions).filter((one) => !arePlainlyMet(one))) {
        const types = policy.types.filter(isAskedType).filter((type) => holds(group, type, policy) === false);
        if (types.length === 0) continue;
        const clauses = culprits(group, types[0]!, policy);
        if (clauses.length > 1 || !isExplainedElsewhere(clauses[0]!))
          yield problem(statement, types, clauses);
      }
    }
  },
};

/** Values that nothing can be, or that their operator cannot read, are told of by rules of their own. */
function isExplainedElsewhere(clause: LintCondition): boolean {
  return isOfNobody(clause) || !isReadable(clause);
}

/** Conditions that make a Deny of service-linked roles have a rule of their own. */
function isOfServiceLinkedRoles(statement: LintStatement): boolean {
  return clausesOn(statement, "aws:PrincipalArn").some((clause) =>
    textsOf(clause).some((text) => text.includes("role/aws-service-role/")),
  );
}

function holds(
  conditions: readonly LintCondition[],
  type: AskedType,
  policy: LintPolicy,
): boolean | undefined {
  const block = new Map<string, Map<string, readonly ConditionValue[]>>();
  for (const { operatorName, key, values } of conditions) {
    const keys = obtain(block, operatorName, () => new Map());
    keys.set(
      key,
      values.map(({ value }) => value),
    );
  }
  const operators = [...block].map(([operator, keys]) => [operator, Object.fromEntries(keys)] as const);
  return canHold(Object.fromEntries(operators), { type, version: versionOf(policy) });
}

/** The fewest clauses that cannot hold together: one is left out after the other, as long as the rest cannot. */
function culprits(
  conditions: readonly LintCondition[],
  type: AskedType,
  policy: LintPolicy,
): readonly LintCondition[] {
  return conditions.reduce<readonly LintCondition[]>((left, clause) => {
    const rest = left.filter((other) => other !== clause);
    return rest.length > 0 && holds(rest, type, policy) === false ? rest : left;
  }, conditions);
}

function problem(
  { effect }: LintStatement,
  types: readonly AskedType[],
  clauses: readonly LintCondition[],
): LintProblem {
  const what = effect === "Deny" ? "denies" : "allows";
  const names = clauses.map(({ operatorName, key }) => `${operatorName} ${key}`);
  return {
    at: clauses.at(-1)!.at,
    on: "key",
    types,
    message:
      names.length === 1
        ? `no request meets this condition: the statement ${what} nothing`
        : `no request meets these conditions together: the statement ${what} nothing`,
    ...(names.length > 1 && { found: names.join(" with ") }),
  };
}
