import { pathText } from "../../../json/node";
import type { Statement } from "../../../policy/document";
import { loneliestAction } from "../../meaning/action-sets";
import { type Asked, isAskedType, makesADifference } from "../../meaning/ask";
import { isStatementFilledIn, versionOf } from "../../meaning/conditions";
import type { LintPolicy, LintProblem, LintRule, LintStatement } from "../../types";

/** Of one policy: each costs some milliseconds. */
const MOST_PROOFS = 60;

export const deadStatement: LintRule = {
  slug: "dead-statement",
  title: "A statement that others cover",
  severity: "warning",
  types: ["scp", "rcp", "identity"],
  why: "Every request that this statement decides is decided alike without it. Most often it was written as an exception: but a Deny cannot be taken back by a narrower one, nor an Allow be narrowed by another. It is proven over all requests, not guessed.",
  fix: "remove it, or write the exception as a condition of the statement that covers it",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html",
  ],
  proves: true,
  *check(policy): Iterable<LintProblem> {
    const [type, ...others] = policy.types.filter(isAskedType);
    // What covers what can differ between types.
    if (type === undefined || others.some((other) => (other === "rcp") !== (type === "rcp"))) return;
    yield* deadStatements(policy, { type, version: versionOf(policy) });
  },
};

function* deadStatements({ statements }: LintPolicy, asked: Asked): Iterable<LintProblem> {
  let left = statements.filter(isStatementFilledIn);
  let proofs = 0;
  // From the last: of two that cover each other, the first stays.
  for (const statement of left.toReversed()) {
    const others = left.filter((other) => other !== statement);
    const rivals = others.filter(({ effect }) => effect === statement.effect || effect === "Deny");
    if (rivals.length === 0 || isSame(statement, rivals) || standsAlone(statement, rivals, asked)) continue;
    proofs += rivals.length + 2;
    if (proofs > MOST_PROOFS) return;
    const differs = (beside: readonly LintStatement[]) =>
      makesADifference(statement.statement, beside.map(statementOf), asked);
    if (differs(rivals) !== false || differs([]) !== true) continue;
    left = others;
    yield {
      at: statement.at,
      message: message(
        statement,
        rivals.find((rival) => differs([rival]) === false),
      ),
    };
  }
}

const statementOf = ({ statement }: LintStatement) => statement;

/** Whether a statement decides something alone for one action of it: a small question that most answer with yes. */
function standsAlone(statement: LintStatement, rivals: readonly LintStatement[], asked: Asked): boolean {
  const lone = loneliestAction(statement, rivals);
  if (lone === undefined) return false;
  if (lone.spokenBy.length === 0) return true;
  return makesADifference(ofAnyAction(statement), lone.spokenBy.map(ofAnyAction), asked) === true;
}

/** Among requests for one action, statements that speak of it are as if they spoke of all. */
function ofAnyAction({ statement: { NotAction: _, ...statement } }: LintStatement): Statement {
  return { ...statement, Action: "*" };
}

function message({ effect }: LintStatement, one: LintStatement | undefined): string {
  const what = effect === "Deny" ? "denies" : "allows";
  if (one === undefined) return `all that this statement ${what}, other statements decide`;
  const place = pathText(one.at);
  return `all that this statement ${what}, ${place} ${one.effect === effect ? `${what} already` : "denies"}`;
}

/** Whether the same statement stands elsewhere: a rule of its own says so. */
function isSame({ statement }: LintStatement, others: readonly LintStatement[]): boolean {
  const name = JSON.stringify({ ...statement, Sid: undefined });
  return others.some((other) => JSON.stringify({ ...other.statement, Sid: undefined }) === name);
}
