import { z } from "zod";
import { permissionSet } from "../src/identity/permission-set";
import { sessionDuration } from "../src/identity/session";
import { onlyFrom, sourceNetworks } from "../src/identity/source-networks";

export const billing = permissionSet({
  id: "billing",
  title: "Pay the bills",
  rationale:
    "Whoever pays sees bills, sets up payment and answers for taxes. It is of use on the management account, where the " +
    "bills of the organization are, and needs no sight of any resource.",
  references: [],
  parameters: z.strictObject({
    "session-duration": sessionDuration.default("PT4H"),
    networks: sourceNetworks,
  }),
  content: (parameters) => ({
    description: "Bills, payments, taxes and budgets",
    sessionDuration: parameters["session-duration"],
    awsManagedPolicies: ["job-function/Billing"],
    customerManagedPolicies: [],
    inlineStatements: onlyFrom(parameters.networks),
    relayState: "https://console.aws.amazon.com/billing/home",
    tags: {},
  }),
  requests: () => ({
    allowed: [
      { action: "billing:GetBillingData" },
      { action: "budgets:ModifyBudget" },
      { action: "tax:GetTaxInheritance" },
    ],
    denied: [
      { action: "ec2:DescribeInstances" },
      { action: "s3:ListAllMyBuckets" },
      { action: "iam:ListUsers" },
    ],
  }),
});
