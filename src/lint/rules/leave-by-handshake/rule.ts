import { speaksOf } from "../../meaning/actions";
import type { LintProblem, LintRule } from "../../types";

const LEAVE = "organizations:LeaveOrganization";
const ACCEPT = "organizations:AcceptHandshake";

export const leaveByHandshake: LintRule = {
  slug: "leave-by-handshake",
  title: "Leaving is denied, moving is not",
  severity: "info",
  types: ["scp"],
  why: "Since December 2025 an account moves from one organization straight to another by accepting its invitation: organizations:AcceptHandshake, without organizations:LeaveOrganization. Who denies only the one leaves the other door open.",
  fix: "deny organizations:AcceptHandshake too, here or in another policy; an account that is in the organization needs it only to agree to a change of features",
  sources: [
    "https://aws.amazon.com/about-aws/whats-new/2025/12/aws-organizations-direct-account-transfers/",
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    const denies = statements.filter(({ effect }) => effect === "Deny");
    if (denies.some(({ actions }) => speaksOf(actions, ACCEPT))) return;
    for (const { text, at } of denies.flatMap(({ actions }) => (actions.negated ? [] : actions.texts))) {
      if (text.toLowerCase() !== LEAVE.toLowerCase()) continue;
      yield { at, message: "the account may still move by accepting an invitation" };
      return;
    }
  },
};
