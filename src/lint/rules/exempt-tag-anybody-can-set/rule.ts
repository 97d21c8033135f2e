import { isClauseFilledIn } from "../../meaning/conditions";
import { protectsTag } from "../../meaning/doors";
import { tagExemptions } from "../../meaning/exemptions";
import type { LintProblem, LintRule } from "../../types";

const PREFIX = "aws:PrincipalTag/";

export const exemptTagAnybodyCanSet: LintRule = {
  slug: "exempt-tag-anybody-can-set",
  title: "An exempt tag that anybody may set",
  severity: "info",
  types: ["scp", "rcp"],
  why: "Whoever may tag a role or a user, or may pass session tags when assuming a role, can give themselves the tag that a Deny spares. It exempts those whom you chose only as long as nobody else may set it.",
  fix: "deny requests that bring the tag (aws:TagKeys in iam:TagRole, iam:TagUser, iam:CreateRole, iam:CreateUser and sts:TagSession) to all but those who hand it out, here or in another policy",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    const seen = new Set<string>();
    for (const clause of statements.flatMap(tagExemptions).filter(isClauseFilledIn)) {
      const tag = clause.key.slice(PREFIX.length);
      if (seen.has(tag.toLowerCase())) continue;
      seen.add(tag.toLowerCase());
      if (statements.some((statement) => protectsTag(statement, tag))) continue;
      yield {
        at: clause.at,
        on: "key",
        message: "no statement of this policy keeps the exempt tag from being set",
        found: clause.key,
      };
    }
  },
};
