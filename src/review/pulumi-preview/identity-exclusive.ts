import type { SnapshotPermissionSet } from "../../organization/identity-snapshot";
import { canonicalJson } from "../../policy/canonical";
import { CUSTOMER_POLICY, MANAGED_EXCLUSIVE, MANAGED_POLICY } from "../../resource-types";
import type { ResourceState } from "./document";
import { type Mutable, referenceOf } from "./identity-parts";
import { type Doubts, isUnknown, oldText } from "./values";
import type { Write } from "./writes";

/** What resources of single attachments do in the same preview: a policy in canonical JSON, and whether it comes or goes. */
export interface SingleAttachment {
  readonly set: string;
  readonly type: string;
  readonly policy: string;
  readonly comes: boolean;
}

/** @returns null for another type, or where the document does not say which policy it is */
export function singleAttachment(
  type: string,
  state: ResourceState,
  set: string,
  comes: boolean,
): SingleAttachment | null {
  const policy =
    type === MANAGED_POLICY
      ? oldText(state, "managedPolicyArn")
      : type === CUSTOMER_POLICY
        ? referenceOf(state.inputs.customerManagedPolicyReference)
        : null;
  return policy === null ? null : { set, type, policy: canonicalJson(policy), comes };
}

/**
 * Makes a set's managed, or customer-managed, policies those of a resource that has all of them. The provider compares
 * with what is attached, only when the resource's own list changes; its deletion takes nothing away.
 *
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ssoadmin/managed_policy_attachments_exclusive.go
 * (syncAttachments, WithNoOpDelete), read 2026-11; of the customer-managed ones it is assumed to be the same.
 */
export function writeExclusive(
  write: Write,
  set: Mutable<SnapshotPermissionSet>,
  singles: readonly SingleAttachment[],
  doubts: Doubts,
): void {
  const { urn, name, type, before, after } = write;
  const wanted = type === MANAGED_EXCLUSIVE ? arnsOf(after) : referencesOf(after);
  if (wanted === null) {
    doubts.isUnknown(urn, `the policies of ${name} are not known before the deployment`);
    return;
  }
  const old = before === null ? null : type === MANAGED_EXCLUSIVE ? arnsOf(before) : referencesOf(before);
  if (old !== null && sameSet(old, wanted)) return;
  const kept = new Set(wanted.map((policy) => canonicalJson(policy)));
  const single = type === MANAGED_EXCLUSIVE ? MANAGED_POLICY : CUSTOMER_POLICY;
  const against = singles.find(
    (one) => one.set === set.arn && one.type === single && one.comes !== kept.has(one.policy),
  );
  if (against !== undefined) {
    doubts.isUnknown(
      urn,
      `${name} has all policies of ${set.name}, and another resource attaches or detaches ${against.policy} apart from it: which comes last is not known`,
      "name the policies of a permission set in one place",
    );
    return;
  }
  if (type === MANAGED_EXCLUSIVE) set.awsManagedPolicies = [...new Set(wanted as readonly string[])].sort();
  else set.customerManagedPolicies = wanted as SnapshotPermissionSet["customerManagedPolicies"];
}

function sameSet(a: readonly unknown[], b: readonly unknown[]): boolean {
  const texts = (all: readonly unknown[]) => [...new Set(all.map((each) => canonicalJson(each)))].sort();
  return canonicalJson(texts(a)) === canonicalJson(texts(b));
}

/** @returns null where one of them is not known */
function arnsOf({ inputs }: ResourceState): readonly string[] | null {
  const { managedPolicyArns: arns } = inputs;
  const isWhole = Array.isArray(arns) && arns.every((arn) => typeof arn === "string" && !isUnknown(arn));
  return isWhole ? (arns as readonly string[]) : null;
}

/** Without the list there are none. @returns null where one of them is not known */
function referencesOf({ inputs }: ResourceState): SnapshotPermissionSet["customerManagedPolicies"] | null {
  const { customerManagedPolicyReferences: references = [] } = inputs;
  if (!Array.isArray(references)) return null;
  const found = references.map((reference) => referenceOf(reference));
  return found.every((each) => each !== null)
    ? (found as SnapshotPermissionSet["customerManagedPolicies"])
    : null;
}
