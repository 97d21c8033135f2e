import { z } from "zod";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import {
  accountIds,
  exampleActions,
  governedServices,
  ofOrganization,
  organizationIds,
  outsider,
  SHARED_SERVICES,
} from "../src/catalogue/perimeter";
import { actionsOf } from "../src/catalogue/services";

/**
 * Three conditions, each of which another cannot replace: the caller is an AWS service; it says for whose account it
 * acts (some services never do, load balancers' log delivery among them, and a service that assumes a role of yours
 * was checked by iam:PassRole); and that account is not the organization's. The second asks for aws:SourceAccount,
 * because an account of no organization has no aws:SourceOrgID.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (aws:SourceAccount,
 * aws:SourceOrgID).
 */
export const denyConfusedDeputy = guardrail({
  id: "deny-confused-deputy",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "AWS services act on resources for the organization only",
  rationale:
    "Anybody can tell an AWS service in their own account to write to your bucket or use your key, and a policy that " +
    "trusts the service lets it. Services that act for an account of the organization go on as before.",
  references: [],
  parameters: z.strictObject({
    services: governedServices
      .default([...SHARED_SERVICES])
      .describe("the services whose resources are guarded"),
    "trusted-accounts": accountIds
      .default([])
      .describe("accounts outside the organization on whose behalf services may act"),
    "trusted-organizations": organizationIds
      .default([])
      .describe("other organizations on whose behalf services may act"),
  }),
  statements: (parameters, { id }) => {
    const accounts = parameters["trusted-accounts"];
    return [
      {
        Effect: "Deny",
        Action: actionsOf(parameters.services),
        Resource: "*",
        Condition: {
          Bool: { "aws:PrincipalIsAWSService": "true" },
          Null: { "aws:SourceAccount": "false" },
          StringNotEquals: {
            "aws:SourceOrgID": [id, ...parameters["trusted-organizations"]],
            ...(accounts.length > 0 && { "aws:SourceAccount": accounts }),
          },
        },
      },
    ];
  },
  requests: (parameters, organization) => {
    const actions = exampleActions(parameters.services);
    const action = actions[0]!;
    const trusted = parameters["trusted-accounts"];
    const stranger = outsider(organization, trusted);
    const theirs = stranger.split(":")[4]!;
    const service = { "aws:PrincipalIsAWSService": "true" };
    const forAccount = (account: string) => ({ ...service, "aws:SourceAccount": account });
    return {
      denied: [
        ...actions.map((one) => ({
          action: one,
          context: { ...forAccount(theirs), "aws:SourceOrgID": "o-outsiders000" },
        })),
        // The account is of no organization.
        { action, context: forAccount(theirs) },
        {
          action,
          context: {
            ...forAccount(theirs),
            "aws:SourceArn": `arn:${organization.partition}:sns:${organization.homeRegion}:${theirs}:topic`,
          },
        },
      ],
      allowed: [
        ...actions.map((one) => ({
          action: one,
          context: { ...forAccount("123456789012"), "aws:SourceOrgID": organization.id },
        })),
        // Says for nobody: the access logs of load balancers.
        { action, context: service },
        // A service-linked role, and a principal whose request a service passes on.
        { action, principal: example(organization, "role/aws-service-role/x.amazonaws.com/x") },
        {
          action,
          principal: example(organization, "role/anybody"),
          context: { ...ofOrganization(organization), "aws:ViaAWSService": "true" },
        },
        // Not this guardrail's concern: anybody who is no AWS service, and the world.
        { action, principal: stranger },
        { action },
        ...trusted.map((account) => ({ action, context: forAccount(account) })),
        ...parameters["trusted-organizations"].map((id) => ({
          action,
          context: { ...forAccount(theirs), "aws:SourceOrgID": id },
        })),
      ],
    };
  },
});
