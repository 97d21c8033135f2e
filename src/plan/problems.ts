import type { Finding } from "../findings/finding";
import type { GuardrailUse, Intent } from "../organization/intent";
import { partialFindings } from "../organization/not-read";
import type { Snapshot } from "../organization/snapshot";
import { LIMITS, policiesPerOrganization, SLOTS_KEPT_FREE } from "../policy/limits";
import type { Unfit } from "../policy/pack/types";
import { trustedAccessCommand, trustedServiceOf } from "../policy/trusted-access";
import { isAuthorizationType, type PolicyType } from "../policy/types";
import { printable } from "../render/printable";
import type { Refusal } from "./changes/types";
import type { BadParameters, IdleReason } from "./desired";
import type { ExpandedException } from "./exceptions";
import type { PlanTarget } from "./types";
import type { DoubleUse } from "./uses";

/** The files must speak of one organization, and the snapshot must be whole. */
export function organizationFindings(intent: Intent, snapshot: Snapshot): readonly Finding[] {
  const { id, managementAccount } = intent.organization;
  const facts = snapshot.organization;
  const findings: Finding[] = [];
  if (facts.id !== id) {
    findings.push({
      code: "other-organization",
      severity: "error",
      path: "organization.id",
      message: `${intent.file} names the organization ${id}, the snapshot was taken of ${facts.id}`,
      found: facts.id,
      expected: id,
      fix: "take a snapshot with credentials of the organization that the file names",
    });
  }
  if (facts.managementAccount !== managementAccount) {
    findings.push({
      code: "other-management-account",
      severity: "error",
      path: "organization.management-account",
      message: `${intent.file} names the management account ${managementAccount}, the snapshot ${facts.managementAccount}`,
      found: managementAccount,
      expected: facts.managementAccount,
      fix: "correct management-account: no policy binds that account, so the proofs depend on it",
    });
  }
  return [...findings, ...partialFindings(snapshot)];
}

const used = ({ id, place }: GuardrailUse) => ({ place, path: `guardrails.${id}` });

export function parameterFindings(bad: readonly BadParameters[]): readonly Finding[] {
  return bad.flatMap(({ group, issues }) =>
    issues.map(
      ({ path, message }): Finding => ({
        code: "bad-parameters",
        severity: "error",
        ...used(group.use),
        message: `${group.guardrail.id}${path === "" ? "" : `, parameter ${printable(path)}`}: ${message}`,
        fix: `see docs/guardrails/${group.guardrail.id}.md for its parameters`,
      }),
    ),
  );
}

export function doubleFindings(
  doubles: readonly DoubleUse[],
  target: (node: string) => PlanTarget,
): readonly Finding[] {
  return doubles.map(({ node, first, second }) => ({
    code: "guardrail-twice",
    severity: "error",
    ...used(second),
    message: `${second.id} is asked for twice at ${printable(target(node).path)}: first on line ${first.place.line}`,
    fix: "keep one of the two",
  }));
}

/** Exceptions that spare nobody from anything. */
export function idleExceptionFindings(
  exceptions: readonly ExpandedException[],
  reasonOf: (exception: ExpandedException) => IdleReason | undefined,
): readonly Finding[] {
  return exceptions.flatMap((exception): Finding[] => {
    const reason = reasonOf(exception);
    if (reason === undefined) return [];
    const { source, accounts } = exception;
    const on = source.on.join(", ");
    const why =
      reason === "services-only"
        ? "the guardrail denies AWS services only, and those have no name to spare them by"
        : accounts.length === 0
          ? `${on} holds no member account (no policy binds the management account)`
          : `the guardrail is not in force at ${on}`;
    return [
      {
        code: "exception-without-effect",
        severity: "error",
        place: source.place,
        path: "exceptions",
        message: `exception from ${source.guardrail}: ${why}`,
        fix:
          reason === "services-only"
            ? "remove the exception, and name the account for which the service acts in the guardrail's parameters"
            : "remove the exception, or name an account below a target of the guardrail",
      },
    ];
  });
}

