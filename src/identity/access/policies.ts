import { managedPolicy } from "../../aws-data/managed-policies";
import type { IdentitySnapshot, SnapshotPermissionSet } from "../../organization/identity-snapshot";
import type { PolicyDocument } from "../../policy/document";
import { shapeProblems } from "../../policy/shape";
import type { PlannedPermissionSet } from "../plan/types";

/** What the policies of a set allow, as far as their documents are known. */
export interface SetPolicies {
  /** Together they are one level: one of them has to allow, and none may deny. */
  readonly documents: readonly PolicyDocument[];
  /** A level of its own; null where there is no boundary, or it is not known. */
  readonly boundary: PolicyDocument | null;
  /** Policies whose documents nobody here knows: they may allow, and deny, anything. */
  readonly unknown: readonly string[];
  /** Whether the boundary is among them: it can only take away. */
  readonly unknownBoundary: boolean;
}

/** The parts of a set that say what it allows, planned or live. */
type Policied = Pick<
  PlannedPermissionSet | SnapshotPermissionSet,
  "awsManagedPolicies" | "customerManagedPolicies" | "inlinePolicy" | "boundary"
>;

const UNREAD: readonly (readonly [string, string])[] = [
  ["awsManagedPolicies", "AWS's managed policies, which were not read"],
  ["customerManagedPolicies", "customer-managed policies, which were not read"],
  ["inlinePolicy", "inline policy, which was not read"],
];

/** The parts of a set that a snapshot lacks: "inlinePolicy", "boundary". */
export function unreadParts({ notRead }: IdentitySnapshot, set: string): ReadonlySet<string> {
  const place = `identity.permissionSets[${set}].`;
  return new Set(notRead.flatMap(({ what }) => (what.startsWith(place) ? [what.slice(place.length)] : [])));
}

/**
 * The documents of a set. What is not known is named, never guessed.
 *
 * @param unread parts that are not known to be empty, for a set that comes from a snapshot
 */
export function policiesOfSet(set: Policied, unread: ReadonlySet<string> = new Set()): SetPolicies {
  const unknown = UNREAD.flatMap(([part, text]) => (unread.has(part) ? [text] : []));
  const documents: PolicyDocument[] = [];
  for (const arn of set.awsManagedPolicies) {
    const known = awsDocument(arn);
    if (known === undefined) unknown.push(arn);
    else documents.push(known);
  }
  unknown.push(...set.customerManagedPolicies.map(({ path, name }) => `customer policy ${path}${name}`));
  if (set.inlinePolicy !== "") {
    const inline = parsed(set.inlinePolicy);
    if (inline === undefined) unknown.push("inline policy");
    else documents.push(inline);
  }
  const { boundary } = set;
  const arn = boundary === null ? undefined : "kind" in boundary ? awsArn(boundary) : boundary.aws;
  const limit = arn === undefined ? undefined : awsDocument(arn);
  return {
    documents,
    boundary: limit ?? null,
    unknown,
    unknownBoundary: (boundary !== null && limit === undefined) || unread.has("boundary"),
  };
}

function awsArn(boundary: NonNullable<PlannedPermissionSet["boundary"]>): string | undefined {
  return boundary.kind === "aws" ? boundary.arn : undefined;
}

function awsDocument(arn: string): PolicyDocument | undefined {
  const [, name] = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  return name === undefined ? undefined : managedPolicy(name)?.document;
}

/** Every policy of a set whose document nobody here knows, its boundary among them. */
export function unknownPolicies({ unknown, unknownBoundary }: SetPolicies): readonly string[] {
  return unknownBoundary ? [...unknown, "permissions boundary"] : unknown;
}

/** An inline policy is written like an SCP: without a Principal. */
function parsed(text: string): PolicyDocument | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return shapeProblems(value, "SERVICE_CONTROL_POLICY").length === 0
      ? (value as PolicyDocument)
      : undefined;
  } catch {
    return undefined;
  }
}
