import { z } from "zod";
import { by } from "./json-file";
import type { LockdownSnapshot, SnapshotStackSet } from "./lockdown-snapshot";
import { sortNotRead } from "./not-read";

const text = z.string();
const texts = z.array(text);

/** As the whole snapshot: what AWS says is taken as it is. */
export const lockdownSchema: z.ZodType<LockdownSnapshot> = z.object({
  rootFeatures: texts,
  trustedAccess: texts,
  delegations: z.array(z.object({ account: text, services: texts })),
  stackSets: z.array(
    z.object({
      name: text,
      status: text,
      template: text,
      permissionModel: text,
      autoDeployment: z.nullable(z.object({ enabled: z.boolean(), retainStacks: z.boolean() })),
      units: texts,
      instances: z.array(
        z.object({ region: text, status: text, detailedStatus: text, reason: text, accounts: texts }),
      ),
    }),
  ),
  notRead: z.array(z.object({ what: text, action: text, reason: text })),
});

/** Equal facts in one order, with their members in one order too. */
export function sortLockdown(lockdown: LockdownSnapshot): LockdownSnapshot {
  const { rootFeatures, trustedAccess, delegations, stackSets, notRead } = lockdown;
  return {
    rootFeatures: [...rootFeatures].sort(),
    trustedAccess: [...trustedAccess].sort(),
    delegations: delegations
      .map(({ account, services }) => ({ account, services: [...services].sort() }))
      .sort(by(({ account }) => account)),
    stackSets: stackSets.map(sortStackSet).sort(by(({ name }) => name)),
    notRead: sortNotRead(notRead),
  };
}

function sortStackSet(stackSet: SnapshotStackSet): SnapshotStackSet {
  const { name, status, template, permissionModel, autoDeployment, units, instances } = stackSet;
  return {
    name,
    status,
    template,
    permissionModel,
    autoDeployment:
      autoDeployment === null
        ? null
        : { enabled: autoDeployment.enabled, retainStacks: autoDeployment.retainStacks },
    units: [...units].sort(),
    instances: instances
      .map(({ region, status, detailedStatus, reason, accounts }) => ({
        region,
        status,
        detailedStatus,
        reason,
        accounts: [...accounts].sort(),
      }))
      .sort(by((one) => JSON.stringify([one.region, one.status, one.detailedStatus, one.reason]))),
  };
}
