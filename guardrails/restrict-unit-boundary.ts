import { z } from "zod";
import { loadBalancerAccounts } from "../src/aws-data/load-balancer-accounts";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import {
  accountIds,
  exampleActions,
  governedServices,
  ofOrganization,
  outsider,
  reaching,
  SHARED_SERVICES,
} from "../src/catalogue/perimeter";
import { sparing } from "../src/catalogue/statement";

/**
 * aws:PrincipalOrgPaths is a list of one path, and absent of anonymous callers, of AWS services and of accounts in no
 * organization. ForAllValues takes an absent key for a match, so that they are denied; ForAnyValue would let them in.
 * The second key spares an account's own principals, whatever paths are written here: nobody is shut out of their own
 * account by a wrong path. The deployers are spared by name, each of which names its account.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:PrincipalOrgPaths, aws:ResourceAccount), read 2026-11.
 */
export const restrictUnitBoundary = guardrail({
  id: "restrict-unit-boundary",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Only principals of the same unit reach its resources",
  rationale:
    "What is in production is not read or changed from development, whatever a team's bucket policy says. AWS services, " +
    "the deployers and the units and accounts named here come through.",
  references: [],
  parameters: z.strictObject({
    paths: z
      .array(
        z
          .string()
          .regex(
            /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)+\*$/,
            "the path of a unit with /* at its end, such as o-exampleorgid/r-ab12/ou-ab12-11111111/*",
          ),
      )
      .min(1, "at least one path")
      .describe("paths of the units from which principals may come, the guarded unit's own first"),
    "trusted-accounts": accountIds
      .default([])
      .describe("accounts elsewhere whose principals may come in: log archive, audit, backup"),
    services: governedServices
      .default([...SHARED_SERVICES])
      .describe("the services whose resources are guarded"),
  }),
  example: {
    paths: ["o-exampleorgid/r-ab12/ou-ab12-11111111/*"],
    "trusted-accounts": [],
    services: [...SHARED_SERVICES],
  },
  statements: (parameters, organization) => [
    {
      Effect: "Deny",
      Action: reaching(parameters.services),
      Resource: "*",
      Condition: {
        "ForAllValues:StringNotLike": { "aws:PrincipalOrgPaths": parameters.paths },
        StringNotEquals: {
          "aws:PrincipalAccount": [
            "${aws:ResourceAccount}",
            ...parameters["trusted-accounts"],
            ...loadBalancerAccounts(organization.regions),
          ],
        },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        ...sparing(organization.deployers),
      },
    },
  ],
  requests: (parameters, organization) => {
    const actions = exampleActions(parameters.services);
    const action = actions[0]!;
    const account = "222222222222";
    const by = (principal: string, path?: string) => ({
      action,
      account,
      principal,
      context: path === undefined ? {} : { ...ofOrganization(organization), "aws:PrincipalOrgPaths": [path] },
    });
    const unit = parameters.paths[0]!.replace("*", "");
    const root = unit.split("/").slice(0, 2).join("/");
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        ...actions.map((one) => ({ ...by(anybody, `${root}/ou-zz99-99999999/`), action: one })),
        // In the organization, below no unit: the management account, as a rule.
        by(anybody, `${root}/`),
        by(outsider(organization, parameters["trusted-accounts"])),
        { action, account },
      ],
      allowed: [
        ...actions.map((one) => ({ ...by(anybody, unit), action: one })),
        by(example(organization, "user/alice"), `${unit}ou-zz99-88888888/`),
        // The account's own, wherever it has been moved to.
        by(`arn:${organization.partition}:iam::${account}:role/anybody`, `${root}/ou-zz99-99999999/`),
        { action, account, context: { "aws:PrincipalIsAWSService": "true" } },
        ...organization.deployers.map((deployer) => by(deployer, `${root}/`)),
        ...parameters["trusted-accounts"].map((id) =>
          by(`arn:${organization.partition}:iam::${id}:role/anybody`, `${root}/ou-zz99-99999999/`),
        ),
      ],
    };
  },
});
