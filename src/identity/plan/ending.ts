import { canonicalJson } from "../../policy/canonical";
import { type PolicyDocument, type Statement, statementsOf } from "../../policy/document";

/**
 * Ends a permission set at an instant. Nothing is spared, not even reading: a session that began before has no rights
 * either.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:CurrentTime),
 * read 2026-11.
 */
export function ending(expires: string): Statement {
  return {
    Sid: "Ended",
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: { DateGreaterThanEquals: { "aws:CurrentTime": expires } },
  };
}

/** The end that an inline policy sets, if it is one of ours; null where there is none. */
export function endOf(inlinePolicy: string): string | null {
  try {
    const document = JSON.parse(inlinePolicy) as PolicyDocument;
    return (
      statementsOf(document)
        .map(endOfStatement)
        .find((end) => end !== null) ?? null
    );
  } catch {
    return null;
  }
}

function endOfStatement(statement: Statement): string | null {
  const end = statement.Condition?.DateGreaterThanEquals?.["aws:CurrentTime"];
  if (typeof end !== "string") return null;
  return canonicalJson(statement) === canonicalJson(ending(end)) ? end : null;
}

/** The document without the statement that ends it. */
export function withoutEnding(document: PolicyDocument): PolicyDocument {
  const statements = statementsOf(document);
  const kept = statements.filter((statement) => endOfStatement(statement) === null);
  return kept.length === statements.length ? document : { ...document, Statement: kept };
}
