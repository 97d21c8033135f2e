import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { keepers } from "../src/catalogue/keepers";
import { sparing } from "../src/catalogue/statement";

/**
 * AWS's own roles and services need no exemption: SCPs bind neither service-linked roles nor service principals.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * (tasks and entities not restricted by SCPs), read 2026-11.
 */
export const denyEverything = guardrail({
  id: "deny-everything",
  type: "SERVICE_CONTROL_POLICY",
  theme: "quarantine",
  title: "Quarantine",
  rationale:
    "For accounts that are closing or compromised: nobody in them does anything. The deployers and the member roles " +
    "are spared, so that the account can be cleaned up; so is break-glass, or responders would have to lift the " +
    "quarantine for everybody, the intruder included, to look inside.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, organization) => [
    {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: sparing([...keepers(organization), ...organization.breakGlass]),
    },
  ],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    const ownRole = example(
      organization,
      "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
    );
    return {
      denied: [
        { action: "s3:GetObject", principal: anybody },
        { action: "iam:CreateUser", principal: example(organization, "root") },
        { action: "sts:AssumeRole", principal: example(organization, "user/anybody") },
        // Anybody with iam:CreateRole could make a role with such a path.
        {
          action: "s3:GetObject",
          principal: example(organization, "role/x/aws-service-role/config.amazonaws.com/r"),
        },
      ],
      allowed: [
        ...["config:PutEvaluations", "s3:PutObject", "sns:Publish"].map((action) => ({
          action,
          principal: ownRole,
        })),
        ...[...keepers(organization), ...organization.breakGlass].map((spared) => ({
          action: "ec2:TerminateInstances",
          principal: matching(spared),
        })),
      ],
    };
  },
});
