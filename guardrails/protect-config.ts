import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What stops, narrows or redirects recording, wipes or forges what rules found, or cuts the account off from an
 * aggregator. A recorder and a delivery channel are made by the same actions that change them.
 *
 * Left free: PutEvaluations, by which the functions of custom rules report, and DeletePendingAggregationRequest,
 * by which an account turns down a stranger.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html, read 2026-11.
 */
const WEAKENING = [
  "config:DeleteAggregationAuthorization",
  "config:DeleteConfigRule",
  "config:DeleteConfigurationAggregator",
  "config:DeleteConfigurationRecorder",
  "config:DeleteConformancePack",
  "config:DeleteConnector",
  "config:DeleteDeliveryChannel",
  "config:DeleteEvaluationResults",
  "config:DeleteOrganizationConfigRule",
  "config:DeleteOrganizationConformancePack",
  "config:DeleteRemediationConfiguration",
  "config:DeleteRetentionConfiguration",
  "config:DeleteServiceLinkedConfigurationRecorder",
  "config:DisassociateResourceTypes",
  "config:PutConfigurationAggregator",
  "config:PutConfigurationRecorder",
  "config:PutDeliveryChannel",
  "config:PutExternalEvaluation",
  "config:PutOrganizationConfigRule",
  "config:PutOrganizationConformancePack",
  "config:PutRemediationExceptions",
  "config:PutRetentionConfiguration",
  "config:PutThirdPartyServiceLinkedConfigurationRecorder",
  "config:StopConfigurationRecorder",
];

/** They make rules and rewrite those that are there: no condition key tells the two apart. */
const RULE_WRITING = [
  "config:PutConfigRule",
  "config:PutConformancePack",
  "config:PutRemediationConfigurations",
];

export const protectConfig = guardrail({
  id: "protect-config",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off AWS Config",
  rationale:
    "Config remembers what the account looked like before and after. Recorders, delivery, aggregation and rules are " +
    "changed by the deployers and the member roles only; reading and starting stay free.",
  references: [
    "AWS-GR_CONFIG_CHANGE_PROHIBITED",
    "AWS-GR_CONFIG_RULE_CHANGE_PROHIBITED",
    "AWS-GR_CONFIG_AGGREGATION_AUTHORIZATION_POLICY",
    "Config.1",
    "CIS AWS Foundations 3.0.0, 3.3",
    "CIS AWS Foundations 5.0.0, 3.3",
  ],
  parameters: z.strictObject({
    "own-rules": z
      .boolean("true or false")
      .default(false)
      .describe("whether accounts may write rules, conformance packs and remediations of their own"),
  }),
  statements: ({ "own-rules": ownRules }, organization) => [
    keptForKeepers(organization, ownRules ? WEAKENING : [...WEAKENING, ...RULE_WRITING]),
  ],
  requests: ({ "own-rules": ownRules }, organization) => {
    const anybody = example(organization, "role/anybody");
    const writing = RULE_WRITING.map((action) => ({ action, principal: anybody }));
    return {
      denied: [
        { action: "config:StopConfigurationRecorder", principal: anybody },
        { action: "config:PutConfigurationRecorder", principal: identityCenterRole(organization) },
        { action: "config:DeleteDeliveryChannel", principal: example(organization, "root") },
        { action: "config:DisassociateResourceTypes", principal: anybody },
        { action: "config:DeleteEvaluationResults", principal: anybody },
        ...(ownRules ? [] : writing),
      ],
      allowed: [
        { action: "config:StartConfigurationRecorder", principal: anybody },
        { action: "config:AssociateResourceTypes", principal: anybody },
        { action: "config:PutEvaluations", principal: anybody },
        { action: "config:DescribeConfigRules", principal: anybody },
        { action: "config:SelectResourceConfig", principal: anybody },
        ...(ownRules ? writing : []),
        ...byKeepers(organization, { action: "config:PutConfigurationRecorder" }),
      ],
    };
  },
});
