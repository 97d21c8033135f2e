import { checkPolicy, parsePolicy } from "../../src/policy/parse";
import { rule } from "../evaluate/reference/semantics/support";

const DENY = { Effect: "Deny", Action: "s3:*", Resource: "*" };

function scp(...statements: readonly object[]): unknown {
  return { Version: "2012-10-17", Statement: statements };
}

function problemsOfScp(value: unknown): readonly (readonly [string, string | undefined])[] {
  return checkPolicy(value, "SERVICE_CONTROL_POLICY").problems.map(({ code, path }) => [code, path]);
}

function problemsOfRcp(...statements: readonly object[]): readonly (readonly [string, string | undefined])[] {
  return checkPolicy(scp(...statements), "RESOURCE_CONTROL_POLICY").problems.map(({ code, path }) => [
    code,
    path,
  ]);
}

test("a good policy is given back as it is", () => {
  const document = scp({
    Sid: "A1",
    ...DENY,
    Condition: { "ForAnyValue:StringLikeIfExists": { k: ["a", 1, true] } },
  });
  expect(parsePolicy(JSON.stringify(document), "SERVICE_CONTROL_POLICY")).toEqual({ document, problems: [] });
  expect(problemsOfRcp({ ...DENY, Principal: "*" })).toEqual([]);
  expect(problemsOfScp({ Version: "2012-10-17", Statement: DENY })).toEqual([]);
});

test("a text that is not JSON is a problem, not a crash", () => {
  for (const text of ["", "{", "null", "[]", "1", '"x"', "[".repeat(100_000)]) {
    expect(parsePolicy(text, "SERVICE_CONTROL_POLICY").problems).toHaveLength(1);
  }
});

rule("grammar-version", () => {
  expect(problemsOfScp({ Statement: [DENY] })).toEqual([["policy-version", "Version"]]);
  expect(problemsOfScp({ Version: "2008-10-17", Statement: [DENY] })).toEqual([
    ["policy-version", "Version"],
  ]);
  expect(problemsOfScp({ Version: "2012-10-18", Statement: [DENY] })).toEqual([
    ["policy-version", "Version"],
  ]);
});

rule("grammar-statements", () => {
  expect(problemsOfScp(scp())).toEqual([["policy-empty", "Statement"]]);
  expect(problemsOfScp({ Version: "2012-10-17" })).toEqual([["statement-not-object", "Statement"]]);
  expect(problemsOfScp(scp(DENY, [DENY]))).toEqual([["statement-not-object", "Statement[1]"]]);
});

rule("grammar-unknown-elements", () => {
  expect(problemsOfScp({ ...(scp(DENY) as object), Statements: [] })).toEqual([
    ["unknown-element", "Statements"],
  ]);
  const [problem] = checkPolicy(scp({ ...DENY, Resources: "*" }), "SERVICE_CONTROL_POLICY").problems;
  expect(problem).toMatchObject({
    code: "unknown-element",
    path: "Statement[0].Resources",
    nearest: "Resource",
  });
  const inherited = JSON.parse('{"Version":"2012-10-17","Statement":[],"__proto__":{}}');
  expect(problemsOfScp(inherited)).toContainEqual(["unknown-element", "__proto__"]);
});

rule("grammar-scp-has-no-principal", () => {
  expect(problemsOfScp(scp({ ...DENY, Principal: "*" }))).toEqual([
    ["unknown-element", "Statement[0].Principal"],
  ]);
  expect(problemsOfScp(scp({ ...DENY, NotPrincipal: "*" }))).toEqual([
    ["unknown-element", "Statement[0].NotPrincipal"],
  ]);
});

rule("grammar-rcp-principal", () => {
  expect(problemsOfRcp(DENY)).toEqual([["statement-principal", "Statement[0].Principal"]]);
  expect(problemsOfRcp({ ...DENY, Principal: { AWS: "*" } })).toEqual([
    ["statement-principal", "Statement[0].Principal"],
  ]);
  expect(problemsOfRcp({ ...DENY, Principal: "*", NotPrincipal: "*" })).toEqual([
    ["unknown-element", "Statement[0].NotPrincipal"],
  ]);
});

rule("grammar-rcp-has-no-not-action", () => {
  expect(problemsOfRcp({ Effect: "Deny", Principal: "*", NotAction: "s3:*", Resource: "*" })).toEqual([
    ["unknown-element", "Statement[0].NotAction"],
  ]);
});

rule("grammar-rcp-only-denies", () => {
  const allow = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
  expect(problemsOfRcp(allow)).toEqual([]);
  expect(problemsOfRcp({ ...allow, Action: "s3:*" })).toEqual([["rcp-allow", "Statement[0].Effect"]]);
  expect(problemsOfRcp(allow, { ...DENY, Principal: "*" })).toEqual([
    ["rcp-allow", "Statement[0].Effect"],
    ["rcp-action", "Statement[0].Action"],
  ]);
});

