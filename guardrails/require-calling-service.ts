import { z } from "zod";
import { actionPatterns, actionsMatching, someAction } from "../src/catalogue/actions";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers } from "../src/catalogue/keepers";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

/**
 * aws:CalledVia lists the services through which a request came in the caller's name. It is absent when the caller
 * asks directly, and when a service acts by a role of its own: ForAllValues is true of an absent key.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:CalledVia),
 * read 2026-11.
 */
export const requireCallingService = guardrail({
  id: "require-calling-service",
  type: "SERVICE_CONTROL_POLICY",
  theme: "services",
  title: "Some actions only through a service",
  rationale:
    "What is made through CloudFormation or Service Catalog comes from a reviewed template; what is made by hand does " +
    "not. Direct calls are denied, the console's included, and so are those through other services. A service that " +
    "acts by a service role does not carry the key: name such roles.",
  references: [],
  parameters: z.strictObject({
    actions: actionPatterns.describe("what is done only through these services"),
    services: z
      .array(
        z
          .string()
          .regex(/^[a-z0-9.-]+\.amazonaws\.com$/, "a service principal such as cloudformation.amazonaws.com"),
      )
      .min(1, "at least one service")
      .describe("the services, any of which may have passed the request on"),
    roles: roleNames.optional().describe("roles that may do it directly: those by which the services act"),
  }),
  example: {
    actions: ["ec2:CreateSubnet", "ec2:CreateVpc", "iam:CreateRole"],
    services: ["cloudformation.amazonaws.com"],
    roles: ["role/cloudformation-execution"],
  },
  statements: ({ actions, services, roles = [] }, organization) => [
    {
      Effect: "Deny",
      Action: actions,
      Resource: "*",
      Condition: {
        ...sparing([...keepers(organization), ...roles.map((role) => arnPattern(role, organization))]),
        "ForAllValues:StringNotEquals": { "aws:CalledVia": services },
      },
    },
  ],
  requests: ({ actions, services, roles = [] }, organization) => {
    const principal = example(organization, "role/developer");
    const action = someAction(actions[0]!);
    const through = (...chain: string[]) => ({
      action,
      principal,
      context: { "aws:CalledVia": chain, "aws:ViaAWSService": "true" },
    });
    const other = ["athena.amazonaws.com", "dynamodb.amazonaws.com", "kms.amazonaws.com"].find(
      (service) => !services.includes(service),
    );
    const others = other === undefined ? [] : [other];
    const covered = new Set(actions.flatMap(actionsMatching));
    const nearby = ["iam:GetRole", "ec2:DescribeVpcs", "sts:GetCallerIdentity"].filter(
      (name) => !covered.has(name),
    );
    return {
      denied: [
        ...actions.map((one) => ({ action: someAction(one), principal })),
        { action, principal: identityCenterRole(organization) },
        { action, principal: example(organization, "root") },
        ...others.map((service) => through(service)),
      ],
      allowed: [
        ...services.map((service) => through(service)),
        ...others.flatMap((service) => [through(services[0]!, service), through(service, services[0]!)]),
        ...nearby.map((name) => ({ action: name, principal })),
        ...roles.map((role) => ({ action, principal: matching(arnPattern(role, organization)) })),
        ...byKeepers(organization, { action }),
      ],
    };
  },
});
