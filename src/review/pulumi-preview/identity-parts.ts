import type { SnapshotBoundary, SnapshotPermissionSet } from "../../organization/identity-snapshot";
import { canonicalJson } from "../../policy/canonical";
import { BOUNDARY, CUSTOMER_POLICY, INLINE_POLICY, MANAGED_POLICY } from "../../resource-types";
import { type ResourceState, UNKNOWN_VALUE } from "./document";
import { type Doubts, isUnknown, oldText, textOf, textsOf } from "./values";
import type { Write } from "./writes";

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Source: `sessionDuration` of ssoadmin.PermissionSet in @pulumi/aws 7.48.0, read 2026-11. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  sessionDuration: "PT1H",
  description: "",
  relayState: "",
};

export const EMPTY_SET = {
  awsManagedPolicies: [],
  customerManagedPolicies: [],
  inlinePolicy: "",
  boundary: null,
  outdated: [],
  idle: [],
} as const;

/** Gives a set what a resource attaches to it. */
export function writePart(write: Write, set: Mutable<SnapshotPermissionSet>, doubts: Doubts): void {
  const { after, type } = write;
  const text = (property: string, what: string) => textOf(write, property, what, doubts);
  if (type === INLINE_POLICY) set.inlinePolicy = text("inlinePolicy", "inline policy") ?? set.inlinePolicy;
  if (type === MANAGED_POLICY) {
    const arn = text("managedPolicyArn", "policy");
    if (arn !== null) set.awsManagedPolicies = [...new Set([...set.awsManagedPolicies, arn])].sort();
  }
  if (type === CUSTOMER_POLICY) {
    const policy = referenceOf(after.inputs.customerManagedPolicyReference);
    if (policy === null) {
      doubts.isUnknown(write.urn, `the policy of ${write.name} is not known`);
      return;
    }
    const others = set.customerManagedPolicies.filter((one) => canonicalJson(one) !== canonicalJson(policy));
    set.customerManagedPolicies = [...others, policy];
  }
  if (type === BOUNDARY) {
    const boundary = boundaryOf(after.inputs.permissionsBoundary);
    if (boundary === null) {
      doubts.isUnknown(write.urn, `the boundary of ${write.name} is not known`);
      return;
    }
    set.boundary = boundary;
  }
}

/** Takes from a set what a resource attached to it. */
export function removePart(type: string, state: ResourceState, set: Mutable<SnapshotPermissionSet>): void {
  if (type === INLINE_POLICY) set.inlinePolicy = "";
  if (type === BOUNDARY) set.boundary = null;
  if (type === MANAGED_POLICY) {
    const arn = oldText(state, "managedPolicyArn");
    set.awsManagedPolicies = set.awsManagedPolicies.filter((one) => one !== arn);
  }
  if (type === CUSTOMER_POLICY) {
    const policy = canonicalJson(referenceOf(state.inputs.customerManagedPolicyReference));
    set.customerManagedPolicies = set.customerManagedPolicies.filter((one) => canonicalJson(one) !== policy);
  }
}

export function referenceOf(value: unknown): { readonly name: string; readonly path: string } | null {
  const { name, path = "/" } = textsOf(value);
  return name === undefined || isUnknown(name) || isUnknown(path) ? null : { name, path };
}

function boundaryOf(value: unknown): SnapshotBoundary | null {
  const { managedPolicyArn } = textsOf(value);
  if (managedPolicyArn !== undefined) return isUnknown(managedPolicyArn) ? null : { aws: managedPolicyArn };
  const reference = (value as { customerManagedPolicyReference?: unknown } | null)
    ?.customerManagedPolicyReference;
  const customer = referenceOf(reference);
  return customer === null ? null : { customer };
}

/** Identity Center takes one source for each attribute. @returns null where they are not known */
export function attributesOf({ inputs }: ResourceState): Readonly<Record<string, string>> | null {
  const { attributes } = inputs;
  if (!Array.isArray(attributes) || JSON.stringify(attributes).includes(UNKNOWN_VALUE)) return null;
  const rows = attributes as readonly {
    readonly key?: unknown;
    readonly values?: readonly { readonly sources?: readonly unknown[] }[];
  }[];
  return Object.fromEntries(
    rows.map(({ key, values }) => [String(key), String(values?.[0]?.sources?.[0] ?? "")]),
  );
}
