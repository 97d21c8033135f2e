import type { Finding } from "../findings/finding";
import { operatorNamed } from "./operators";

const DOCUMENT_ELEMENTS = ["Version", "Id", "Statement"];
const VERSIONS = ["2012-10-17", "2008-10-17"];
const STATEMENT_ELEMENTS = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What keeps a value from being a policy that can be evaluated: the wrong kind of value, an element that does not
 * exist, an operator that nobody knows. Empty when it is a PolicyDocument. What AWS refuses although its meaning
 * is plain is not asked here.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html.
 */
export function shapeProblems(value: unknown, type: "SCP" | "RCP"): readonly Finding[] {
  if (!isObject(value)) return [problem("policy-not-object", "", "a policy must be a JSON object", value)];
  const problems = unknownElements(value, DOCUMENT_ELEMENTS, "");
  if (value.Version !== undefined && !VERSIONS.includes(value.Version as string)) {
    problems.push(problem("policy-version", "Version", 'the version must be "2012-10-17"', value.Version));
  }
  if (value.Id !== undefined && typeof value.Id !== "string") {
    problems.push(problem("policy-id", "Id", "the Id must be text", value.Id));
  }
  if (Array.isArray(value.Statement)) {
    value.Statement.forEach((statement, index) => {
      problems.push(...statementProblems(statement, `Statement[${index}]`, type));
    });
  } else {
    problems.push(...statementProblems(value.Statement, "Statement", type));
  }
  return problems;
}

function statementProblems(value: unknown, path: string, type: "SCP" | "RCP"): readonly Finding[] {
  if (!isObject(value))
    return [problem("statement-not-object", path, "a statement must be an object", value)];
  const known = type === "RCP" ? [...STATEMENT_ELEMENTS, "Principal"] : STATEMENT_ELEMENTS;
  const problems = unknownElements(value, known, path);
  if (value.Sid !== undefined && typeof value.Sid !== "string") {
    problems.push(problem("statement-sid", `${path}.Sid`, "the Sid must be text", value.Sid));
  }
  if (value.Effect !== "Allow" && value.Effect !== "Deny") {
    problems.push(
      problem("statement-effect", `${path}.Effect`, 'the effect must be "Allow" or "Deny"', value.Effect),
    );
  }
  if (type === "RCP" && value.Principal !== "*") {
    problems.push(
      problem(
        "statement-principal",
        `${path}.Principal`,
        'the principal of an RCP must be "*"',
        value.Principal,
      ),
    );
  }
  problems.push(...eitherList(value, "Action", path), ...eitherList(value, "Resource", path));
  if (value.Condition !== undefined)
    problems.push(...conditionProblems(value.Condition, `${path}.Condition`));
  return problems;
}

/** Exactly one of NAME and NotNAME, each text or a list of texts. */
function eitherList(statement: JsonObject, name: "Action" | "Resource", path: string): readonly Finding[] {
  const negated = `Not${name}`;
  const given = [name, negated].filter((element) => statement[element] !== undefined);
  if (given.length !== 1) {
    const message = `a statement needs either ${name} or ${negated}${given.length === 0 ? "" : ", not both"}`;
    return [problem(`statement-${name.toLowerCase()}`, path, message, given.join(" and "))];
  }
  const element = given[0]!;
  const value = statement[element];
  if (typeof value === "string" || (Array.isArray(value) && value.every((one) => typeof one === "string"))) {
    return [];
  }
  const message = `${element} must be text or a list of texts`;
  return [problem(`statement-${name.toLowerCase()}`, `${path}.${element}`, message, value)];
}

function conditionProblems(value: unknown, path: string): readonly Finding[] {
  if (!isObject(value))
    return [problem("condition-not-object", path, "a condition must be an object", value)];
  return Object.entries(value).flatMap(([operator, keys]) => {
    const place = `${path}.${operator}`;
    if (operatorNamed(operator) === undefined) {
      return [problem("condition-operator", place, "there is no such condition operator", operator)];
    }
    if (!isObject(keys)) {
      return [problem("condition-not-object", place, "an operator takes an object of keys and values", keys)];
    }
    return Object.entries(keys).flatMap(([key, values]) =>
      (Array.isArray(values) ? values : [values]).every(isConditionValue)
        ? []
        : [
            problem(
              "condition-value",
              `${place}.${key}`,
              "a value must be text, a number or a boolean",
              values,
            ),
          ],
    );
  });
}

function isConditionValue(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function unknownElements(value: JsonObject, known: readonly string[], path: string): Finding[] {
  return Object.keys(value)
    .filter((element) => !known.includes(element))
    .map((element) =>
      problem(
        "unknown-element",
        path === "" ? element : `${path}.${element}`,
        `there is no element ${element} here`,
      ),
    );
}

function problem(code: string, path: string, message: string, found?: unknown): Finding {
  return {
    code,
    severity: "error",
    path,
    message,
    ...(found === undefined ? {} : { found: JSON.stringify(found) }),
  };
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
