import { z } from "zod";
import { example, matching } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { arnPattern, roleNames } from "../src/catalogue/names";
import { sparing } from "../src/catalogue/statement";

/**
 * What enters into an agreement and says of which products. aws-marketplace:ProductId has several values, and
 * Subscribe carries it as the two others do.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsmarketplace.html,
 * and for Subscribe https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html.
 */
const OF_PRODUCTS = [
  "aws-marketplace:AcceptAgreementRequest",
  "aws-marketplace:CreateAgreementRequest",
  "aws-marketplace:Subscribe",
];

/** What changes agreements, or what others may buy, and says of no product. Source: as above. */
const OF_ANY = [
  "aws-marketplace:AcceptAgreementApprovalRequest",
  "aws-marketplace:AcceptAgreementCancellationRequest",
  "aws-marketplace:AcceptAgreementPaymentRequest",
  "aws-marketplace:AssociateProductsWithPrivateMarketplace",
  "aws-marketplace:CancelAgreement",
  "aws-marketplace:CancelAgreementRequest",
  "aws-marketplace:DisassociateProductsFromPrivateMarketplace",
  "aws-marketplace:PutProcurementSystemConfiguration",
  "aws-marketplace:Unsubscribe",
  "aws-marketplace:UpdateAgreementApprovalRequest",
];

const PRODUCT = "aws-marketplace:ProductId";

export const restrictMarketplace = guardrail({
  id: "restrict-marketplace",
  type: "SERVICE_CONTROL_POLICY",
  theme: "cost",
  title: "Only buyers subscribe to products of the Marketplace",
  rationale:
    "A click in the Marketplace is a contract with a third party, on AWS's bill. Whoever is not a buyer looks and asks. " +
    "Third-party models of Bedrock are such products too: their first use subscribes to them.",
  references: [],
  parameters: z.strictObject({
    buyers: roleNames
      .default([])
      .describe("roles that may enter into any agreement, in every account or by ARN"),
    products: z
      .array(z.string().regex(/^[a-z0-9-]{8,64}$/, "a product's id such as prod-abcdefghijklm"))
      .default([])
      .describe("ids of products to which everybody may subscribe"),
  }),
  statements: ({ buyers, products }, organization) => {
    const deny = { Effect: "Deny" as const, Resource: "*" };
    const spared = sparing(buyers.map((name) => arnPattern(name, organization)));
    if (products.length === 0) return [{ ...deny, Action: [...OF_PRODUCTS, ...OF_ANY], Condition: spared }];
    return [
      { ...deny, Sid: "Agreements", Action: OF_ANY, Condition: spared },
      // ForAnyValue is false of an absent key: what names no product needs a statement of its own.
      {
        ...deny,
        Sid: "Unnamed",
        Action: OF_PRODUCTS,
        Condition: { ...spared, Null: { [PRODUCT]: "true" } },
      },
      {
        ...deny,
        Sid: "Products",
        Action: OF_PRODUCTS,
        Condition: { ...spared, "ForAnyValue:StringNotEquals": { [PRODUCT]: products } },
      },
    ];
  },
  requests: ({ buyers, products }, organization) => {
    const principal = example(organization, "role/anybody");
    const of = (...ids: readonly string[]) => ({ [PRODUCT]: ids });
    const other = "prod-unapproved0";
    return {
      denied: [
        { action: "aws-marketplace:Subscribe", principal },
        { action: "aws-marketplace:Subscribe", principal: example(organization, "root"), context: of(other) },
        { action: "aws-marketplace:AcceptAgreementRequest", principal, context: of(other) },
        { action: "aws-marketplace:AcceptAgreementApprovalRequest", principal },
        { action: "aws-marketplace:Unsubscribe", principal },
        ...products.map((id) => ({
          action: "aws-marketplace:CreateAgreementRequest",
          principal,
          context: of(id, other),
        })),
      ],
      allowed: [
        { action: "aws-marketplace:ViewSubscriptions", principal },
        { action: "aws-marketplace:SearchListings", principal },
        { action: "aws-marketplace:CreatePrivateMarketplaceRequests", principal },
        { action: "aws-marketplace:MeterUsage", principal },
        ...products.map((id) => ({ action: "aws-marketplace:Subscribe", principal, context: of(id) })),
        ...buyers.map((name) => ({
          action: "aws-marketplace:Subscribe",
          principal: matching(arnPattern(name, organization)),
          context: of(other),
        })),
      ],
    };
  },
});
