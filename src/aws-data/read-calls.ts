/** Calls that AWS limits together. Each family has a pace of its own. */
export type CallFamily =
  | "organizations"
  | "organization-policies"
  | "sso"
  | "identitystore"
  | "cloudformation"
  | "iam"
  | "sts";

/** A call that reading an organization makes. */
export interface ReadCall {
  /** The part of the snapshot that it is for. */
  readonly part: "organization" | "identity" | "lockdown";
  readonly family: CallFamily;
  /** What it tells, for the documentation. */
  readonly tells: string;
  /** Made only where this is so. */
  readonly only?: string;
  /** AWS answers everybody, whatever the policies say. */
  readonly free?: true;
}

const call = (
  part: ReadCall["part"],
  family: CallFamily,
  tells: string,
  more: Pick<ReadCall, "only" | "free"> = {},
): ReadCall => ({ part, family, tells, ...more });

/**
 * Every call that a snapshot makes, by the IAM action that allows it, which is also the name of the API operation. The
 * readers can make no other: they name their calls by the keys of this table.
 *
 * Source: the operations' pages of the API references of AWS Organizations, IAM Identity Center, Identity Store,
 * CloudFormation, IAM and STS, read 2026-11.
 */
const CALLS = {
  "organizations:DescribeOrganization": call(
    "organization",
    "organizations",
    "the organization and whose it is",
  ),
  "organizations:ListRoots": call("organization", "organizations", "the root and the enabled policy types"),
  "organizations:ListOrganizationalUnitsForParent": call("organization", "organizations", "the units"),
  "organizations:ListAccounts": call(
    "organization",
    "organizations",
    "the accounts, where they are and their state",
  ),
  "organizations:ListAccountsForParent": call("organization", "organizations", "the accounts of a unit", {
    only: "in a partition whose accounts do not say where they are",
  }),
  "organizations:ListPolicies": call("organization", "organization-policies", "the policies of a type"),
  "organizations:DescribePolicy": call("organization", "organization-policies", "the text of a policy"),
  "organizations:ListTargetsForPolicy": call(
    "organization",
    "organization-policies",
    "what a policy is attached to",
  ),
  "organizations:ListTagsForResource": call(
    "organization",
    "organization-policies",
    "the tags of a policy, and of an account where a selector uses them",
  ),
  "sso:ListInstances": call("identity", "sso", "the instance of Identity Center"),
  "sso:ListPermissionSets": call("identity", "sso", "the permission sets"),
  "sso:DescribePermissionSet": call("identity", "sso", "a permission set"),
  "sso:ListTagsForResource": call("identity", "sso", "its tags"),
  "sso:ListManagedPoliciesInPermissionSet": call("identity", "sso", "its policies of AWS's"),
  "sso:ListCustomerManagedPolicyReferencesInPermissionSet": call(
    "identity",
    "sso",
    "its policies of the customer's",
  ),
  "sso:GetInlinePolicyForPermissionSet": call("identity", "sso", "its inline policy"),
  "sso:GetPermissionsBoundaryForPermissionSet": call("identity", "sso", "its permissions boundary"),
  "sso:ListAccountsForProvisionedPermissionSet": call(
    "identity",
    "sso",
    "the accounts that it is provisioned in, and those where it is out of date",
  ),
  "sso:ListAccountAssignments": call("identity", "sso", "who has it in an account"),
  "sso:DescribeInstanceAccessControlAttributeConfiguration": call(
    "identity",
    "sso",
    "the attributes for access control",
  ),
  "identitystore:ListGroups": call("identity", "identitystore", "the groups"),
  "identitystore:ListGroupMemberships": call("identity", "identitystore", "the members of a group", {
    only: "for groups that organization.yaml gives members",
  }),
  "identitystore:DescribeUser": call(
    "identity",
    "identitystore",
    "the name of a user who is assigned or a member",
  ),
  "identitystore:GetUserId": call("identity", "identitystore", "the id of a user", {
    only: "for users that organization.yaml names and nobody else does",
  }),
  "iam:ListOrganizationsFeatures": call("lockdown", "iam", "the features of centralized root access"),
  "organizations:ListAWSServiceAccessForOrganization": call(
    "lockdown",
    "organizations",
    "the services with trusted access",
  ),
  "organizations:ListDelegatedAdministrators": call(
    "lockdown",
    "organizations",
    "the delegated administrators",
  ),
  "organizations:ListDelegatedServicesForAccount": call(
    "lockdown",
    "organizations",
    "the services that one administers",
  ),
  "cloudformation:ListStackSets": call("lockdown", "cloudformation", "the StackSets"),
  "cloudformation:DescribeStackSet": call(
    "lockdown",
    "cloudformation",
    "the template and the units of a StackSet",
  ),
  "cloudformation:ListStackInstances": call("lockdown", "cloudformation", "its stacks and how they are"),
  "sts:GetCallerIdentity": call("lockdown", "sts", "whether the credentials are the management account's", {
    free: true,
  }),
} as const satisfies Readonly<Record<string, ReadCall>>;

export type ReadAction = keyof typeof CALLS;
export const READ_CALLS: Readonly<Record<ReadAction, ReadCall>> = CALLS;

/** The actions that a part of a snapshot needs, sorted; what AWS answers everybody is not among them. */
export function actionsOf(part: ReadCall["part"]): readonly ReadAction[] {
  const named = Object.entries(READ_CALLS) as [ReadAction, ReadCall][];
  return named.flatMap(([action, found]) => (found.part === part && !found.free ? [action] : [])).sort();
}
