import type { LockdownSnapshot } from "../../organization/lockdown-snapshot";
import type { LockdownItem, LockdownPlan } from "../types";
import { reasonFor } from "./not-read";
import { stackSetItems } from "./stack-set-items";

/** The plan without what is worked out from it. */
export type PlannedState = Omit<LockdownPlan, "items" | "problems">;

/** Not in any snapshot: the preview of the stack compares it. */
const ONLY_PREVIEWED = "no snapshot has it; pulumi preview compares it";

/**
 * What there is to hold, one thing a row, and how far the snapshot has it. What the snapshot does not say is
 * "unknown", never "present".
 *
 * @param facts undefined where the snapshot does not have the lockdown
 */
export function lockdownItems(
  plan: PlannedState,
  facts: LockdownSnapshot | undefined,
): readonly LockdownItem[] {
  const { rootAccess, trustedAccess, delegations, analyzers, trail, stackSets, detections } = plan;
  return [
    ...(rootAccess?.features ?? []).map((feature) =>
      listed(
        { id: `feature:${feature}`, kind: "feature", title: `root access of members: ${feature}` },
        feature,
        facts?.rootFeatures,
        reasonFor(facts, "lockdown.rootFeatures"),
      ),
    ),
    ...trustedAccess.map((service) =>
      listed(
        { id: `trusted-access:${service}`, kind: "trusted-access", title: `trusted access of ${service}` },
        service,
        facts?.trustedAccess,
        reasonFor(facts, "lockdown.trustedAccess"),
      ),
    ),
    ...delegations.map((delegation) => delegationItem(delegation, facts)),
    ...analyzers.map(({ name, region }) =>
      previewed({
        id: `analyzer:${name}:${region}`,
        kind: "analyzer",
        title: `analyzer ${name} in ${region}`,
      }),
    ),
    ...(trail?.mode === "create"
      ? [previewed({ id: `trail:${trail.name}`, kind: "trail", title: `organization trail ${trail.name}` })]
      : []),
    ...stackSets.flatMap((set) => stackSetItems(set, plan.covered, facts)),
    ...detectionIds(detections).map((id) =>
      previewed({ id: `detection:${id}`, kind: "detection", title: `bus, rule or alarm of ${id}` }),
    ),
    ...(stackSets.length === 0
      ? []
      : [
          previewed({
            id: `management-account:${plan.organization.managementAccount}`,
            kind: "management-account",
            title: "the baseline of the management account",
          }),
        ]),
  ];
}

type Named = Pick<LockdownItem, "id" | "kind" | "title">;

function previewed(item: Named): LockdownItem {
  return { ...item, state: "unknown", detail: ONLY_PREVIEWED };
}

function listed(
  item: Named,
  name: string,
  there: readonly string[] | undefined,
  unknown: string | undefined,
): LockdownItem {
  if (unknown !== undefined) return { ...item, state: "unknown", detail: unknown };
  return { ...item, state: there?.includes(name) ? "present" : "missing", detail: "" };
}

function delegationItem(
  { account, servicePrincipal }: LockdownPlan["delegations"][number],
  facts: LockdownSnapshot | undefined,
): LockdownItem {
  const item = {
    id: `delegation:${servicePrincipal}`,
    kind: "delegation",
    title: `${account} administers ${servicePrincipal}`,
  } as const;
  const has = facts?.delegations.filter(({ services }) => services.includes(servicePrincipal)) ?? [];
  if (has.some((one) => one.account === account)) return { ...item, state: "present", detail: "" };
  const partial = facts?.notRead.find(({ what }) => what.startsWith("lockdown.delegations["))?.reason;
  const unknown = reasonFor(facts, "lockdown.delegations") ?? partial;
  if (unknown !== undefined) return { ...item, state: "unknown", detail: unknown };
  if (has.length === 0) return { ...item, state: "missing", detail: "" };
  return { ...item, state: "different", detail: `${has.map((one) => one.account).join(", ")} does` };
}

function detectionIds(detections: LockdownPlan["detections"]): readonly string[] {
  if (detections === null) return [];
  const { notifying, alarms } = detections.rollout;
  return [...notifying, ...alarms].map(({ detection }) => detection).sort();
}
