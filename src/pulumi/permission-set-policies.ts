import { CustomerManagedPolicyAttachment } from "@pulumi/aws/ssoadmin/customerManagedPolicyAttachment";
import { ManagedPolicyAttachment } from "@pulumi/aws/ssoadmin/managedPolicyAttachment";
import type { PermissionSet } from "@pulumi/aws/ssoadmin/permissionSet";
import { PermissionSetInlinePolicy } from "@pulumi/aws/ssoadmin/permissionSetInlinePolicy";
import { PermissionsBoundaryAttachment } from "@pulumi/aws/ssoadmin/permissionsBoundaryAttachment";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { PlannedBoundary, PlannedPermissionSet } from "../identity/plan/types";

/**
 * Attaches the policies of a set, one after the other: Identity Center refuses a write to a set while another one is
 * under way. The boundary comes first, so that no policy is ever wider than it is meant to be.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_AttachManagedPolicyToPermissionSet.html
 * (ConflictException), read 2026-11.
 *
 * A set has one boundary, whichever it is: were another one put on first, taking the old one off would leave none. So the
 * old one goes first, and its set has no bound until the next write.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ssoadmin/permissions_boundary_attachment.go
 * (every argument forces a new resource; its deletion names no boundary), read 2026-11.
 *
 * @returns all of them, for what must wait until they are there
 */
export function attachPolicies(
  set: PlannedPermissionSet,
  permissionSet: PermissionSet,
  parent: Resource,
): Resource[] {
  const { arn: permissionSetArn, instanceArn } = permissionSet;
  const attached: Resource[] = [];
  const attach = (make: (options: CustomResourceOptions) => Resource) => {
    attached.push(make({ parent, dependsOn: attached.slice(-1) }));
  };
  const { boundary } = set;
  if (boundary !== null) {
    const args = { instanceArn, permissionSetArn, permissionsBoundary: boundaryArgs(boundary) };
    attach((options) => {
      const replacing = { ...options, deleteBeforeReplace: true };
      return new PermissionsBoundaryAttachment(`${set.name}:boundary`, args, replacing);
    });
  }
  if (set.inlinePolicy !== "") {
    const args = { instanceArn, permissionSetArn, inlinePolicy: set.inlinePolicy };
    attach((options) => new PermissionSetInlinePolicy(`${set.name}:inline`, args, options));
  }
  for (const managedPolicyArn of set.awsManagedPolicies) {
    const name = `${set.name}:aws:${managedPolicyArn.split(":policy/")[1]}`;
    const args = { instanceArn, permissionSetArn, managedPolicyArn };
    attach((options) => new ManagedPolicyAttachment(name, args, options));
  }
  for (const policy of set.customerManagedPolicies) {
    const name = `${set.name}:customer:${policy.path}${policy.name}`;
    const args = {
      instanceArn,
      permissionSetArn,
      customerManagedPolicyReference: { name: policy.name, path: policy.path },
    };
    attach((options) => new CustomerManagedPolicyAttachment(name, args, options));
  }
  return attached;
}

function boundaryArgs(boundary: PlannedBoundary) {
  return boundary.kind === "aws"
    ? { managedPolicyArn: boundary.arn }
    : { customerManagedPolicyReference: { name: boundary.policy.name, path: boundary.policy.path } };
}
