import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";

export const finopsAnalyst = permissionSet({
  id: "finops-analyst",
  title: "Understand what things cost",
  rationale:
    "Analysts find out where money goes and what would cost less. They read costs, usage and recommendations, and see " +
    "which resources there are; buying commitments and paying are other people's.",
  references: [],
  parameters: z.strictObject({ "session-duration": sessionDuration.default("PT8H") }),
  content: (parameters) => ({
    description: "Reads costs, usage and recommendations; buys and pays nothing",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["AWSBillingReadOnlyAccess", "job-function/ViewOnlyAccess"],
    customerManagedPolicies: [],
    inlineStatements: [
      {
        Sid: "Recommendations",
        Effect: "Allow",
        Action: [
          "ce:Describe*",
          "ce:Get*",
          "ce:List*",
          "compute-optimizer:Describe*",
          "compute-optimizer:Get*",
          "cost-optimization-hub:Get*",
          "cost-optimization-hub:List*",
          "savingsplans:Describe*",
        ],
        Resource: "*",
      },
    ],
    relayState: "https://console.aws.amazon.com/costmanagement/home",
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "ce:GetCostAndUsage" },
      { action: "cost-optimization-hub:ListRecommendations" },
      { action: "ec2:DescribeInstances" },
    ],
    denied: [
      { action: "savingsplans:CreateSavingsPlan" },
      { action: "ec2:PurchaseReservedInstancesOffering" },
      { action: "payments:MakePayment" },
      { action: "s3:GetObject", resource: "arn:aws:s3:::example/key" },
    ],
  }),
});
