import { type PlacedProblem, placedShapeProblems } from "../policy/shape";
import type { LanguagePolicyType } from "../policy/types";
import type { GrammarProblem, LintType } from "./types";

const LANGUAGE_TYPE: Readonly<Record<LintType, LanguagePolicyType>> = {
  scp: "SERVICE_CONTROL_POLICY",
  rcp: "RESOURCE_CONTROL_POLICY",
  identity: "IDENTITY_POLICY",
  resource: "RESOURCE_POLICY",
};

/** What keeps a value from being a policy of the types that it may be. Each problem stands once. */
export function grammarProblems(value: unknown, types: readonly LintType[]): readonly GrammarProblem[] {
  const found = new Map<string, PlacedProblem & { types: LintType[] }>();
  for (const type of types) {
    for (const problem of placedShapeProblems(value, LANGUAGE_TYPE[type])) {
      const name = JSON.stringify([problem.code, problem.at]);
      const known = found.get(name);
      if (known === undefined) found.set(name, { ...problem, types: [type] });
      else known.types.push(type);
    }
  }
  return [...found.values()];
}
