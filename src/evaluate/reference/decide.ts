import type { AccessRequest, Decision, Levels } from "../request";
import { checkedAction, checkedLevels, checkedResource } from "./checked";
import { contextOf } from "./context";
import { isGoverned, isServiceLinked } from "./exemptions";
import { placedStatements, wholeLevel } from "./placed";
import { statementMatches } from "./statement";

/**
 * Whether the SCPs or RCPs of one chain let a request pass: every level must allow it and none may deny it.
 * This is the plain definition of the truth; a key that the request does not give is absent.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html.
 * docs/semantics.md has each rule with its source.
 *
 * @throws PolicyError for levels or policies that have no meaning, naming the place
 * @throws RequestError for a request that has none
 */
export function decide(levels: Levels, request: AccessRequest): Decision {
  const { type, documents } = checkedLevels(levels);
  const action = checkedAction(request);
  const asked = { action, resource: checkedResource(request), context: contextOf(request, type) };

  if (isServiceLinked(asked.context)) return { verdict: "allowed", reason: "exempt", decidedBy: [] };
  if (type === "RCP" && !isGoverned(action)) {
    return { verdict: "allowed", reason: "not-governed", decidedBy: [] };
  }

  const matching = placedStatements(documents).filter(({ statement, version }) =>
    statementMatches(statement, version, asked),
  );
  const denying = matching
    .filter(({ statement }) => statement.Effect === "Deny")
    .map(({ decider }) => decider);
  if (denying.length > 0) return { verdict: "denied", decidedBy: denying };

  const allowing = new Set(matching.map(({ decider }) => decider.level));
  const silent = documents.map((_, level) => level).filter((level) => !allowing.has(level));
  if (silent.length > 0) return { verdict: "denied", decidedBy: silent.map(wholeLevel) };

  return { verdict: "allowed", decidedBy: [] };
}
