import { detections as catalogue } from "../../../detections";
import { EXAMPLE_ORGANIZATION } from "../../../src/catalogue/example-organization";
import type { OrganizationFacts } from "../../../src/catalogue/guardrail";
import type { Detection } from "../../../src/detections/detection";
import { planRollout } from "../../../src/detections/rollout";
import { baselineTemplate } from "../../../src/lockdown/template/baseline";
import { detectionsTemplate } from "../../../src/lockdown/template/detections";
import type { LockdownPlan, PlannedStackSet } from "../../../src/lockdown/types";

export const FACTS: OrganizationFacts = {
  ...EXAMPLE_ORGANIZATION,
  id: "o-smallorg01",
  managementAccount: "111111111111",
  regions: ["eu-west-1"],
  homeRegion: "eu-west-1",
};

export const SECURITY = { id: "222222222222", deployRole: "role/org-guardrails-deployer" };
export const LOGS = { id: "333333333333", deployRole: "role/org-guardrails-deployer" };
export const IAM = { id: "444444444444", deployRole: "role/iam-deployer" };

/** One that stands in every account, one of each duty, and one that counts. */
export const FEW = [
  "notice-root-sign-in",
  "notice-management-account-change",
  "notice-guardduty-finding",
  "notice-external-access",
  "notice-repeated-sign-in-failures",
];

/** Where its rules stand: two are as good as all, and a run takes less time. */
const REGIONS = ["eu-west-1", "us-east-1"];

/** A plan made by hand that has one of everything, with few detections so that a run is short. */
export function lockdownPlan(detections: readonly string[] = FEW): LockdownPlan {
  const chosen = catalogue.filter(({ id }: Detection) => detections.includes(id));
  const planned = planRollout(chosen, FACTS);
  const rollout = {
    ...planned,
    forwarding: planned.forwarding.map((rule) => ({
      ...rule,
      regions: rule.regions.filter((region) => REGIONS.includes(region)),
    })),
  };
  const baseline = {
    passwordPolicy: {
      minimumLength: 14,
      requireLowercase: true,
      requireUppercase: true,
      requireNumbers: true,
      requireSymbols: true,
      reusePrevention: 24,
      maximumAge: 90,
      usersMayChange: true,
    },
    ebsEncryptionRegions: ["eu-west-1", "us-east-1"],
  };
  const destination = { securityAccount: SECURITY.id, homeRegion: FACTS.homeRegion };
  const everywhere = {
    region: FACTS.homeRegion,
    units: ["r-test"],
    failureTolerancePercentage: 10,
    maxConcurrentPercentage: 25,
  };
  const stackSets: readonly PlannedStackSet[] = [
    {
      ...everywhere,
      name: "org-guardrails-baseline",
      description: "The baseline of every account",
      template: baselineTemplate({ ...destination, baseline, forwards: true, partition: "aws" }),
      regions: [FACTS.homeRegion],
    },
    ...(rollout.forwarding.some(({ accounts }) => accounts === "every")
      ? [
          {
            ...everywhere,
            name: "org-guardrails-detections",
            description: "Rules of every account",
            template: detectionsTemplate({ ...destination, rules: rollout.forwarding }),
            regions: REGIONS,
          },
        ]
      : []),
  ];
  return {
    formatVersion: 1,
    stack: "root-lockdown",
    organization: {
      id: FACTS.id,
      managementAccount: FACTS.managementAccount,
      root: "r-test",
      partition: FACTS.partition,
      homeRegion: FACTS.homeRegion,
    },
    accounts: { security: SECURITY, logArchive: LOGS, iam: IAM },
    rootAccess: { features: ["RootCredentialsManagement", "RootSessions"] },
    trustedAccess: [
      "access-analyzer.amazonaws.com",
      "cloudtrail.amazonaws.com",
      "iam.amazonaws.com",
      "member.org.stacksets.cloudformation.amazonaws.com",
    ],
    delegations: [
      { account: IAM.id, servicePrincipal: "access-analyzer.amazonaws.com" },
      { account: IAM.id, servicePrincipal: "iam.amazonaws.com" },
    ],
    analyzers: [
      {
        name: "org-guardrails-external-access",
        type: "ORGANIZATION",
        region: "eu-west-1",
        unusedAccessAge: null,
      },
      {
        name: "org-guardrails-unused-access",
        type: "ORGANIZATION_UNUSED_ACCESS",
        region: "eu-west-1",
        unusedAccessAge: 90,
      },
    ],
    trail: {
      mode: "create",
      name: "org-guardrails",
      bucket: "org-guardrails-trail-o-smallorg01",
      keyAlias: "alias/org-guardrails-trail",
      logGroup: "org-guardrails/trail",
      logGroupDays: 365,
    },
    baseline,
    stackSets,
    covered: [SECURITY.id, LOGS.id, IAM.id],
    skipped: [],
    detections: {
      rollout,
      subscribers: [
        { protocol: "email", endpoint: "security@example.com", from: "high" },
        {
          protocol: "chat",
          endpoint: "arn:aws:chatbot::222222222222:chat-configuration/slack-channel/security",
          from: "critical",
        },
      ],
    },
    items: [],
    digest: "sha256:made-by-hand",
    problems: [],
  };
}
