import type { Plan } from "../plan/types";
import { trustedAccessCommand, trustedServiceOf } from "../policy/trusted-access";
import { renderFindings } from "../render/findings";
import { PLAIN } from "../render/style";

/** What the live organization says of itself, as far as the credentials may read it. */
export interface LiveOrganization {
  readonly id: string;
  /** Null when the credentials may not list the roots. */
  readonly enabledPolicyTypes: readonly string[] | null;
  /** Service principals with trusted access. */
  readonly trustedServices: readonly string[];
}

/** A plan, and which desired states somebody has agreed to. */
export interface Reviewed {
  readonly plan: { readonly digest: string };
  /** Digest of the desired state that organization.lock.json holds for this stack. */
  readonly reviewedDigest: string | undefined;
  /** Digest that the stack's configuration accepts besides. */
  readonly acceptedDigest: string | undefined;
}

export interface Deployment extends Reviewed {
  readonly plan: Plan;
  readonly phase: number;
}

/**
 * Problems that do not stop a deployment as they stop a review. The first three it judges itself, by what was
 * accepted and by the live organization. An exception that ended is not made longer by deploying what was
 * reviewed, and a repair on the day after must not wait for it.
 */
const NO_REFUSAL = ["lock-missing", "lock-stale", "policy-type-disabled", "exception-expired"];

/** Why a desired state must not be deployed that nobody has reviewed. */
export function refusalsOfDigest({
  plan: { digest },
  reviewedDigest,
  acceptedDigest,
}: Reviewed): readonly string[] {
  if (digest === reviewedDigest || digest === acceptedDigest) return [];
  return [
    `the desired state is ${digest}, but organization.lock.json was reviewed with ` +
      `${reviewedDigest ?? "no digest of this stack"}: run \`org-guardrails lock\` and have it reviewed, ` +
      "or name the digest in the configuration org-guardrails:accept-digest",
  ];
}

/** Why a deployment must not begin, from the files alone; empty when nothing stands against it. */
export function refusalsOfPlan({
  plan,
  phase,
  reviewedDigest,
  acceptedDigest,
}: Deployment): readonly string[] {
  const refusals = plan.problems
    .filter(({ severity, code }) => severity === "error" && !NO_REFUSAL.includes(code))
    .map((problem) => renderFindings([problem], PLAIN).trimEnd());
  refusals.push(...refusalsOfDigest({ plan, reviewedDigest, acceptedDigest }));
  const phases = plan.phases.map((candidate) => candidate.phase);
  if (!phases.includes(phase)) {
    refusals.push(
      `the configuration org-guardrails:phase asks for phase ${phase}, but the plan's phases are ${phases.join(", ") || "none"}`,
    );
  }
  return refusals;
}

/** Why the plan must not be carried out in this organization; empty when nothing stands against it. */
export function refusalsOfOrganization(
  { plan, phase }: Deployment,
  live: LiveOrganization,
): readonly string[] {
  if (live.id !== plan.organization.id) {
    return [
      `the plan is for organization ${plan.organization.id}, but the credentials belong to ${live.id}: ` +
        "nothing is written to another organization",
    ];
  }
  if (live.enabledPolicyTypes === null) {
    return [
      "the credentials may not list the organization's roots, so that its enabled policy types are unknown: " +
        "deploy from the management account or from a delegated administrator for policies",
    ];
  }
  const policies = plan.phases.find((candidate) => candidate.phase === phase)?.policies ?? [];
  const enabled = live.enabledPolicyTypes;
  const types = [...new Set(policies.map((policy) => policy.type))];
  const disabled = types
    .filter((type) => !enabled.includes(type))
    .map(
      (type) =>
        `policies of type ${type} are disabled in the organization: run \`org-guardrails enable ${type}\``,
    );
  return [...types.flatMap((type) => untrusted(type, live)), ...disabled];
}

/** A type may be enabled and its service have lost its trusted access since: then its policies do nothing. */
function untrusted(type: string, { trustedServices }: LiveOrganization): readonly string[] {
  const service = trustedServiceOf(type);
  if (service === undefined || trustedServices.includes(service)) return [];
  return [
    `policies of type ${type} need trusted access for ${service}, which it has not: enable it in that ` +
      `service's console, or run \`${trustedAccessCommand(service)}\``,
  ];
}
