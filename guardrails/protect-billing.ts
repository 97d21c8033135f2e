import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What changes how an account pays: payment methods, tax, invoices, purchase orders, billing preferences, who sees
 * the bill, and whom AWS takes the customer for. A test holds the wildcards to actions that write.
 *
 * The prefix aws-portal, which older policies name alone, has governed next to nothing since fine-grained actions
 * took its place in 2023; it is kept for accounts where UpdateConsoleActionSetEnforced chose otherwise.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/migrate-granularaccess-iam-mapping-reference.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awspayments.html and the pages of the
 * other prefixes beside it.
 */
const CHANGES = [
  "aws-portal:ModifyBilling",
  "aws-portal:ModifyPaymentMethods",
  "aws-portal:UpdateConsoleActionSetEnforced",
  "billing:DeleteResourcePolicy",
  "billing:PutContractInformation",
  "billing:PutResourcePolicy",
  "billing:RedeemCredits",
  "billing:UpdateBillingPreferences",
  "billing:UpdateIAMAccessPreference",
  "ce:UpdateConsoleActionSetEnforced",
  "ce:UpdatePreferences",
  "customer-verification:Create*",
  "customer-verification:Put*",
  "customer-verification:Update*",
  "freetier:PutFreeTierAlertPreference",
  "freetier:UpgradeAccountPlan",
  "invoicing:Create*",
  "invoicing:Delete*",
  "invoicing:Put*",
  "invoicing:Send*",
  "invoicing:Start*",
  "invoicing:Update*",
  "invoicing:Verify*",
  "payments:AcceptFinancingApplicationTerms",
  "payments:Create*",
  "payments:Delete*",
  "payments:MakePayment",
  "payments:Update*",
  "purchase-orders:Add*",
  "purchase-orders:Delete*",
  "purchase-orders:Modify*",
  "purchase-orders:Update*",
  "tax:BatchDelete*",
  "tax:BatchPut*",
  "tax:CancelDocument",
  "tax:CreateDocument",
  "tax:Delete*",
  "tax:Put*",
  "tax:Update*",
];

export const protectBilling = guardrail({
  id: "protect-billing",
  type: "SERVICE_CONTROL_POLICY",
  theme: "organization",
  title: "Billing is set up centrally",
  rationale:
    "The management account pays. A payment method, a tax registration or a purchase order in a member account is a " +
    "mistake or a fraud; bills, costs and budgets stay open to everybody.",
  references: [],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, CHANGES)],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "payments:CreatePaymentInstrument", principal: anybody },
        { action: "payments:MakePayment", principal: example(organization, "root") },
        { action: "tax:PutTaxRegistration", principal: identityCenterRole(organization) },
        { action: "tax:BatchPutTaxRegistration", principal: anybody },
        { action: "billing:UpdateIAMAccessPreference", principal: anybody },
        { action: "purchase-orders:AddPurchaseOrder", principal: anybody },
        { action: "aws-portal:ModifyPaymentMethods", principal: anybody },
      ],
      allowed: [
        { action: "billing:GetBillingPreferences", principal: anybody },
        { action: "billing:GetResourcePolicy", principal: anybody },
        { action: "tax:GetExemptions", principal: anybody },
        { action: "payments:ListPaymentInstruments", principal: anybody },
        { action: "invoicing:GetInvoicePDF", principal: anybody },
        { action: "budgets:ModifyBudget", principal: anybody },
        { action: "ce:GetCostAndUsage", principal: anybody },
        ...byKeepers(organization, { action: "tax:PutTaxInheritance" }),
      ],
    };
  },
});
