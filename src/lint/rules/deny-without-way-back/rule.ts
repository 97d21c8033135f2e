import { speaksOf } from "../../meaning/actions";
import type { LintProblem, LintRule } from "../../types";

/** What somebody needs to get into an account and to mend it. */
const WAY_BACK = ["sts:AssumeRole", "iam:GetRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"];

export const denyWithoutWayBack: LintRule = {
  slug: "deny-without-way-back",
  title: "Nobody is left who can mend the account",
  severity: "info",
  types: ["scp"],
  why: "This denies roles and the assuming of roles to everybody in the account: whoever deploys, audits or rescues it too. The management account can detach the policy, but nobody can act inside until it does.",
  fix: "spare a deployer or a break-glass role by ArnNotLike aws:PrincipalArn",
  sources: [
    "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_emergency_process.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { effect, actions, resources, conditions, at } of statements) {
      if (effect !== "Deny" || conditions.length > 0) continue;
      const isEverywhere = resources?.negated === false && resources.texts.some(({ text }) => text === "*");
      if (!isEverywhere || !WAY_BACK.every((action) => speaksOf(actions, action))) continue;
      yield { at, message: "the whole of IAM and sts:AssumeRole are denied to everybody" };
    }
  },
};
