import { type JsonPath, jsonValue } from "../json/node";
import { parseJson } from "../json/parse";
import type { ConditionValue, Statement } from "../policy/document";
import { operatorNamed } from "../policy/operators";
import { grammarProblems } from "./grammar";
import { possibleTypes } from "./possible-types";
import type { GrammarProblem, LintCondition, LintList, LintPolicy, LintStatement, LintType } from "./types";

/** Reads a text as a policy. Never throws. */
export function readPolicy(text: string, type: LintType | undefined): LintPolicy {
  const { root, problems: jsonProblems } = parseJson(text);
  const value = root === undefined ? undefined : jsonValue(root);
  const types = type === undefined ? possibleTypes(value) : [type];
  const grammar = root === undefined ? [] : grammarProblems(value, types);
  return { text, jsonProblems, root, value, types, grammar, statements: statementsIn(value, grammar) };
}

function statementsIn(value: unknown, grammar: readonly GrammarProblem[]): readonly LintStatement[] {
  const written = (value as { Statement?: unknown } | null | undefined)?.Statement;
  if (typeof written !== "object" || written === null) return [];
  const placed: readonly (readonly [JsonPath, unknown])[] = Array.isArray(written)
    ? written.map((statement, index) => [["Statement", index], statement])
    : [[["Statement"], written]];
  const unclear = new Set(
    grammar
      .filter(({ code, at }) => at[0] === "Statement" && !UNDERSTOOD.has(code))
      .map(({ at }) => placeOf(at)),
  );
  return placed.flatMap(([at, statement]) =>
    unclear.has(placeOf(at)) ? [] : [statementView(statement as Statement, at)],
  );
}

/** Problems that leave the meaning of the rest of a statement as it is. */
const UNDERSTOOD: ReadonlySet<string> = new Set(["unknown-element", "statement-principal", "statement-sid"]);

/** The statement that a path is in. */
function placeOf([, index]: JsonPath): number | undefined {
  return typeof index === "number" ? index : undefined;
}

function statementView(statement: Statement, at: JsonPath): LintStatement {
  const actions = listOf(statement, "Action", at) ?? listOf(statement, "NotAction", at);
  return {
    at,
    effect: statement.Effect,
    statement,
    actions: actions!,
    resources: listOf(statement, "Resource", at) ?? listOf(statement, "NotResource", at),
    conditions: conditionsOf(statement, [...at, "Condition"]),
  };
}

function listOf(statement: Statement, element: LintList["element"], at: JsonPath): LintList | undefined {
  const written = statement[element];
  if (written === undefined) return undefined;
  const path = [...at, element];
  return { element, negated: element.startsWith("Not"), at: path, texts: eachOf(written, path, "text") };
}

function conditionsOf(statement: Statement, at: JsonPath): readonly LintCondition[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operatorName, keys]) =>
    Object.entries(keys).map(([key, written]) => {
      const path = [...at, operatorName, key];
      const values = eachOf<"value", ConditionValue>(written, path, "value");
      return { operatorName, operator: operatorNamed(operatorName)!, key, at: path, values };
    }),
  );
}

/** One value or many, each with its place. */
function eachOf<Name extends string, T>(
  written: T | readonly T[],
  at: JsonPath,
  name: Name,
): readonly ({ readonly [N in Name]: T } & { readonly at: JsonPath })[] {
  const placed: readonly (readonly [T, JsonPath])[] = Array.isArray(written)
    ? written.map((value, index) => [value as T, [...at, index]])
    : [[written as T, at]];
  return placed.map(
    ([value, path]) => ({ [name]: value, at: path }) as { [N in Name]: T } & { at: JsonPath },
  );
}
