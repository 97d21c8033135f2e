import type { OrganizationFacts } from "../catalogue/guardrail";
import type { Intent } from "../organization/intent";

/**
 * The ARN pattern of a principal in an account, or in every account.
 *
 * @param principal "role/…", "user/…" or "root"
 * @param account twelve digits, or "*"
 */
export function principalArn(partition: string, account: string, principal: string): string {
  return `arn:${partition}:iam::${account}:${principal}`;
}

/**
 * The ARN pattern of the roles that Identity Center makes for one permission set in one account.
 * The name ends in exactly sixteen hexadecimal digits, so that a set "dev" does not also mean "dev_ops".
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 * (role name and path, with the Region in the path outside us-east-1), read 2026-11.
 */
export function permissionSetArn(partition: string, account: string, permissionSet: string): string {
  const name = `AWSReservedSSO_${permissionSet}_${"?".repeat(16)}`;
  return principalArn(partition, account, `role/aws-reserved/sso.amazonaws.com*/${name}`);
}

/** What a guardrail may know of the organization, from what its owners wrote. */
export function organizationFacts(intent: Pick<Intent, "organization" | "access">): OrganizationFacts {
  const { organization, access } = intent;
  const everywhere = (roles: readonly string[]) =>
    roles.map((role) => principalArn(organization.partition, "*", role));
  return {
    id: organization.id,
    partition: organization.partition,
    managementAccount: organization.managementAccount,
    regions: organization.regions,
    homeRegion: organization.homeRegion,
    deployers: access.deployers.map(({ principal }) => principal),
    memberRoles: everywhere(access.memberRoles),
    breakGlass: everywhere(access.breakGlass),
  };
}
