import { controlOf } from "../aws-data/controls";
import { describeParameters } from "../catalogue/describe-parameters";
import type { OrganizationFacts } from "../catalogue/guardrail";
import { resolveParameters } from "../catalogue/parameters";
import type { AnyPermissionSet, PermissionSetContent } from "../identity/permission-set";
import { cell, fenced, parameterTable, requestTable, supports } from "./page-parts";
import { counted } from "./style";

/**
 * What is generated of a permission set's page, in Markdown: parameters, policies, requests, ways to more rights.
 *
 * @param escalations the ways to more rights that it leaves open
 * @throws Error when its own example does not fit its parameters
 */
export function permissionSetFrame(
  set: AnyPermissionSet,
  organization: OrganizationFacts,
  escalations: readonly string[],
): string {
  const resolved = resolveParameters(set, set.example, organization);
  if ("problems" in resolved) throw new Error(`${set.id}: ${JSON.stringify(resolved.problems)}`);
  const { parameters } = resolved;
  const content = set.content(parameters, organization);
  const { allowed, denied } = set.requests(parameters, organization);
  const nobody = () => "";
  return [
    ...parameterTable(describeParameters(set, organization)),
    "## Policies",
    settings(content),
    ...inline(content),
    "## Requests",
    "Decided by the policies above and the service control policies of the example organization; tested with each change.",
    requestTable("Allowed", allowed, nobody),
    requestTable("Denied", denied, nobody),
    "## Ways to more rights",
    waysText(escalations),
    ...supports(set.references.map(controlOf)),
  ].join("\n\n");
}

function settings(content: PermissionSetContent): string {
  const { sessionDuration, awsManagedPolicies, customerManagedPolicies, boundary, relayState } = content;
  const rows = [
    ["session", sessionDuration],
    ["managed by AWS", awsManagedPolicies.join(", ")],
    ["managed by you", customerManagedPolicies.map(({ path, name }) => path + name).join(", ")],
    ["permissions boundary", boundaryText(boundary)],
    ["begins at", relayState ?? ""],
  ].filter(([, value]) => value !== "");
  return [
    "| what | value |",
    "|---|---|",
    ...rows.map(([what, value]) => `| ${what} | ${cell(value)} |`),
  ].join("\n");
}

function boundaryText(boundary: PermissionSetContent["boundary"]): string {
  if (boundary === undefined) return "";
  return boundary.kind === "aws" ? boundary.policy : boundary.policy.path + boundary.policy.name;
}

function inline({ inlineStatements }: PermissionSetContent): readonly string[] {
  if (inlineStatements.length === 0) return [];
  return [
    `Inline policy, ${counted(inlineStatements.length, "statement")}:`,
    fenced({ Version: "2012-10-17", Statement: inlineStatements }),
  ];
}

function waysText(escalations: readonly string[]): string {
  if (escalations.length === 0) return "None of the known ones.";
  return `${counted(escalations.length, "known way")}, as far as its conditions let them: ${escalations.map(cell).join(", ")}.`;
}
