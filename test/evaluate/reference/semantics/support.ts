import { decide } from "../../../../src/evaluate/reference";
import type { AccessRequest, ContextValue, Decision } from "../../../../src/evaluate/request";
import type { ConditionBlock, PolicyDocument, Statement } from "../../../../src/policy/document";

/** One row of docs/semantics.md: its name stands there, and semantics.test.ts holds the two together. */
export function rule(name: string, body: () => void): void {
  test(name, body);
}

export const FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

export const RCP_FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

export function policy(...statements: readonly Partial<Statement>[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements.map(statement) };
}

/** A Deny of everything where nothing else is said. */
export function statement(given: Partial<Statement>): Statement {
  return {
    Effect: "Deny",
    ...(given.NotAction === undefined ? { Action: "*" } : {}),
    ...(given.NotResource === undefined ? { Resource: "*" } : {}),
    ...given,
  };
}

/** Whether a statement speaks of a request: as a Deny beside a full Allow, it then denies. */
export function applies(
  given: Partial<Statement>,
  request: Partial<AccessRequest> = {},
  version: string | null = "2012-10-17",
): boolean {
  const document: PolicyDocument = {
    ...(version === null ? {} : { Version: version }),
    Statement: [statement(given)],
  };
  return decide([[FULL, document]], { action: "s3:GetObject", ...request }).verdict === "denied";
}

/** Whether a condition holds for a request with this context. */
export function holds(
  Condition: ConditionBlock,
  context: Readonly<Record<string, ContextValue>> = {},
  version = "2012-10-17",
): boolean {
  return applies({ Condition }, { context }, version);
}

/** What an RCP level that allows all and denies by one statement says. */
export function underRcp(given: Partial<Statement>, request: AccessRequest): Decision {
  const denying = policy({ Principal: "*", ...given });
  return decide({ type: "RCP", levels: [[RCP_FULL, denying]] }, request);
}

/** The values that a key has in the context of a request: what a condition sees of the request's fields. */
export function sees(
  type: "SCP" | "RCP",
  request: Partial<AccessRequest>,
  key: string,
  value: string | null,
): boolean {
  const Condition: ConditionBlock =
    value === null ? { Null: { [key]: "true" } } : { StringEquals: { [key]: value } };
  const asked = { action: "s3:GetObject", ...request };
  if (type === "SCP") return applies({ Condition }, asked);
  return underRcp({ Action: "s3:*", Condition }, asked).verdict === "denied";
}
