import { canonicalJson } from "../../policy/canonical";
import { type Statement, statementsOf } from "../../policy/document";
import type { ManagementDocument } from "../../policy/management/document";
import { settingsOf, unite } from "../../policy/management/settings";
import { policyText, statementText } from "../../policy/minify";
import { isAuthorizationType } from "../../policy/types";
import { parseContent, parsePolicy } from "./terms";
import type { StatePolicy } from "./types";

/** The one version of the policy language that SCPs and RCPs are written in, and the one that is stored for them. */
const LANGUAGE_VERSION = "2012-10-17";

/**
 * The policy as it is to be, with the statements or settings that it is to lose. Undefined when one of the two
 * cannot be read, or one policy cannot say what both say.
 */
export function widenedPolicy(from: StatePolicy, to: StatePolicy): StatePolicy | undefined {
  return isAuthorizationType(to.type) ? withStatements(from, to) : withSettings(from, to);
}

function withSettings(from: StatePolicy, to: StatePolicy): StatePolicy | undefined {
  const [old, wanted] = [parseContent(from.text), parseContent(to.text)];
  if (old === null || wanted === null) return undefined;
  const both = unite(wanted, old);
  const said = (document: ManagementDocument) =>
    settingsOf(document).map(({ path, operators }) => canonicalJson([path, operators]));
  const whole = new Set(said(both));
  if (![...said(old), ...said(wanted)].every((setting) => whole.has(setting))) return undefined;
  return { ...to, text: canonicalJson(both) };
}

function withStatements(from: StatePolicy, to: StatePolicy): StatePolicy | undefined {
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
