import { z } from "zod";
import { serviceOwnedBuckets } from "../src/aws-data/service-owned-buckets";
import { example } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keepers } from "../src/catalogue/keepers";
import {
  accountIds,
  exemptTag,
  organizationIds,
  reaching,
  resourceArns,
  tagged,
} from "../src/catalogue/perimeter";
import { knownServices } from "../src/catalogue/services";
import { sparing } from "../src/catalogue/statement";

/** Services by which data leaves: a request may name a resource of any account, and put something into it. */
const SENDING = [
  "dynamodb",
  "firehose",
  "kinesis",
  "kms",
  "lambda",
  "logs",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "sts",
];

/**
 * A resource of an account in no organization has no aws:ResourceOrgID, so that the absent key must deny; but of a
 * request that names no account's resource, or of an action that knows neither key, it is absent too. The Null asks
 * whether the resource's account is known at all.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:ResourceAccount, aws:ResourceOrgID, and the actions that support neither), read 2026-11.
 */
export const restrictResources = guardrail({
  id: "restrict-resources",
  type: "SERVICE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Principals reach only the organization's resources",
  rationale:
    "Whoever may write to S3 may write to a bucket of their own: the shortest way to carry data out. Only resources of " +
    "the organization, and what is named here, can be reached; samples and layers of others no longer.",
  references: [],
  parameters: z.strictObject({
    services: knownServices
      .default([...SENDING])
      .describe("the services in which only the organization's resources are reached"),
    "trusted-accounts": accountIds
      .default([])
      .describe("accounts outside the organization whose resources may be reached"),
    "trusted-organizations": organizationIds
      .default([])
      .describe("other organizations whose resources may be reached"),
    "foreign-resources": resourceArns.describe(
      "ARNs outside the organization that may be reached; without it, AWS's buckets for Systems Manager in your Regions",
    ),
    "exempt-tag": exemptTag.describe("a tag of principals, { key, value }, that spares them"),
  }),
  defaults: ({ partition, regions }) => ({
    "foreign-resources": serviceOwnedBuckets(regions).map((name) => `arn:${partition}:s3:::${name}/*`),
  }),
  statements: (parameters, organization) => {
    const accounts = parameters["trusted-accounts"];
    const foreign = parameters["foreign-resources"];
    return [
      {
        Effect: "Deny",
        Action: reaching(parameters.services),
        ...(foreign.length === 0 ? { Resource: "*" } : { NotResource: foreign }),
        Condition: {
          StringNotEquals: {
            "aws:ResourceOrgID": [organization.id, ...parameters["trusted-organizations"]],
            ...(accounts.length > 0 && { "aws:ResourceAccount": accounts }),
            ...tagged(parameters["exempt-tag"]),
          },
          Null: { "aws:ResourceAccount": "false" },
          ...sparing(keepers(organization)),
        },
      },
    ];
  },
  requests: (parameters, organization) => {
    const principal = example(organization, "role/anybody");
    const services = [...parameters.services].sort((a, b) => rank(a) - rank(b)).slice(0, 4);
    const actions = services.map((service) => `${service}:${ACTIONS.get(service) ?? "AnyAction"}`);
    const action = actions[0]!;
    const trusted = parameters["trusted-accounts"];
    const foreign = ["999988887777", "888877776666"].find((account) => !trusted.includes(account))!;
    const theirs = { "aws:ResourceAccount": foreign, "aws:ResourceOrgID": "o-outsiders000" };
    const ours = { "aws:ResourceAccount": "123456789012", "aws:ResourceOrgID": organization.id };
    const tag = parameters["exempt-tag"];
    return {
      denied: [
        ...actions.map((one) => ({ action: one, principal, context: theirs })),
        // The account is of no organization.
        { action, principal, context: { "aws:ResourceAccount": foreign } },
        { action, principal: example(organization, "root"), context: theirs },
        // A service that carries it out in the caller's name.
        { action, principal, context: { ...theirs, "aws:ViaAWSService": "true" } },
      ],
      allowed: [
        ...actions.map((one) => ({ action: one, principal, context: ours })),
        // Replication to another account of the organization.
        { action, principal, context: { ...ours, "aws:ResourceAccount": "222222222222" } },
        // Nothing that belongs to an account.
        { action, principal },
        ...byKeepers(organization, { action, context: theirs }),
        ...parameters["foreign-resources"].slice(0, 3).map((resource) => ({
          action,
          principal,
          resource: resource.replace(/[*?]$/, "x"),
          context: theirs,
        })),
        ...trusted.map((account) => ({ action, principal, context: { "aws:ResourceAccount": account } })),
        ...parameters["trusted-organizations"].map((id) => ({
          action,
          principal,
          context: { ...theirs, "aws:ResourceOrgID": id },
        })),
        ...(tag === undefined ? [] : [{ action, principal, context: { ...theirs, ...tagged(tag) } }]),
      ],
    };
  },
});

/** What each service is asked to do in the examples, the first of them first. */
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ["s3", "PutObject"],
  ["sqs", "SendMessage"],
  ["sts", "AssumeRole"],
  ["kms", "Encrypt"],
]);

function rank(service: string): number {
  const at = [...ACTIONS.keys()].indexOf(service);
  return at < 0 ? ACTIONS.size : at;
}
