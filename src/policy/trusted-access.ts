import type { PolicyType } from "./types";

/**
 * Types that AWS enables only for a service with trusted access, and that service. The other types ask for none:
 * their pages on getting started name only the type itself.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html
 * (SERVICE_ACCESS_NOT_ENABLED), the @pulumi/aws documentation of Organization.enabledPolicyTypes, and
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_bedrock_getting_started.html,
 * read 2026-11.
 */
const TRUSTED_SERVICES: Readonly<Record<string, string>> = {
  SECURITYHUB_POLICY: "securityhub.amazonaws.com",
  INSPECTOR_POLICY: "inspector2.amazonaws.com",
} satisfies Partial<Record<PolicyType, string>>;

/** The service that must have trusted access before a type is enabled; undefined when none must. */
export function trustedServiceOf(type: string): string | undefined {
  return Object.hasOwn(TRUSTED_SERVICES, type) ? TRUSTED_SERVICES[type] : undefined;
}

/** How a person gives a service trusted access. */
export function trustedAccessCommand(service: string): string {
  return `aws organizations enable-aws-service-access --service-principal ${service}`;
}
