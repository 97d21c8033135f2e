import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

/**
 * Every action that binds to pay for a term, or for something that cannot be given back.
 *
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * (actions that purchase, renew or exchange), read 2026-11. shield:CreateSubscription binds for a year,
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_shield_CreateSubscription.html; provisioned throughput of
 * Bedrock for one or six months where a term is given.
 */
const COMMITTING = [
  "bedrock-mantle:CreateReservation",
  "bedrock:CreateProvisionedModelThroughput",
  "cloudfront:CreateSavingsPlan",
  "cloudfront:UpdateSavingsPlan",
  "devicefarm:PurchaseOffering",
  "devicefarm:RenewOffering",
  "dynamodb:PurchaseReservedCapacityOfferings",
  "ec2:AcceptReservedInstancesExchangeQuote",
  "ec2:PurchaseCapacityBlock",
  "ec2:PurchaseCapacityBlockExtension",
  "ec2:PurchaseHostReservation",
  "ec2:PurchaseReservedInstancesOffering",
  "ec2:PurchaseScheduledInstances",
  "elasticache:PurchaseReservedCacheNodesOffering",
  "es:PurchaseReservedElasticsearchInstanceOffering",
  "es:PurchaseReservedInstanceOffering",
  "glacier:PurchaseProvisionedCapacity",
  "mediaconnect:PurchaseOffering",
  "medialive:PurchaseOffering",
  "memorydb:PurchaseReservedNodesOffering",
  "outposts:CreateOrder",
  "rds:PurchaseReservedDBInstancesOffering",
  "redshift:AcceptReservedNodeExchange",
  "redshift:PurchaseReservedNodeOffering",
  "sagemaker:CreateReservedCapacity",
  "sagemaker:CreateTrainingPlan",
  "savingsplans:CreateSavingsPlan",
  "shield:CreateSubscription",
  "snowball:CreateLongTermPricing",
  "snowball:UpdateLongTermPricing",
];

export const denyCommitments = guardrail({
  id: "deny-commitments",
  type: "SERVICE_CONTROL_POLICY",
  theme: "cost",
  title: "Nobody commits the organization to a term",
  rationale:
    "One call buys three years of instances, and no call gives them back. Savings plans and reservations are bought " +
    "where the whole bill is seen; on-demand use goes on as before.",
  references: [],
  parameters: z.strictObject({
    buyers: roleNames
      .default([])
      .describe(
        "roles that may buy all the same: role/NAME in every account, or an ARN; * and ? are wildcards",
      ),
  }),
  statements: ({ buyers }, organization) => [
    {
      Effect: "Deny",
      Action: COMMITTING,
      Resource: "*",
      Condition: sparing(buyers.map((name) => arnPattern(name, organization))),
    },
  ],
  requests: ({ buyers }, organization) => {
    const principal = example(organization, "role/anybody");
    return {
      denied: [
        { action: "savingsplans:CreateSavingsPlan", principal },
        { action: "ec2:PurchaseReservedInstancesOffering", principal: example(organization, "root") },
        { action: "ec2:PurchaseCapacityBlock", principal },
        { action: "shield:CreateSubscription", principal: example(organization, "user/alice") },
        { action: "bedrock:CreateProvisionedModelThroughput", principal },
      ],
      allowed: [
        { action: "ec2:RunInstances", principal },
        { action: "ec2:DescribeReservedInstancesOfferings", principal },
        { action: "savingsplans:DescribeSavingsPlans", principal },
        { action: "savingsplans:ReturnSavingsPlan", principal },
        { action: "ce:GetSavingsPlansPurchaseRecommendation", principal },
        ...buyers.map((name) => ({
          action: "savingsplans:CreateSavingsPlan",
          principal: matching(arnPattern(name, organization)),
        })),
      ],
    };
  },
});