/** The target, the excess and a way out, for each target that AWS's limits shut out. */
export function unfitFindings(
  type: PolicyType,
  unfit: readonly Unfit[],
  target: (node: string) => PlanTarget,
): readonly Finding[] {
  const { characters, attached } = LIMITS[type];
  return unfit.map(({ node, kind, excess, items }) => {
    const { path } = target(node);
    const ended = items.filter((item) => item.endsWith("/ended"));
    const spared =
      ended.length > 0 ? "; or give up AWS's own ending of an exception there with `self-ending: false`" : "";
    return kind === "characters"
      ? {
          code: "does-not-fit",
          severity: "error" as const,
          path,
          message: `${items.join(", ")} at ${printable(path)} is ${excess} characters over the ${characters} that AWS allows in one ${type}`,
          fix: isAuthorizationType(type)
            ? `shorten its parameters or its exceptions: name fewer accounts or principals${spared}`
            : "shorten its parameters, or divide them between a unit and those below",
        }
      : {
          code: "does-not-fit",
          severity: "error" as const,
          path,
          message: `${printable(path)} needs ${excess} more ${type} than the ${attached} that AWS lets one target have (${SLOTS_KEPT_FREE} is kept free for changes, policies of others count): ${items.join(", ")}`,
          fix: `move one of them to a unit above or below, or detach a policy of others there${spared}`,
        };
  });
}

export function disabledTypeFindings(types: readonly PolicyType[]): readonly Finding[] {
  return types.map((type) => {
    const service = trustedServiceOf(type);
    const first = service === undefined ? "" : `first ${trustedAccessCommand(service)}, then `;
    return {
      code: "policy-type-disabled",
      severity: "error",
      message: `${type} is not enabled on the root of this organization`,
      fix: `${first}org-guardrails enable ${type}`,
    };
  });
}

export function takenNameFindings(
  taken: readonly { name: string; key: string; id: string }[],
): readonly Finding[] {
  return taken.map(({ name, key, id }) => ({
    code: "policy-name-taken",
    severity: "error",
    message: `the policy ${id} of somebody else is already named ${printable(name)}, which the policy ${key} needs`,
    fix: "rename that policy; this tool never takes over what it did not make",
  }));
}

export function tooManyPoliciesFindings(counts: ReadonlyMap<PolicyType, number>): readonly Finding[] {
  return [...counts].flatMap(([type, count]): Finding[] => {
    const most = policiesPerOrganization(type);
    if (count <= most) return [];
    return [
      {
        code: "too-many-policies",
        severity: "error",
        message: `the organization would hold ${count} ${type}, ${count - most} over AWS's limit of ${most}`,
        fix: "attach guardrails to units instead of to single accounts",
      },
    ];
  });
}

export function refusalFindings(
  refusal: Refusal | null,
  target: (node: string) => PlanTarget,
): readonly Finding[] {
  if (refusal === null) return [];
  const where = refusal.targets.map((node) => printable(target(node).path)).join(", ");
  return [
    {
      code: "no-safe-order",
      severity: "error",
      path: where,
      message: `no order of writes keeps both laws for ${refusal.policies.join(", ")} at ${where}: ${refusal.reason}`,
      fix: `do it in two changes: first ${refusal.steps[0]}; then ${refusal.steps[1]}`,
    },
  ];
}

/** The lock is what was reviewed; without it, or with another digest, nothing may be deployed. */
export function lockFindings(
  lockDigest: string | undefined,
  digest: string,
  hasLock: boolean,
  stack = "guardrails",
): readonly Finding[] {
  if (!hasLock) {
    return [
      {
        code: "lock-missing",
        severity: "error",
        message: "there is no lock, so nobody has reviewed which policy holds what",
        fix: "org-guardrails lock, then commit the file",
      },
    ];
  }
  if (lockDigest === digest) return [];
  return [
    {
      code: "lock-stale",
      severity: "error",
      message: `the desired state of the stack ${stack} is not the one that the lock was written for`,
      found: lockDigest ?? "no digest",
      expected: digest,
      fix: "org-guardrails lock, then review and commit the file",
    },
  ];
}

export function loosenedFindings(
  loosened: readonly PlanTarget[],
  allowed: number,
  digest: string,
  consented: boolean,
): readonly Finding[] {
  if (loosened.length <= allowed || consented) return [];
  const shown = loosened.slice(0, 5).map(({ path }) => printable(path));
  const more = loosened.length > shown.length ? ` and ${loosened.length - shown.length} more` : "";
  return [
    {
      code: "loosening-needs-consent",
      severity: "error",
      path: "limits.loosened-targets",
      message: `this plan loosens ${loosened.length} target${loosened.length === 1 ? "" : "s"} (${shown.join(", ")}${more}); limits.loosened-targets allows ${allowed}`,
      found: digest,
      fix: 'if that is meant: org-guardrails lock --allow-loosening --reason "…"',
    },
  ];
}
