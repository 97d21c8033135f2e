import { arnParts } from "../../../evaluate/reference/arn";
import { isResource } from "../../../policy/refusals";
import { hasPlaceholder } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";
import { withoutVariables } from "../../variables";

/** Source: https://docs.aws.amazon.com/general/latest/gr/rande.html and the pages of each partition, read 2026-11. */
const PARTITIONS: ReadonlySet<string> = new Set([
  "aws",
  "aws-cn",
  "aws-us-gov",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
  "aws-eusc",
]);

export const malformedArn: LintRule = {
  slug: "malformed-arn",
  title: "A resource that is no ARN",
  severity: "error",
  types: ALL_TYPES,
  why: 'A resource is "*" or an ARN of six parts, arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE; AWS refuses anything else, and an account of eleven digits or a partition that is none matches nothing.',
  fix: "correct the ARN",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { text, at } of statements.flatMap(({ resources }) => resources?.texts ?? [])) {
      if (hasPlaceholder(text)) continue;
      const problem = problemOf(text);
      if (problem !== undefined) yield { at, found: JSON.stringify(text), ...problem };
    }
  },
};

function problemOf(written: string): Pick<LintProblem, "message" | "severity"> | undefined {
  const text = withoutVariables(written, "*");
  if (/^\s|\s$/.test(text)) return { message: "white space around an ARN" };
  if (!isResource(text)) return { message: "this is neither an ARN nor *" };
  if (text.startsWith("*")) return undefined;
  const parts = arnParts(text);
  // A wildcard may run past colons, so that it may stand for the parts that are missing.
  if (parts === undefined)
    return /[*]/.test(text) ? undefined : { message: "this ARN has fewer than six parts" };
  const [, partition = "", , , account = ""] = parts;
  // Of a partition or an account nothing is known when an earlier wildcard may have taken colons.
  if (!/[*?]/.test(partition) && !PARTITIONS.has(partition)) {
    return { message: `there is no partition ${partition}`, severity: "warning" };
  }
  if (/^\d+$/.test(account) && account.length !== 12) {
    return { message: "an account id has 12 digits", severity: "warning" };
  }
  return undefined;
}
