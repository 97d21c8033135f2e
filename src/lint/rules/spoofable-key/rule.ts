import { clausesOn, isNegated } from "../../meaning/conditions";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const spoofableKey: LintRule = {
  slug: "spoofable-key",
  title: "A key that the caller writes as it likes",
  severity: "warning",
  types: ALL_TYPES,
  why: "aws:UserAgent and aws:Referer are headers of the request. Any client sends what it pleases in them, so that they keep nobody out.",
  fix: "ask for the principal, the network or the session instead",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-useragent",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-referer",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      for (const clause of clausesOn(statement, "aws:UserAgent", "aws:Referer")) {
        // A Deny of some clients stops those that say who they are, which may be all that is wanted.
        const isOfSome = statement.effect === "Deny" && !isNegated(clause);
        yield {
          at: clause.at,
          on: "key",
          ...(isOfSome && { severity: "info" as const }),
          message: `${clause.key} is whatever the caller sends`,
        };
      }
    }
  },
};
