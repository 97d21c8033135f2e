import type { Finding } from "../findings/finding";
import { nearest } from "../findings/nearest";
import { type JsonPath, pathText } from "../json/node";
import { OPERATOR_NAMES, operatorNamed } from "./operators";
import type { LanguagePolicyType } from "./types";

type JsonObject = Readonly<Record<string, unknown>>;

/** A Finding that also says where it is step by step, as a path in text cannot when a key holds dots. */
export interface PlacedProblem extends Finding {
  readonly at: JsonPath;
}

const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"];
const VERSIONS: readonly unknown[] = [undefined, "2012-10-17", "2008-10-17"];

/** Policies of principals have no Principal; those of resources have one. An RCP has no NotAction. */
const STATEMENT_ELEMENTS: Readonly<Record<LanguagePolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  RESOURCE_CONTROL_POLICY: ["Sid", "Effect", "Principal", "Action", "Resource", "NotResource", "Condition"],
  IDENTITY_POLICY: ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
  RESOURCE_POLICY: [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
  ],
};

/** The kinds of principal that a policy of a resource can name. */
const PRINCIPAL_KINDS = ["AWS", "Service", "Federated", "CanonicalUser"];

/**
 * What keeps a value from being a policy that can be evaluated: the wrong kind of value, an element that its type
 * does not have, an operator that nobody knows. Empty when it is a PolicyDocument. What AWS refuses although its
 * meaning is plain is not asked here.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html.
 */
export function shapeProblems(value: unknown, type: LanguagePolicyType): readonly Finding[] {
  return placedShapeProblems(value, type).map(({ at, ...finding }) => finding);
}

/** As shapeProblems, each with its place in the value. */
export function placedShapeProblems(value: unknown, type: LanguagePolicyType): readonly PlacedProblem[] {
  if (!isObject(value)) return [placed("policy-not-object", [], "a policy must be a JSON object", value)];
  const { Version, Id, Statement } = value;
  const problems = unknownElements(value, DOCUMENT_ELEMENTS, []);
  if (!VERSIONS.includes(Version)) {
    problems.push(placed("policy-version", ["Version"], 'the version must be "2012-10-17"', Version));
  }
  if (Id !== undefined && typeof Id !== "string") {
    problems.push(placed("policy-id", ["Id"], "the Id must be text", Id));
  }
  const statements: readonly (readonly [JsonPath, unknown])[] = Array.isArray(Statement)
    ? Statement.map((statement, index) => [["Statement", index], statement])
    : [[["Statement"], Statement]];
  return [...problems, ...statements.flatMap(([at, statement]) => statementProblems(statement, at, type))];
}

/** A Finding about a policy. `path` is inside the policy: "Statement[0].Effect". */
export function policyProblem(code: string, path: string, message: string, found?: unknown): Finding {
  const text = found === undefined ? {} : { found: JSON.stringify(found) };
  return { code, severity: "error", path, message, ...text };
}

function placed(code: string, at: JsonPath, message: string, found?: unknown): PlacedProblem {
  return { ...policyProblem(code, pathText(at), message, found), at };
}

function statementProblems(value: unknown, at: JsonPath, type: LanguagePolicyType): readonly PlacedProblem[] {
  if (value === undefined) return [placed("statement-not-object", at, "there is no Statement")];
  if (!isObject(value)) return [placed("statement-not-object", at, "a statement must be an object", value)];
  const { Sid, Effect, Principal, Condition } = value;
  const problems = unknownElements(value, STATEMENT_ELEMENTS[type], at);
  const add = (code: string, element: string, message: string) =>
    problems.push(placed(code, [...at, element], message, value[element]));

  if (Sid !== undefined && typeof Sid !== "string") add("statement-sid", "Sid", "the Sid must be text");
  if (Effect !== "Allow" && Effect !== "Deny") {
    add("statement-effect", "Effect", 'the effect must be "Allow" or "Deny"');
  }
  if (type === "RESOURCE_CONTROL_POLICY" && Principal !== "*") {
    add("statement-principal", "Principal", 'the principal of an RCP must be "*"');
  }
  return [
    ...problems,
    ...(type === "RESOURCE_POLICY" ? principalProblems(value, at) : []),
    ...eitherList(value, "Action", at),
    ...(type === "RESOURCE_POLICY" && namesNoResource(value) ? [] : eitherList(value, "Resource", at)),
    ...(Condition === undefined ? [] : conditionProblems(Condition, [...at, "Condition"])),
  ];
}

/** The policy of a role, for one, is about the role alone. */
function namesNoResource({ Resource, NotResource }: JsonObject): boolean {
  return Resource === undefined && NotResource === undefined;
}

function principalProblems(statement: JsonObject, at: JsonPath): readonly PlacedProblem[] {
  const given = ["Principal", "NotPrincipal"].filter((element) => statement[element] !== undefined);
  const [element] = given;
  if (element === undefined || given.length > 1) {
    return [
      placed("statement-principal", at, "a statement needs either Principal or NotPrincipal, and not both"),
    ];
  }
  const value = statement[element];
  if (value === "*") return [];
  if (!isObject(value)) {
    const message = `${element} must be "*" or an object such as {"AWS": "arn:…"}`;
    return [placed("statement-principal", [...at, element], message, value)];
  }
  const wrong = Object.entries(value).filter(([, principals]) => !isTexts(principals));
  return [
    ...unknownElements(value, PRINCIPAL_KINDS, [...at, element]),
    ...wrong.map(([kind, principals]) =>
      placed(
        "statement-principal",
        [...at, element, kind],
        "principals must be text or a list of texts",
        principals,
      ),
    ),
  ];
}

/** Exactly one of NAME and NotNAME, each text or a list of texts. */
function eitherList(
  statement: JsonObject,
  name: "Action" | "Resource",
  at: JsonPath,
): readonly PlacedProblem[] {
  const code = `statement-${name.toLowerCase()}`;
  const given = [name, `Not${name}`].filter((element) => statement[element] !== undefined);
  const [element] = given;
  if (element === undefined || given.length > 1) {
    return [placed(code, at, `a statement needs either ${name} or Not${name}, and not both`)];
  }
  const value = statement[element];
  if (isTexts(value)) return [];
  return [placed(code, [...at, element], `${element} must be text or a list of texts`, value)];
}

function isTexts(value: unknown): boolean {
  return (Array.isArray(value) ? value : [value]).every((one) => typeof one === "string");
}

function conditionProblems(value: unknown, at: JsonPath): readonly PlacedProblem[] {
  if (!isObject(value)) {
    return [placed("condition-not-object", at, "a condition must be an object of operators", value)];
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    const place = [...at, operator];
    if (operatorNamed(operator) === undefined) {
      const found = placed("condition-operator", place, "there is no such condition operator", operator);
      return [{ ...found, nearest: nearest(operator, OPERATOR_NAMES) }];
    }
    if (!isObject(keys)) {
      const message = "an operator takes an object of condition keys and their values";
      return [placed("condition-not-object", place, message, keys)];
    }
    return Object.entries(keys)
      .filter(([, values]) => !(Array.isArray(values) ? values : [values]).every(isConditionValue))
      .map(([key, values]) =>
        placed("condition-value", [...place, key], "a value must be text, a number or a boolean", values),
      );
  });
}

function isConditionValue(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function unknownElements(value: JsonObject, known: readonly string[], at: JsonPath): PlacedProblem[] {
  return Object.keys(value)
    .filter((element) => !known.includes(element))
    .map((element) => ({
      ...placed("unknown-element", [...at, element], `there is no ${element} here`),
      expected: known.join(", "),
      nearest: nearest(element, known),
    }));
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
