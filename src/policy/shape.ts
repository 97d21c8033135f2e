import type { Finding } from "../findings/finding";
import { nearest } from "../findings/nearest";
import { OPERATOR_NAMES, operatorNamed } from "./operators";
import type { AuthorizationPolicyType } from "./types";

type JsonObject = Readonly<Record<string, unknown>>;

const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"];
const VERSIONS: readonly unknown[] = [undefined, "2012-10-17", "2008-10-17"];

/** SCPs have no Principal; RCPs have one, but no NotAction. */
const STATEMENT_ELEMENTS: Readonly<Record<AuthorizationPolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  RESOURCE_CONTROL_POLICY: ["Sid", "Effect", "Principal", "Action", "Resource", "NotResource", "Condition"],
};

/**
 * What keeps a value from being a policy that can be evaluated: the wrong kind of value, an element that its type
 * does not have, an operator that nobody knows. Empty when it is a PolicyDocument. What AWS refuses although its
 * meaning is plain is not asked here.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html.
 */
export function shapeProblems(value: unknown, type: AuthorizationPolicyType): readonly Finding[] {
  if (!isObject(value))
    return [policyProblem("policy-not-object", "", "a policy must be a JSON object", value)];
  const { Version, Id, Statement } = value;
  const problems = unknownElements(value, DOCUMENT_ELEMENTS, "");
  if (!VERSIONS.includes(Version)) {
    problems.push(policyProblem("policy-version", "Version", 'the version must be "2012-10-17"', Version));
  }
  if (Id !== undefined && typeof Id !== "string") {
    problems.push(policyProblem("policy-id", "Id", "the Id must be text", Id));
  }
  const placed: readonly (readonly [string, unknown])[] = Array.isArray(Statement)
    ? Statement.map((statement, index) => [`Statement[${index}]`, statement])
    : [["Statement", Statement]];
  return [...problems, ...placed.flatMap(([path, statement]) => statementProblems(statement, path, type))];
}

/** A Finding about a policy. `path` is inside the policy: "Statement[0].Effect". */
export function policyProblem(code: string, path: string, message: string, found?: unknown): Finding {
  const text = found === undefined ? {} : { found: JSON.stringify(found) };
  return { code, severity: "error", path, message, ...text };
}

function statementProblems(value: unknown, path: string, type: AuthorizationPolicyType): readonly Finding[] {
  if (!isObject(value))
    return [policyProblem("statement-not-object", path, "a statement must be an object", value)];
  const { Sid, Effect, Principal, Condition } = value;
  const problems = unknownElements(value, STATEMENT_ELEMENTS[type], path);
  const add = (code: string, element: string, message: string) =>
    problems.push(policyProblem(code, `${path}.${element}`, message, value[element]));

  if (Sid !== undefined && typeof Sid !== "string") add("statement-sid", "Sid", "the Sid must be text");
  if (Effect !== "Allow" && Effect !== "Deny") {
    add("statement-effect", "Effect", 'the effect must be "Allow" or "Deny"');
  }
  if (type === "RESOURCE_CONTROL_POLICY" && Principal !== "*") {
    add("statement-principal", "Principal", 'the principal of an RCP must be "*"');
  }
  return [
    ...problems,
    ...eitherList(value, "Action", path),
    ...eitherList(value, "Resource", path),
    ...(Condition === undefined ? [] : conditionProblems(Condition, `${path}.Condition`)),
  ];
}

/** Exactly one of NAME and NotNAME, each text or a list of texts. */
function eitherList(statement: JsonObject, name: "Action" | "Resource", path: string): readonly Finding[] {
  const code = `statement-${name.toLowerCase()}`;
  const given = [name, `Not${name}`].filter((element) => statement[element] !== undefined);
  const [element] = given;
  if (element === undefined || given.length > 1) {
    return [policyProblem(code, path, `a statement needs either ${name} or Not${name}, and not both`)];
  }
  const value = statement[element];
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.every((one) => typeof one === "string")) return [];
  return [policyProblem(code, `${path}.${element}`, `${element} must be text or a list of texts`, value)];
}

function conditionProblems(value: unknown, path: string): readonly Finding[] {
  if (!isObject(value)) {
    return [policyProblem("condition-not-object", path, "a condition must be an object of operators", value)];
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    const place = `${path}.${operator}`;
    if (operatorNamed(operator) === undefined) {
      const found = policyProblem(
        "condition-operator",
        place,
        "there is no such condition operator",
        operator,
      );
      return [{ ...found, nearest: nearest(operator, OPERATOR_NAMES) }];
    }
    if (!isObject(keys)) {
      const message = "an operator takes an object of condition keys and their values";
      return [policyProblem("condition-not-object", place, message, keys)];
    }
    return Object.entries(keys)
      .filter(([, values]) => !(Array.isArray(values) ? values : [values]).every(isConditionValue))
      .map(([key, values]) =>
        policyProblem(
          "condition-value",
          `${place}.${key}`,
          "a value must be text, a number or a boolean",
          values,
        ),
      );
  });
}

function isConditionValue(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function unknownElements(value: JsonObject, known: readonly string[], path: string): Finding[] {
  return Object.keys(value)
    .filter((element) => !known.includes(element))
    .map((element) => ({
      ...policyProblem(
        "unknown-element",
        path === "" ? element : `${path}.${element}`,
        `there is no ${element} here`,
      ),
      expected: known.join(", "),
      nearest: nearest(element, known),
    }));
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
