import type { OrganizationSpec } from "./organization-builder";

const deny = (action: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: action, Resource: "*" }] });

const UNITS = [
  "Security",
  "Infrastructure",
  "Workloads",
  "Workloads/Production",
  "Workloads/Test",
  "Workloads/Development",
  "Sandbox",
  "PolicyStaging",
  "Suspended",
];

/** 39 accounts beside the management account, in the unit layout that AWS recommends, some with policies. */
export const fortyAccounts: OrganizationSpec = {
  policyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"],
  units: UNITS,
  accounts: [
    { name: "audit", unit: "Security", tags: { stage: "prod", owner: "security" } },
    { name: "log-archive", unit: "Security", tags: { stage: "prod" } },
    { name: "network", unit: "Infrastructure" },
    { name: "left-behind", unit: "Suspended", closed: true },
    // More than a page of twenty below one parent.
    ...Array.from({ length: 25 }, (_, index) => ({
      name: `production-${index}`,
      unit: "Workloads/Production",
      ...(index < 2 ? { tags: { stage: "prod" } } : {}),
    })),
    ...Array.from({ length: 10 }, (_, index) => ({ name: `sandbox-${index}`, unit: "Sandbox" })),
  ],
  policies: [
    // Both types, with and without targets, and more policies than a page holds.
    {
      name: "deny-leaving",
      type: "SERVICE_CONTROL_POLICY",
      description: "Nobody leaves",
      content: deny("organizations:LeaveOrganization"),
      tags: { "managed-by": "org-guardrails", "org-guardrails-key": "deny-leaving" },
      targets: ["Root", "Workloads/Production", "sandbox-3"],
    },
    {
      name: "data-perimeter",
      type: "RESOURCE_CONTROL_POLICY",
      content: deny("s3:*").replace('"Deny"', '"Deny","Principal":"*"'),
      targets: ["Workloads"],
    },
    ...Array.from({ length: 20 }, (_, index) => ({
      name: `unused-${index}`,
      type: "SERVICE_CONTROL_POLICY",
      content: deny(`sqs:Action${index}`),
      targets: [],
    })),
  ],
};
