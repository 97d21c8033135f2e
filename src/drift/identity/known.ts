import type { IdentitySnapshot, SnapshotPermissionSet } from "../../organization/identity-snapshot";
import type { NotRead } from "../../organization/not-read";

/**
 * The facts without sets of which nobody knows what they are called. A set that could not be described is known by its
 * ARN alone; it has the name that was recorded, and what comes with the name was not read ("settings"). Of one that was
 * not recorded nothing is made: it may be a planned one.
 */
export function withKnownNames(
  facts: IdentitySnapshot,
  recorded: IdentitySnapshot | undefined,
): IdentitySnapshot {
  const undescribed = new Set(
    facts.notRead.flatMap(({ what }) => /^identity\.permissionSets\[(arn:[^\]]*)\]$/.exec(what)?.[1] ?? []),
  );
  if (undescribed.size === 0) return facts;
  const described = new Set(facts.permissionSets.map(({ name }) => name));
  const names = new Map(
    recorded?.permissionSets.flatMap((set) =>
      undescribed.has(set.arn) && !described.has(set.name) ? [[set.arn, set] as const] : [],
    ),
  );
  const isKnown = (arn: string) => !undescribed.has(arn) || names.has(arn);
  const named = (set: SnapshotPermissionSet): SnapshotPermissionSet => {
    const then = names.get(set.arn);
    if (then === undefined) return set;
    const { name, description, sessionDuration, relayState } = then;
    return { ...set, name, description, sessionDuration, relayState };
  };
  const renamed = (gap: NotRead): NotRead => {
    const [, arn = "", part] = /^identity\.permissionSets\[(arn:[^\]]*)\](?:\.(\w+))?$/.exec(gap.what) ?? [];
    const then = names.get(arn);
    if (then === undefined) return gap;
    return { ...gap, what: `identity.permissionSets[${then.name}].${part ?? "settings"}` };
  };
  return {
    ...facts,
    permissionSets: facts.permissionSets.filter(({ arn }) => isKnown(arn)).map(named),
    assignments: facts.assignments.filter(({ permissionSet }) => isKnown(permissionSet)),
    notRead: facts.notRead.map(renamed),
  };
}
