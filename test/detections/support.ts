import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import type { OrganizationFacts } from "../../src/catalogue/guardrail";

const BARE: OrganizationFacts = {
  ...EXAMPLE_ORGANIZATION,
  partition: "aws-us-gov",
  regions: ["us-gov-east-1"],
  homeRegion: "us-gov-east-1",
  deployers: [],
  memberRoles: [],
  breakGlass: [],
};

const LARGE: OrganizationFacts = {
  ...EXAMPLE_ORGANIZATION,
  regions: [
    ...["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2"],
    ...["ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2"],
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "sa-east-1", "ca-central-1", "me-central-1"],
    ...["af-south-1", "il-central-1", "mx-central-1", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5"],
  ],
  deployers: ["organizations", "identity", "baseline"].map(
    (name) => `arn:aws:iam::111111111111:role/platform/org-guardrails-${name}-deployer`,
  ),
  memberRoles: [
    ...EXAMPLE_ORGANIZATION.memberRoles,
    "arn:aws:iam::*:role/org-guardrails-auditor",
    "arn:aws:iam::*:role/OrganizationAccountAccessRole",
  ],
  breakGlass: [
    "arn:aws:iam::*:role/break-glass",
    "arn:aws:iam::*:role/aws-reserved/*/AWSReservedSSO_break-glass_*",
  ],
};

export const ORGANIZATIONS: readonly (readonly [string, OrganizationFacts])[] = [
  ["the example organization", EXAMPLE_ORGANIZATION],
  ["one in another partition, without deployers, member roles and break-glass roles", BARE],
  ["one with many Regions and roles", LARGE],
];
