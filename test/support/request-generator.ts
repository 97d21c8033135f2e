import fc from "fast-check";
import type { AccessRequest, ContextValue } from "../../src/evaluate/request";
import { many, type PolicyDocument, statementsOf } from "../../src/policy/document";

/** Requests that a policy could speak of: out of its own values, near misses of them, and with keys absent. */
export function requestsLike(document: PolicyDocument): fc.Arbitrary<AccessRequest> {
  const statements = statementsOf(document);
  const actions = statements.flatMap(({ Action, NotAction }) => [...many(Action), ...many(NotAction)]);
  const resources = statements.flatMap(({ Resource, NotResource }) => [
    ...many(Resource),
    ...many(NotResource),
  ]);
  const values = valuesOfKeys(document);
  const principals = [...(values.get("aws:principalarn") ?? []), ...PRINCIPALS];
  return fc.record({
    action: likeOneOf([...actions, "s3:GetObject"]).filter((one) => ACTION.test(one)),
    resource: maybe(likeOneOf([...resources, "arn:aws:s3:::a/b"]).filter((one) => one !== "")),
    principal: maybe(instanceOf(principals).filter((one) => PRINCIPAL.test(one))),
    account: maybe(fc.constant("111111111111")),
    context: fc.record(
      Object.fromEntries([...values].map(([key, wanted]) => [key, maybe(contextValue(wanted))])),
    ) as fc.Arbitrary<Record<string, ContextValue>>,
  });
}

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9-_]+$/;
const PRINCIPAL =
  /^arn:aws:(iam::\d{12}:(root|(user|role)\/.+)|sts::\d{12}:(assumed-role|federated-user)\/.+)$/;
const PRINCIPALS = [
  "arn:aws:iam::111111111111:role/x",
  "arn:aws:iam::111111111111:user/x",
  "arn:aws:iam::111111111111:root",
  "arn:aws:sts::111111111111:assumed-role/x/session",
];

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 2 });

/**
 * The values that each key is compared with, by the key in lower case. The keys of policy variables are among them,
 * with no values.
 */
function valuesOfKeys(document: PolicyDocument): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const add = (key: string, values: readonly string[]) =>
    found.set(key.toLowerCase(), [...(found.get(key.toLowerCase()) ?? []), ...values]);
  for (const { Condition = {} } of statementsOf(document)) {
    for (const keys of Object.values(Condition)) {
      for (const [key, values] of Object.entries(keys)) add(key, many(values).map(String));
    }
  }
  for (const [, name] of JSON.stringify(document).matchAll(/\$\{([^},]+)/g)) add(name!, []);
  return found;
}

function contextValue(wanted: readonly string[]): fc.Arbitrary<ContextValue> {
  const one = likeOneOf([...wanted, ...wanted.flatMap(neighbours), "true", "false", "x"]);
  return fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: fc.array(one, { maxLength: 3 }) });
}

/** What stands on either side of a number. */
function neighbours(value: string): readonly string[] {
  const number = Number(value);
  return Number.isNaN(number) ? [] : [String(number - 1), String(number + 1)];
}

/** What one of some patterns matches, or nearly so. */
function likeOneOf(patterns: readonly string[]): fc.Arbitrary<string> {
  const instance = instanceOf(patterns);
  return fc.oneof({ weight: 4, arbitrary: instance }, { weight: 1, arbitrary: nearMissOf(instance) });
}

/** One of some patterns with its wildcards and variables filled in. */
function instanceOf(patterns: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...patterns), fc.constantFrom("", "x", "Abc", "111111111111", "a/b"))
    .map(([pattern, by]) =>
      pattern
        .replace(/\$\{[^}]*\}/g, "x")
        .replaceAll("?", "x")
        .replaceAll("*", by),
    );
}

/** A text with one character dropped, replaced, or more put in its place. */
function nearMissOf(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, fc.nat(), fc.constantFrom("", "z", ":", "**")).map(([one, random, by]) => {
    const at = random % (one.length + 1);
    return one.slice(0, at) + by + one.slice(at + 1);
  });
}
