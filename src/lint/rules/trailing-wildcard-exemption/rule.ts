import { canBeMade, principalName, protectsPrincipal } from "../../meaning/doors";
import { exemptions } from "../../meaning/exemptions";
import { isFilledIn } from "../../meaning/placeholders";
import type { LintProblem, LintRule } from "../../types";

export const trailingWildcardExemption: LintRule = {
  slug: "trailing-wildcard-exemption",
  title: "An exempt name with an open end",
  severity: "info",
  types: ["scp", "rcp"],
  why: "role/Admin* spares role/Admin and also role/AdminForMe: whoever may create a role with any such name walks through the Deny. A wildcard in the ARN of a principal is safe only where the making of every name it means is kept.",
  fix: "write the whole name, or deny the making and changing of all roles that the pattern means, here or in another policy",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn",
  ],
  *check({ statements }): Iterable<LintProblem> {
    const seen = new Set<string>();
    for (const { text, at } of statements.flatMap(exemptions)) {
      const name = principalName(text);
      if (name === undefined || !name.endsWith("*") || !isFilledIn(text) || !canBeMade(name)) continue;
      if (seen.has(text)) continue;
      seen.add(text);
      if (statements.some((statement) => protectsPrincipal(statement, text))) continue;
      const [kind, rest] = [name.slice(0, 4), name.slice(5)];
      if (/^\*+$/.test(rest)) {
        yield { at, severity: "warning", message: `every ${kind} is spared`, found: text };
      } else {
        yield { at, message: `every ${kind} whose name begins so is spared`, found: text };
      }
    }
  },
};
