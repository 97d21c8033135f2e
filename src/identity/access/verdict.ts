import type { AccessRequest, ContextValue, LevelDocuments } from "../../evaluate/request";
import { findRequest } from "../../evaluate/search/find-request";
import type { Space } from "../../evaluate/space/space";
import type { PolicyDocument } from "../../policy/document";
import { narrowedTo } from "./narrow";
import type { SetPolicies } from "./policies";

/** "unknown": a policy whose document nobody here knows may decide it. */
export type AccessVerdict = "allowed" | "denied" | "depends" | "unknown";

/** Whether somebody with a set may do something in an account, and requests that show it. */
export interface AccessAnswer {
  readonly verdict: AccessVerdict;
  /** A request that is allowed; where the verdict is "allowed" all are. Null where none was found. */
  readonly allowed: AccessRequest | null;
  /** A request that is denied; null where none was found. */
  readonly denied: AccessRequest | null;
  /** Why the verdict is "unknown", or why something was not found although it may be there. */
  readonly reasons: readonly string[];
}

/** Whoever asks, where, and of what. */
export interface AccessSpace {
  readonly account: string;
  readonly organization: string;
  readonly organizationPath: string;
  /** Patterns of the roles that the set has in the account. */
  readonly principals: readonly string[];
  readonly action: string;
  readonly resource?: string | undefined;
  readonly context?: Readonly<Record<string, ContextValue>> | undefined;
  /** Milliseconds since 1970: no request is before it. */
  readonly now: number;
}

const EVERYTHING: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/**
 * Decides what somebody with a set may do: its policies have to allow it, its boundary too, and each level of the
 * account's service control policies; one Deny in any of them denies.
 *
 * Policies of resources may allow more to a role of the same account; they are not looked at.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html, read 2026-11.
 *
 * @param scps the levels of the account, root first
 */
export function accessVerdict(policies: SetPolicies, scps: LevelDocuments, space: AccessSpace): AccessAnswer {
  const { documents, boundary, unknown, unknownBoundary } = policies;
  const limit = boundary === null ? [] : [[boundary]];
  const known: LevelDocuments = [documents, ...limit, ...scps];
  const within = spaceOf(space);
  const find = (all: LevelDocuments, side: "allowedBy" | "deniedBy") => {
    const levels = narrowedTo(all, space.action);
    return findRequest({ allowedBy: [], deniedBy: [], [side]: [{ type: "SCP" as const, levels }], within });
  };
  const allowed = find(known, "allowedBy");
  const denied = find(known, "deniedBy");
  const doubts = [allowed, denied].flatMap((answer) => (answer.kind === "undecided" ? [answer.reason] : []));
  const bare = {
    allowed: allowed.kind === "witness" ? allowed.request : null,
    denied: denied.kind === "witness" ? denied.request : null,
  };
  if (unknown.length === 0 && !unknownBoundary) {
    const verdict = bare.allowed === null ? "denied" : bare.denied === null ? "allowed" : "depends";
    return { verdict: doubts.length > 0 ? "unknown" : verdict, ...bare, reasons: doubts };
  }
  // What is not known can allow at most everything: what is denied even so is denied.
  const most: LevelDocuments = unknown.length === 0 ? known : [[EVERYTHING, ...documents], ...limit, ...scps];
  if (find(most, "allowedBy").kind === "none")
    return { verdict: "denied", ...bare, allowed: null, reasons: doubts };
  const reasons = [
    ...unknown.map((policy) => `the document of ${policy} is not known`),
    ...(unknownBoundary ? ["the document of the permissions boundary is not known"] : []),
    ...doubts,
  ];
  return { verdict: "unknown", ...bare, reasons };
}

function spaceOf(space: AccessSpace): Space {
  const { account, organization, organizationPath, principals, action, resource, context, now } = space;
  return {
    type: "SCP",
    account,
    organization,
    organizationPath,
    now,
    principals,
    actions: [action],
    knownActions: [action],
    ...(resource === undefined ? {} : { resources: [resource] }),
    fixed: {
      "aws:PrincipalAccount": account,
      "aws:PrincipalType": "AssumedRole",
      "aws:PrincipalIsAWSService": "false",
      "aws:ViaAWSService": "false",
      ...context,
    },
  };
}
