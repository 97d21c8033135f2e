import type { Levels } from "../../evaluate/request";
import { findRequest } from "../../evaluate/search/find-request";
import { canonicalJson } from "../../policy/canonical";
import type { ConditionBlock, Statement } from "../../policy/document";
import type { LintType } from "../types";

/**
 * The policies whose requests the search knows. An identity policy is asked of as an SCP is: its principal belongs
 * to an account too. A policy of a resource binds service-linked roles, which the search leaves out.
 */
export type AskedType = Exclude<LintType, "resource">;

export function isAskedType(type: LintType): type is AskedType {
  return type !== "resource";
}

/** Whose requests are asked about. */
export type Asked = Readonly<{
  type: AskedType;
  /** Of the policy language, as the policy says it. */
  version: string | undefined;
}>;

const ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

/**
 * Statements as a chain without the borders of RCPs: which services those govern is none of the questions here. The
 * requests are still those of the type.
 */
function chain(version: string | undefined, statements: readonly Statement[]): Levels {
  const bare = statements.map(({ Sid: _, Principal: __, ...statement }) => statement);
  return [[{ ...(version !== undefined && { Version: version }), Statement: bare }]];
}

function spaceOf(type: AskedType): { readonly type: "SCP" | "RCP" } {
  return { type: type === "rcp" ? "RCP" : "SCP" };
}

/** What is asked of conditions is asked often: the same block stands in many policies. */
const answers = new Map<string, boolean | undefined>();
const MOST_ANSWERS = 10_000;

function remembered(question: readonly unknown[], ask: () => boolean | undefined): boolean | undefined {
  const name = canonicalJson(question.map((part) => part ?? null));
  if (answers.has(name)) return answers.get(name);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  const answer = ask();
  answers.set(name, answer);
  return answer;
}

const denying = (Condition: ConditionBlock): Statement => ({
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  Condition,
});

/** Whether some request meets a condition block; undefined where that cannot be decided. */
export function canHold(block: ConditionBlock, { type, version }: Asked): boolean | undefined {
  const within = spaceOf(type);
  return remembered(["can hold", block, within, version], () =>
    decided(findRequest({ allowedBy: [], deniedBy: [chain(version, [ALL, denying(block)])], within })),
  );
}

/** Whether some request does not meet a condition block; undefined where that cannot be decided. */
export function canFail(block: ConditionBlock, { type, version }: Asked): boolean | undefined {
  const within = spaceOf(type);
  return remembered(["can fail", block, within, version], () =>
    decided(findRequest({ allowedBy: [chain(version, [ALL, denying(block)])], deniedBy: [], within })),
  );
}

/**
 * Whether there is a request that a statement decides alone: that it denies and the others do not, or that it allows
 * and the others do not. Undefined where that cannot be decided.
 */
export function makesADifference(
  statement: Statement,
  others: readonly Statement[],
  { type, version }: Asked,
): boolean | undefined {
  const denies = statement.Effect === "Deny";
  const without = denies ? [ALL, ...others.filter(({ Effect }) => Effect === "Deny")] : others;
  const withIt = denies ? [ALL, statement] : [...others, statement];
  const [allowedBy, deniedBy] = denies ? [without, withIt] : [withIt, without];
  return decided(
    findRequest({
      allowedBy: [chain(version, allowedBy)],
      deniedBy: [chain(version, deniedBy)],
      within: spaceOf(type),
    }),
  );
}

function decided({ kind }: { readonly kind: "witness" | "none" | "undecided" }): boolean | undefined {
  return kind === "undecided" ? undefined : kind === "witness";
}
