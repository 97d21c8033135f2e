import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";

/**
 * A member account moves straight into another organization by accepting its invitation.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_AcceptHandshake.html (an accepted
 * invitation can make the account depart one organization and join another), read 2026-11.
 */
export const denyLeaveOrganization = guardrail({
  id: "deny-leave-organization",
  type: "SERVICE_CONTROL_POLICY",
  theme: "organization",
  title: "No leaving the organization",
  rationale:
    "An account that leaves sheds every guardrail at once. It can leave by itself, or by accepting the invitation " +
    "of another organization. Accounts that join are not hindered: no policy of ours binds them yet.",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [
    {
      Effect: "Deny",
      Action: ["organizations:AcceptHandshake", "organizations:LeaveOrganization"],
      Resource: "*",
    },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "organizations:LeaveOrganization", principal: anybody },
        { action: "organizations:AcceptHandshake", principal: anybody },
        { action: "organizations:LeaveOrganization", principal: example(organization, "root") },
      ],
      allowed: [
        { action: "organizations:DeclineHandshake", principal: anybody },
        { action: "organizations:ListHandshakesForAccount", principal: anybody },
        { action: "organizations:DescribeOrganization", principal: anybody },
      ],
    };
  },
});