rule("grammar-rcp-names-the-service", () => {
  for (const Action of ["*", "*:*", "s?:Get*", ["s3:*", "*"]]) {
    expect(problemsOfRcp({ ...DENY, Principal: "*", Action })).toEqual([
      ["rcp-action", "Statement[0].Action"],
    ]);
  }
});

rule("grammar-effect", () => {
  for (const Effect of ["deny", "ALLOW", undefined, true]) {
    expect(problemsOfScp(scp({ ...DENY, Effect }))).toEqual([["statement-effect", "Statement[0].Effect"]]);
  }
});

rule("grammar-one-of-two", () => {
  expect(problemsOfScp(scp({ ...DENY, NotAction: "*" }))).toEqual([["statement-action", "Statement[0]"]]);
  expect(problemsOfScp(scp({ ...DENY, NotResource: "*" }))).toEqual([["statement-resource", "Statement[0]"]]);
  expect(problemsOfScp(scp({ Effect: "Deny" }))).toEqual([
    ["statement-action", "Statement[0]"],
    ["statement-resource", "Statement[0]"],
  ]);
  expect(problemsOfScp(scp({ ...DENY, Action: { s3: "*" } }))).toEqual([
    ["statement-action", "Statement[0].Action"],
  ]);
});

rule("grammar-action-form", () => {
  for (const Action of ["s3", "", "s3:", "s3 :Get", "**", "s3:Get:Object", "s3:${x}"]) {
    expect([Action, problemsOfScp(scp({ ...DENY, Action }))]).toEqual([
      Action,
      [["action-form", "Statement[0]"]],
    ]);
  }
  for (const Action of ["*", "*:*", "s3:*Get?", "execute-api:Invoke"]) {
    expect(problemsOfScp(scp({ ...DENY, Action }))).toEqual([]);
  }
});

rule("grammar-resource-form", () => {
  for (const Resource of ["", "bucket", "${aws:username}"]) {
    expect(problemsOfScp(scp({ ...DENY, Resource }))).toEqual([["resource-form", "Statement[0]"]]);
  }
  expect(problemsOfScp(scp({ ...DENY, Resource: ["*", "arn:aws:s3*", "arn:*:iam::*:role/x"] }))).toEqual([]);
});

rule("grammar-sid", () => {
  expect(problemsOfScp(scp({ ...DENY, Sid: "No-S3" }))).toEqual([["sid-characters", "Statement[0].Sid"]]);
  expect(problemsOfScp(scp({ ...DENY, Sid: 1 }))).toEqual([["statement-sid", "Statement[0].Sid"]]);
  expect(problemsOfScp(scp({ ...DENY, Sid: "A" }, DENY, { ...DENY, Sid: "A" }))).toEqual([
    ["sid-duplicate", "Statement[2].Sid"],
  ]);
});

rule("grammar-operators", () => {
  const { problems } = checkPolicy(
    scp({ ...DENY, Condition: { StringEqual: { k: "v" } } }),
    "SERVICE_CONTROL_POLICY",
  );
  expect(problems).toMatchObject([{ code: "condition-operator", nearest: "StringEquals" }]);
  for (const operator of [
    "NullIfExists",
    "ForSomeValues:StringEquals",
    "StringEqualsIfExist",
    "NotBool",
    "",
    "__proto__",
  ]) {
    const value = scp({ ...DENY, Condition: Object.fromEntries([[operator, { k: "v" }]]) });
    expect(problemsOfScp(value)).toEqual([["condition-operator", `Statement[0].Condition.${operator}`]]);
  }
});

rule("grammar-condition-values", () => {
  for (const values of [null, { a: 1 }, [["a"]], [null]]) {
    expect(problemsOfScp(scp({ ...DENY, Condition: { Bool: { k: values } } }))).toEqual([
      ["condition-value", "Statement[0].Condition.Bool.k"],
    ]);
  }
  expect(problemsOfScp(scp({ ...DENY, Condition: { Bool: "k" } }))).toEqual([
    ["condition-not-object", "Statement[0].Condition.Bool"],
  ]);
  expect(problemsOfScp(scp({ ...DENY, Condition: [] }))).toEqual([
    ["condition-not-object", "Statement[0].Condition"],
  ]);
});

rule("grammar-duplicate-keys", () => {
  const text =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Effect":"Deny","Action":"s3:*","Resource":"*"},' +
    '{"Effect":"Deny","Action":["s3:*"],"Resource":"*","Condition":{"Bool":{"a\\"b":"1","c":["2","3"],"a\\u0022b":"4"}}}]}';
  const { document, problems } = parsePolicy(text, "SERVICE_CONTROL_POLICY");
  expect(document).toBeNull();
  expect(problems.map(({ code, path }) => [code, path])).toEqual([
    ["duplicate-key", "Statement[0].Effect"],
    ["duplicate-key", 'Statement[1].Condition.Bool.a"b'],
  ]);
});

test("all problems are told at once", () => {
  const value = { Version: 1, Extra: 1, Statement: [{ Effect: "x" }, "y"] };
  expect(problemsOfScp(value)).toHaveLength(6);
});
