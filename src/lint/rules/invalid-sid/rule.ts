import { isSid } from "../../../policy/refusals";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const invalidSid: LintRule = {
  slug: "invalid-sid",
  title: "A Sid that AWS refuses",
  severity: "error",
  types: ALL_TYPES,
  why: "A Sid holds letters and digits alone, and stands once in a policy.",
  fix: "rename the statement",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html"],
  *check({ statements }): Iterable<LintProblem> {
    const seen = new Set<string>();
    for (const { statement, at } of statements) {
      const { Sid } = statement;
      if (typeof Sid !== "string") continue;
      const spot = { at: [...at, "Sid"], found: JSON.stringify(Sid) };
      if (!isSid(Sid)) {
        // Services that keep policies of their own resources may take more.
        yield { ...spot, types: ["scp", "rcp", "identity"], message: "a Sid has only letters and digits" };
      } else if (Sid !== "" && seen.has(Sid)) {
        yield { ...spot, message: "another statement has the same Sid" };
      }
      seen.add(Sid);
    }
  },
};
