import { z } from "zod";
import { loadBalancerAccounts } from "../src/aws-data/load-balancer-accounts";
import { example } from "../src/catalogue/examples";
import { guardrail, type OrganizationFacts } from "../src/catalogue/guardrail";
import {
  accountIds,
  exampleActions,
  governedServices,
  ofOrganization,
  organizationIds,
  outsider,
  reaching,
  resourceArns,
  SHARED_SERVICES,
} from "../src/catalogue/perimeter";

/**
 * A request that is anonymous, or by an account of no organization, has no aws:PrincipalOrgID, and one that is not by
 * an AWS service may lack aws:PrincipalIsAWSService: StringNotEquals and BoolIfExists take both for outsiders. An
 * empty list under StringNotEquals would always be true, so a list stands there only where it has members.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:PrincipalOrgID, aws:PrincipalIsAWSService), read 2026-11.
 */
export const restrictIdentities = guardrail({
  id: "restrict-identities",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Only the organization's principals reach its resources",
  rationale:
    "One careless bucket policy, key policy or trust policy opens a resource to the world. Whatever those say, only " +
    "principals of the organization, AWS services and the accounts named here come through.",
  references: ["CT.KMS.PV.7", "CT.S3.PV.4", "CT.SECRETSMANAGER.PV.1", "CT.SQS.PV.1", "CT.STS.PV.1"],
  parameters: z.strictObject({
    services: governedServices
      .default([...SHARED_SERVICES])
      .describe("the services whose resources are closed to outsiders"),
    "trusted-accounts": accountIds
      .default([])
      .describe("accounts outside the organization that may come in, of vendors for instance"),
    "trusted-organizations": organizationIds.default([]).describe("other organizations that may come in"),
    "public-resources": resourceArns
      .default([])
      .describe("ARNs that are open to the world on purpose, such as a public website's bucket"),
  }),
  statements: (parameters, organization) => {
    const accounts = trusted(parameters["trusted-accounts"], organization);
    const open = parameters["public-resources"];
    return [
      {
        Effect: "Deny",
        Action: reaching(parameters.services),
        ...(open.length === 0 ? { Resource: "*" } : { NotResource: open }),
        Condition: {
          StringNotEquals: {
            "aws:PrincipalOrgID": [organization.id, ...parameters["trusted-organizations"]],
            ...(accounts.length > 0 && { "aws:PrincipalAccount": accounts }),
          },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ];
  },
  requests: (parameters, organization) => {
    const actions = exampleActions(parameters.services);
    const action = actions[0]!;
    const ours = ofOrganization(organization);
    const theirs = { "aws:PrincipalOrgID": "o-outsiders000" };
    const stranger = outsider(organization, parameters["trusted-accounts"]);
    return {
      denied: [
        ...actions.map((one) => ({ action: one, principal: stranger, context: theirs })),
        // Of an account in no organization.
        { action, principal: stranger },
        // Unsigned: a public bucket or queue.
        { action },
        { action, context: { "s3:authType": "REST-QUERY-STRING" }, principal: stranger },
      ],
      allowed: [
        ...actions.map((one) => ({
          action: one,
          principal: example(organization, "role/anybody"),
          context: ours,
        })),
        { action, principal: example(organization, "root"), context: ours },
        // A presigned URL is its signer's request.
        {
          action,
          principal: example(organization, "role/signer"),
          context: { ...ours, "s3:authType": "REST-QUERY-STRING" },
        },
        {
          action,
          context: {
            "aws:PrincipalIsAWSService": "true",
            "aws:PrincipalServiceName": "cloudfront.amazonaws.com",
          },
        },
        { action, principal: `arn:${organization.partition}:iam::999988887777:role/aws-service-role/x/x` },
        ...trusted(parameters["trusted-accounts"], organization).map((account) => ({
          action,
          principal: `arn:${organization.partition}:iam::${account}:root`,
        })),
        ...parameters["trusted-organizations"].map((id) => ({
          action,
          principal: stranger,
          context: { "aws:PrincipalOrgID": id },
        })),
        ...parameters["public-resources"].map((resource) => ({
          action,
          resource: resource.replace(/[*?]$/, "x"),
        })),
      ],
    };
  },
});

/** The accounts outside the organization that come through: those named, and AWS's that write load-balancer logs. */
function trusted(accounts: readonly string[], { regions }: OrganizationFacts): readonly string[] {
  return [...accounts, ...loadBalancerAccounts(regions)];
}
