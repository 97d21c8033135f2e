import type { OrganizationFacts } from "./guardrail";

/** The organization that the doc pages show their policies for. */
export const EXAMPLE_ORGANIZATION: OrganizationFacts = {
  id: "o-exampleorgid",
  partition: "aws",
  managementAccount: "111111111111",
  regions: ["eu-west-1", "eu-central-1", "us-east-1"],
  homeRegion: "eu-west-1",
  deployers: ["arn:aws:iam::111111111111:role/org-guardrails-deployer"],
  memberRoles: ["arn:aws:iam::*:role/stacksets-exec-*", "arn:aws:iam::*:role/AWSControlTowerExecution"],
  breakGlass: ["arn:aws:iam::*:role/break-glass"],
};
