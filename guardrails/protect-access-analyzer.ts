import { z } from "zod";
import { example, identityCenterRole } from "../src/catalogue/examples";
import { guardrail } from "../src/catalogue/guardrail";
import { byKeepers, keptForKeepers } from "../src/catalogue/keepers";

/**
 * What deletes or narrows an analyzer, or hides its findings, one by one and by rules. DeleteArchiveRule brings
 * findings back to the light and stays free.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamaccessanalyzer.html,
 * read 2026-11.
 */
const WEAKENING = [
  "access-analyzer:ApplyArchiveRule",
  "access-analyzer:CreateArchiveRule",
  "access-analyzer:DeleteAnalyzer",
  "access-analyzer:DeleteServiceLinkedAnalyzer",
  "access-analyzer:UpdateAnalyzer",
  "access-analyzer:UpdateArchiveRule",
  "access-analyzer:UpdateFindings",
];

export const protectAccessAnalyzer = guardrail({
  id: "protect-access-analyzer",
  type: "SERVICE_CONTROL_POLICY",
  theme: "logging",
  title: "Nobody switches off Access Analyzer",
  rationale:
    "Whoever opens a resource to the world should not be able to archive the finding about it. Anybody may make " +
    "analyzers, check policies and read findings; the deployers and the member roles do the rest.",
  references: ["IAM.28", "CIS AWS Foundations 3.0.0, 1.20", "CIS AWS Foundations 5.0.0, 1.19"],
  parameters: z.strictObject({}),
  statements: (_, organization) => [keptForKeepers(organization, WEAKENING)],
  requests: (_, organization) => {
    const anybody = example(organization, "role/anybody");
    return {
      denied: [
        { action: "access-analyzer:DeleteAnalyzer", principal: anybody },
        { action: "access-analyzer:UpdateFindings", principal: identityCenterRole(organization) },
        { action: "access-analyzer:CreateArchiveRule", principal: anybody },
        { action: "access-analyzer:UpdateAnalyzer", principal: example(organization, "root") },
      ],
      allowed: [
        { action: "access-analyzer:CreateAnalyzer", principal: anybody },
        { action: "access-analyzer:DeleteArchiveRule", principal: anybody },
        { action: "access-analyzer:ListFindingsV2", principal: anybody },
        { action: "access-analyzer:ValidatePolicy", principal: anybody },
        ...byKeepers(organization, { action: "access-analyzer:UpdateFindings" }),
      ],
    };
  },
});
