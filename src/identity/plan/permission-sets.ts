import type { OrganizationFacts } from "../../catalogue/guardrail";
import { type ParameterProblem, resolveParameters } from "../../catalogue/parameters";
import { obtain } from "../../collections";
import { by } from "../../organization/json-file";
import { KEY_TAG, MANAGED_BY_TAG } from "../../plan/live";
import type { Statement } from "../../policy/document";
import { policyText } from "../../policy/minify";
import type { Grant } from "../expand";
import type { AnyPermissionSet, PermissionSetContent } from "../permission-set";
import { ending } from "./ending";
import type { PlannedBoundary, PlannedGrant, PlannedPermissionSet } from "./types";

/** The ARN of a policy of AWS's own. */
export function awsPolicyArn(partition: string, policy: string): string {
  return `arn:${partition}:iam::aws:policy/${policy}`;
}

/** What a set says with its parameters, or what is wrong with them. */
export function contentOf(
  set: AnyPermissionSet,
  written: unknown,
  facts: OrganizationFacts,
): { readonly content: PermissionSetContent } | { readonly problems: readonly ParameterProblem[] } {
  const resolved = resolveParameters(set, written, facts);
  if ("problems" in resolved) return resolved;
  return { content: set.content(resolved.parameters, facts) };
}

/**
 * The sets that grants need, each with who has it where. One with an end denies everything from that moment on, so
 * that access ends whether anybody deploys or not.
 *
 * @param contents what the catalogue's sets say, by slug
 */
export function plannedSets(
  grants: readonly Grant[],
  contents: ReadonlyMap<string, PermissionSetContent>,
  partition: string,
): readonly PlannedPermissionSet[] {
  const byName = new Map<string, Grant[]>();
  for (const grant of grants) obtain(byName, grant.name, () => []).push(grant);
  return [...byName]
    .map(([name, own]) => plannedSet(name, own, contents, partition))
    .sort(by((set) => set.name));
}

function plannedSet(
  name: string,
  grants: readonly Grant[],
  contents: ReadonlyMap<string, PermissionSetContent>,
  partition: string,
): PlannedPermissionSet {
  const { permissionSet, expires } = grants[0]!;
  const content = contents.get(permissionSet)!;
  return {
    name,
    permissionSet,
    expires,
    description: content.description,
    sessionDuration: content.sessionDuration,
    relayState: content.relayState ?? "",
    ...setOfContent(content, partition, expires === null ? [] : [ending(expires)]),
    tags: { ...content.tags, [MANAGED_BY_TAG.key]: MANAGED_BY_TAG.value, [KEY_TAG]: name },
    grants: grants.map(plannedGrant),
  };
}

/** The policies of a set as Identity Center keeps them. @param more statements besides its own */
export function setOfContent(
  content: PermissionSetContent,
  partition: string,
  more: readonly Statement[] = [],
): Pick<
  PlannedPermissionSet,
  "awsManagedPolicies" | "customerManagedPolicies" | "inlinePolicy" | "boundary"
> {
  const statements = [...content.inlineStatements, ...more];
  return {
    awsManagedPolicies: content.awsManagedPolicies.map((policy) => awsPolicyArn(partition, policy)).sort(),
    customerManagedPolicies: [...content.customerManagedPolicies].sort(by(({ path, name }) => path + name)),
    inlinePolicy: statements.length === 0 ? "" : policyText(statements),
    boundary: boundaryOf(content, partition),
  };
}

function boundaryOf({ boundary }: PermissionSetContent, partition: string): PlannedBoundary | null {
  if (boundary === undefined) return null;
  return boundary.kind === "aws" ? { kind: "aws", arn: awsPolicyArn(partition, boundary.policy) } : boundary;
}

function plannedGrant({ principal, accounts, sources }: Grant): PlannedGrant {
  return { principal, accounts, lines: sources.map(({ place }) => place.line) };
}
