import type { Finding, Place } from "../findings/finding";
import { Lines } from "../json/lines";
import { offsetOf, pathText } from "../json/node";
import { readPolicy } from "./policy";
import { rules as allRules } from "./rules";
import type { LintPolicy, LintProblem, LintRule, LintType } from "./types";

export interface LintOptions {
  /** How findings call the file. */
  readonly file: string;
  /** What the policy is; without it, what can be told from the text. */
  readonly type?: LintType | undefined;
  readonly rules?: readonly LintRule[];
}

/** Characters: twice as long as the longest policy that AWS takes, so that white space has room. */
const LONGEST_PROVED = 65_536;

/**
 * Everything that the rules find in the text of one policy, by place. A text that is no JSON is a finding too.
 *
 * @param text at most a few megabytes; anything is taken, and nothing throws
 */
export function lint(text: string, { file, type, rules = allRules }: LintOptions): readonly Finding[] {
  const policy = readPolicy(text, type);
  const lines = new Lines(text);
  const asked = text.length > LONGEST_PROVED ? rules.filter(({ proves }) => !proves) : rules;
  const placed = asked.flatMap((rule) =>
    [...rule.check(policy)].flatMap((problem) => {
      const offset = offsetIn(policy, problem);
      const finding = findingOf(rule, problem, policy.types, { file, ...lines.at(offset) });
      return finding === null ? [] : [{ offset, finding }];
    }),
  );
  // By place; at the same place in the order of the rules.
  return placed.sort((a, b) => a.offset - b.offset).map(({ finding }) => finding);
}

function offsetIn({ root }: LintPolicy, problem: LintProblem): number {
  if ("offset" in problem) return problem.offset;
  return root === undefined ? 0 : offsetOf(root, problem.at, problem.on);
}

/** Null when the problem is none of a policy of these types. */
function findingOf(
  rule: LintRule,
  problem: LintProblem,
  possible: readonly LintType[],
  place: Place,
): Finding | null {
  const { at = [], message, severity = rule.severity, found, expected, nearest, fix = rule.fix } = problem;
  const concerned = problem.types ?? rule.types;
  const hit = possible.filter((type) => concerned.includes(type));
  if (hit.length === 0) return null;
  const certain = hit.length === possible.length;
  const path = pathText(at);
  return {
    code: rule.slug,
    severity: certain ? severity : "info",
    place,
    ...(path === "" ? {} : { path }),
    message: certain ? message : `if this is ${names(hit)}: ${message}`,
    ...(found === undefined ? {} : { found }),
    ...(expected === undefined ? {} : { expected }),
    ...(nearest === undefined ? {} : { nearest }),
    why: rule.why,
    fix: certain ? fix : `${fix}; or say what it is with --type`,
  };
}

const NAMES: Readonly<Record<LintType, string>> = {
  scp: "an SCP",
  rcp: "an RCP",
  identity: "an identity policy",
  resource: "a resource policy",
};

function names(types: readonly LintType[]): string {
  return types.map((type) => NAMES[type]).join(" or ");
}
