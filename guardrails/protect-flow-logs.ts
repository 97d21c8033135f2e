import { z } from "zod";
import { LOG_GROUP_CHANGES } from "../src/aws-data/log-group-changes";
import { example, identityCenterRole, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";
import { logGroupArns, logGroupNames } from "../src/catalogue/log-names";
import { matches, withWildcards } from "../src/evaluate/reference/pattern";

/**
 * A flow log cannot be changed, only deleted and made anew; one action is for VPCs, subnets, interfaces and transit
 * gateways alike.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/working-with-flow-logs.html, read 2026-11.
 */
export const protectFlowLogs = guardrail({
  id: "protect-flow-logs",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody deletes flow logs",
  rationale:
    "Who talked to whom is asked after an incident, and can only be answered if it was written down before. Anybody " +
    "may make flow logs and read them; the deployers and the member roles delete them.",
  references: ["EC2.6", "CIS AWS Foundations 3.0.0, 3.7", "CIS AWS Foundations 5.0.0, 3.7"],
  parameters: z.strictObject({
    "log-groups": logGroupNames
      .default([])
      .describe("the log groups that flow logs are delivered to, to be protected as well"),
  }),
  statements: ({ "log-groups": logGroups }, organization) => [
    keptForKeepers(organization, ["ec2:DeleteFlowLogs"]),
    ...(logGroups.length === 0
      ? []
      : [
          {
            Sid: "LogGroups",
            ...keptForKeepers(organization, LOG_GROUP_CHANGES, logGroupArns(logGroups, organization)),
          },
        ]),
  ],
  requests: ({ "log-groups": logGroups }, organization) => {
    const flowLog = `arn:${organization.partition}:ec2:eu-west-1:123456789012:vpc-flow-log/fl-0123456789abcdef0`;
    const ownGroup = `arn:${organization.partition}:logs:eu-west-1:123456789012:log-group:the-teams-own:*`;
    const anybody = example(organization, "role/anybody");
    const groups = logGroupArns(logGroups, organization).map(matching);
    return {
      denied: [
        ...[anybody, identityCenterRole(organization), example(organization, "root")].map((principal) => ({
          action: "ec2:DeleteFlowLogs",
          principal,
          resource: flowLog,
        })),
        ...groups.map((resource) => ({ action: "logs:DeleteLogGroup", principal: anybody, resource })),
      ],
      allowed: [
        { action: "ec2:CreateFlowLogs", principal: anybody },
        { action: "ec2:DescribeFlowLogs", principal: anybody },
        ...(logGroups.some((name) => matches(withWildcards(name), "the-teams-own"))
          ? []
          : [{ action: "logs:DeleteLogGroup", principal: anybody, resource: ownGroup }]),
        ...groups.map((resource) => ({ action: "logs:FilterLogEvents", principal: anybody, resource })),
        ...byKeepers(organization, { action: "ec2:DeleteFlowLogs", resource: flowLog }),
      ],
    };
  },
});
