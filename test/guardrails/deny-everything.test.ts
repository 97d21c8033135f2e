import { denyEverything } from "../../guardrails/deny-everything";
import { restrictServices } from "../../guardrails/restrict-services";
import { under } from "./support";

const MEMBER = "arn:aws:iam::222222222222";

it.each([
  ["a deployer", "arn:aws:iam::111111111111:role/org-guardrails-deployer"],
  ["a member role", `${MEMBER}:role/stacksets-exec-0a1b`],
  ["break-glass", `${MEMBER}:role/break-glass`],
  [
    "a role of AWS's own",
    `${MEMBER}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
  ],
])("spares %s, and so does restrict-services", (_, principal) => {
  for (const guardrail of [denyEverything, restrictServices]) {
    expect(under(guardrail)({ action: "lambda:DeleteFunction", principal })).toBe("allowed");
  }
});

it.each([
  ["a role of the same name below a path", `${MEMBER}:role/team/break-glass`],
  ["a user of the same name", `${MEMBER}:user/break-glass`],
  ["the deployer's name in another account", `${MEMBER}:role/org-guardrails-deployer`],
  [
    "a role of Identity Center",
    `${MEMBER}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_x_0123456789abcdef`,
  ],
  ["the root user", `${MEMBER}:root`],
  ["nobody named", undefined],
])("stops %s, and so does restrict-services", (_, principal) => {
  for (const guardrail of [denyEverything, restrictServices]) {
    expect(under(guardrail)({ action: "lambda:DeleteFunction", principal })).toBe("denied");
  }
});
