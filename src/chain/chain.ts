import { matches, withWildcards } from "../evaluate/reference/pattern";
import type { Decider, Levels } from "../evaluate/request";
import type { StatementOrigin } from "../plan/types";
import type { PolicyDocument } from "../policy/document";
import type { AuthorizationPolicyType } from "../policy/types";

export type ChainType = "SCP" | "RCP";

export const POLICY_TYPE: Readonly<Record<ChainType, AuthorizationPolicyType>> = {
  SCP: "SERVICE_CONTROL_POLICY",
  RCP: "RESOURCE_CONTROL_POLICY",
};

/** A policy as it stands in a chain, with what is known of where it came from. */
export interface ChainPolicy {
  /** How answers name it: a plan's key, a file's name; null where it has no name. */
  readonly name: string | null;
  readonly document: PolicyDocument;
  readonly origins: readonly StatementOrigin[];
}

export interface ChainLevel {
  /** Id of the root, unit or account; null where there is no organization. */
  readonly target: string | null;
  readonly policies: readonly ChainPolicy[];
}

/** The policies of one type that a request has to pass, root first. */
export interface Chain {
  readonly type: ChainType;
  readonly levels: readonly ChainLevel[];
}

/** What denies a request, in names. Policy and sid are null where a level lacks an Allow. */
export interface DecidedBy {
  readonly target: string | null;
  readonly policy: string | null;
  readonly sid: string | null;
  /** The slug of the guardrail that the statement is of. */
  readonly guardrail: string | null;
}

/** Where there is no Allow to begin with, AWS's own policy is taken to be attached. */
export const FULL_ACCESS: Readonly<Record<ChainType, ChainPolicy>> = {
  SCP: {
    name: "FullAWSAccess",
    document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
    origins: [],
  },
  RCP: {
    name: "RCPFullAWSAccess",
    document: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
    },
    origins: [],
  },
};

/** The chain with AWS's full-access policy at every level. */
export function withFullAccess({ type, levels }: Chain): Chain {
  return {
    type,
    levels: levels.map(({ target, policies }) => ({ target, policies: [FULL_ACCESS[type], ...policies] })),
  };
}

/** The chain as the evaluator takes it. */
export function levelsOf({ type, levels }: Chain): Exclude<Levels, readonly unknown[]> {
  return { type, levels: levels.map(({ policies }) => policies.map(({ document }) => document)) };
}

/** A decider of the evaluator, in names. */
export function decidedBy({ levels }: Chain, { level, policy, sid }: Decider, action: string): DecidedBy {
  const { target, policies } = levels[level]!;
  const from = policy === null ? undefined : policies[policy]!;
  return {
    target,
    policy: from?.name ?? null,
    sid,
    guardrail: from === undefined || sid === null ? null : guardrailOf(from.origins, sid, action),
  };
}

/** A merged statement is of several guardrails; each knows the actions that it brought. */
function guardrailOf(origins: readonly StatementOrigin[], sid: string, action: string): string | null {
  const ofSid = origins.filter((origin) => origin.sid === sid);
  const brought = ofSid.find(({ actions }) => actions?.some((pattern) => isLike(pattern, action)));
  return (brought ?? ofSid[0])?.guardrail ?? null;
}

function isLike(pattern: string, action: string): boolean {
  return matches(withWildcards(pattern.toLowerCase()), action.toLowerCase());
}
