import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { PolicyDocument } from "../../src/policy/document";
import { shapeProblems } from "../../src/policy/shape";
import type { AuthorizationPolicyType } from "../../src/policy/types";

const REPOSITORY = join(__dirname, "..", "..");
const FOLDER = join(REPOSITORY, "..", "shared", "public-policies");

/** The folders of each type; what else lies there is for VPC endpoints. */
const FOLDERS: readonly (readonly [string, AuthorizationPolicyType])[] = [
  ["service-control-policy-examples", "SERVICE_CONTROL_POLICY"],
  ["data-perimeter-policy-examples/service_control_policies", "SERVICE_CONTROL_POLICY"],
  ["resource-control-policy-examples", "RESOURCE_CONTROL_POLICY"],
  ["data-perimeter-policy-examples/resource_control_policies", "RESOURCE_CONTROL_POLICY"],
];

/** A file of the public policies, whatever it holds. */
export interface PublicPolicyText {
  /** Within the folder of public policies. */
  readonly path: string;
  readonly text: string;
}

/** Every published policy as it is, sorted by path. Empty, and said so, where the folder is missing. */
export function publicPolicyTexts(): readonly PublicPolicyText[] {
  if (isMissing()) return [];
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(FOLDER, path), "utf8") }));
}

function isMissing(): boolean {
  if (existsSync(FOLDER)) return false;
  console.warn(`skipped: there is no ${relative(REPOSITORY, FOLDER)}`);
  return true;
}

/** A policy that AWS published as an example. */
export interface PublicPolicy {
  /** Within the folder of public policies. */
  readonly path: string;
  readonly type: AuthorizationPolicyType;
  readonly text: string;
  readonly document: PolicyDocument;
}

/**
 * Every published SCP and RCP that has a meaning; what is not JSON, or a policy of a resource, is left out. Empty,
 * and said so, where the folder beside the repository is missing.
 */
export function publicPolicies(): readonly PublicPolicy[] {
  if (isMissing()) return [];
  return FOLDERS.flatMap(([folder, type]) =>
    readdirSync(join(FOLDER, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .sort()
      .flatMap((name) => {
        const path = join(folder, name);
        const text = readFileSync(join(FOLDER, path), "utf8");
        const document = parsed(text);
        return shapeProblems(document, type).length > 0
          ? []
          : [{ path, type, text, document: document as PolicyDocument }];
      }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
