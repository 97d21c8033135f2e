import { type Statement, statementsOf } from "../../policy/document";
import { policyText, statementText } from "../../policy/minify";
import { parsePolicy } from "./terms";
import type { StatePolicy } from "./types";

/** The one version of the policy language that SCPs and RCPs are written in, and the one that is stored for them. */
const LANGUAGE_VERSION = "2012-10-17";

/**
 * The policy as it is to be, with the statements that it is to lose. Undefined when one of the two cannot be
 * read, or their versions of the language differ.
 */
export function widenedPolicy(from: StatePolicy, to: StatePolicy): StatePolicy | undefined {
  const [old, wanted] = [parsePolicy(from.type, from.text), parsePolicy(to.type, to.text)];
  if (old?.Version !== LANGUAGE_VERSION || wanted?.Version !== LANGUAGE_VERSION) return undefined;
  const statements = statementsOf(wanted);
  const sids = new Set(statements.map(({ Sid }) => Sid));
  const known = new Set(statements.map(meaningOf));
  const leaving = statementsOf(old).filter((statement) => !known.has(meaningOf(statement)));
  // A Sid may stand in a policy once.
  const unnamed = leaving.map((statement) => (sids.has(statement.Sid) ? withoutSid(statement) : statement));
  return { ...to, text: policyText([...statements, ...unnamed]) };
}

function withoutSid({ Sid: _sid, ...rest }: Statement): Statement {
  return rest;
}

function meaningOf(statement: Statement): string {
  return statementText(withoutSid(statement));
}
