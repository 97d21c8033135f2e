import { managementFault } from "./management-grammar";

/**
 * What is wrong with the text of a policy, or undefined. Only the shape is judged, not whether actions exist.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function grammarFault(type: string, text: string): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return "The policy is not JSON.";
  }
  if (!isObject(document)) return "The policy is not an object.";
  const dialect = DIALECTS[type];
  if (dialect === undefined) return managementFault(type, document);

  const unknown = Object.keys(document).find((key) => !["Version", "Id", "Statement"].includes(key));
  if (unknown !== undefined) return `${unknown} is no element of a policy.`;
  if (document.Version !== "2012-10-17") return 'Version must be "2012-10-17".';
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (statements.length === 0) return "A policy has at least one statement.";
  const sids = statements.flatMap((statement) => (isObject(statement) ? (statement.Sid ?? []) : []));
  if (new Set(sids).size !== sids.length) return "Statement ids (SID) in a policy must be unique.";
  return statements
    .map((statement) => statementFault(statement, dialect))
    .find((fault) => fault !== undefined);
}

interface Dialect {
  readonly effects: readonly string[];
  /** Elements beside Sid, Effect, Action, Resource, NotResource and Condition. */
  readonly elements: readonly string[];
  readonly principal: boolean;
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  SERVICE_CONTROL_POLICY: { effects: ["Allow", "Deny"], elements: ["NotAction"], principal: false },
  // Allow is AWS's own, in RCPFullAWSAccess.
  RESOURCE_CONTROL_POLICY: { effects: ["Deny"], elements: ["Principal"], principal: true },
};

function statementFault(statement: unknown, dialect: Dialect): string | undefined {
  if (!isObject(statement)) return "A statement is an object.";
  const known = ["Sid", "Effect", "Action", "Resource", "NotResource", "Condition", ...dialect.elements];
  const unknown = Object.keys(statement).find((key) => !known.includes(key));
  if (unknown !== undefined) return `${unknown} is no element of a statement here.`;

  const { Sid, Effect } = statement;
  if (Sid !== undefined && !(typeof Sid === "string" && /^[A-Za-z0-9]*$/.test(Sid)))
    return "A Sid consists of letters and digits.";
  if (typeof Effect !== "string" || !dialect.effects.includes(Effect))
    return "The effect is not allowed here.";
  if (dialect.principal && statement.Principal !== "*") return 'Principal must be "*".';
  return (
    oneOf(statement, "Action", "NotAction") ??
    oneOf(statement, "Resource", "NotResource") ??
    conditionFault(statement.Condition)
  );
}

function oneOf(statement: Record<string, unknown>, ...names: readonly string[]): string | undefined {
  const given = names.filter((name) => statement[name] !== undefined);
  if (given.length !== 1) return `A statement has exactly one of ${names.join(" and ")}.`;
  const value = statement[given[0]!];
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0) return `${given[0]} is empty.`;
  return values.every((item) => typeof item === "string" && item !== "")
    ? undefined
    : `${given[0]} holds no text.`;
}

const SCALARS = ["string", "number", "boolean"];

function conditionFault(condition: unknown): string | undefined {
  if (condition === undefined) return undefined;
  if (!isObject(condition)) return "Condition is not an object.";
  for (const [operator, keys] of Object.entries(condition)) {
    if (!isObject(keys)) return `${operator} is not an object.`;
    for (const [key, value] of Object.entries(keys)) {
      const values = Array.isArray(value) ? value : [value];
      if (!values.every((item) => SCALARS.includes(typeof item)))
        return `${operator} ${key} holds no plain value.`;
    }
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
