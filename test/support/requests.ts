import type { AccessRequest, ContextValue } from "../../src/evaluate/request";
import { many, type Statement } from "../../src/policy/document";

type Context = Readonly<Record<string, ContextValue>>;

/** A value that a pattern matches, as far as it has no policy variable. */
const matching = (pattern: string) => pattern.replaceAll("*", "zz").replaceAll("?", "z");

const nearMiss = (pattern: string) => `${matching(pattern)}q`;

/**
 * Requests that stand where a statement's answer turns: for each part of it, every value, a near miss and
 * absence, while the other parts hold.
 */
export function requestsAbout(statement: Statement): AccessRequest[] {
  const actions = many(statement.Action ?? statement.NotAction).map(String);
  const resources = many(statement.Resource ?? statement.NotResource).map(String);
  const clauses = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: many(values).map(String) })),
  );

  const holding: Record<string, ContextValue> = {};
  for (const { operator, key, values } of clauses) {
    if (operator === "Null") {
      if (values[0] === "false") holding[key] = "z";
    } else holding[key] = operator.includes("Not") ? nearMiss(values[0]!) : matching(values[0]!);
  }
  const base: AccessRequest = {
    action: statement.Action === undefined ? "other:Thing" : matching(actions[0]!),
    resource: statement.Resource === undefined ? "other" : matching(resources[0]!),
    context: holding,
  };

  return [
    base,
    ...actions.flatMap((action) => [
      { ...base, action: matching(action) },
      { ...base, action: nearMiss(action) },
    ]),
    ...resources.flatMap((resource) => [
      { ...base, resource: matching(resource) },
      { ...base, resource: nearMiss(resource) },
    ]),
    ...clauses.flatMap(({ key, values }) =>
      [...values.flatMap((value) => [matching(value), nearMiss(value)]), undefined].map((value) => ({
        ...base,
        context: withKey(holding, key, value),
      })),
    ),
  ];
}

function withKey(context: Context, key: string, value: string | undefined): Context {
  const { [key]: _old, ...others } = context;
  return value === undefined ? others : { ...others, [key]: value };
}
