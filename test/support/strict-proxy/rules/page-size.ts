import type { Rule } from "../rule";

const LARGEST_PAGE = 20;

export const pageSize: Rule = {
  name: "page-size",
  operations: [
    "ListAccounts",
    "ListAccountsForParent",
    "ListOrganizationalUnitsForParent",
    "ListPolicies",
    "ListPoliciesForTarget",
    "ListRoots",
    "ListTargetsForPolicy",
  ],
  source:
    "https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html#API_ListAccounts_RequestParameters",
  read: "2026-11",
  async refuse(input) {
    if (typeof input.MaxResults !== "number" || input.MaxResults <= LARGEST_PAGE) return undefined;
    return {
      name: "InvalidInputException",
      reason: "MAX_VALUE_EXCEEDED",
      message: `A page has at most ${LARGEST_PAGE} results.`,
    };
  },
};
