import { catalogue } from "../../guardrails";
import { carriesKey, conditionKeyInfo } from "../../src/aws-data/condition-keys";
import { matchesKnownAction } from "../../src/aws-data/matching-actions";
import { actionsMatching } from "../../src/catalogue/actions";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { isAuthorization } from "../../src/catalogue/guardrail";
import { many, type Statement } from "../../src/policy/document";

const statements = catalogue.filter(isAuthorization).flatMap((guardrail) => {
  const compiled = compileGuardrail(guardrail, guardrail.example, EXAMPLE_ORGANIZATION);
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.statements.map((statement) => [statement.Sid!, statement] as const);
});

describe.each(statements)("%s", (_, statement) => {
  it("names actions that AWS documents", () => {
    const named = [...many(statement.Action), ...many(statement.NotAction)];
    expect(named.filter((action) => !matchesKnownAction(action.toLowerCase()))).toEqual([]);
  });

  it("takes variables from keys that AWS documents", () => {
    const texts = JSON.stringify([statement.Resource, statement.NotResource, statement.Condition]);
    const variables = [...texts.matchAll(/\$\{([^*?$},]+)/g)].map(([, key]) => key!.trim());
    expect(variables.filter((key) => conditionKeyInfo(key) === undefined)).toEqual([]);
  });

  it("names condition keys that AWS documents, and that each of its actions can carry", () => {
    expect(keysOf(statement).filter((key) => conditionKeyInfo(key) === undefined)).toEqual([]);
    const unasked = many(statement.Action)
      .filter((action) => action !== "*")
      .flatMap((action) =>
        keysOf(statement)
          .filter((key) => !actionsMatching(action).some((known) => carriesKey(known, key)))
          .map((key) => `${action} never carries ${key}`),
      );
    expect(unasked).toEqual([]);
  });
});

function keysOf({ Condition = {} }: Statement): string[] {
  return Object.values(Condition).flatMap((keys) => Object.keys(keys));
}
