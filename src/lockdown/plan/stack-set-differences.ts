import type { LockdownSnapshot, SnapshotStackSet } from "../../organization/lockdown-snapshot";
import { templateDigest } from "../template-digest";
import type { PlannedStackSet } from "../types";
import { reasonFor } from "./not-read";

/** What of a live StackSet is not as planned. */
export interface StackSetDifferences {
  /** What its permissions, its automatic deployment and its template are, in words. */
  readonly settings: readonly string[];
  /** Ids of units that are planned and that it does not stand in. */
  readonly lacking: readonly string[];
  /** Ids of units that it stands in and that are not planned. */
  readonly extra: readonly string[];
}

/** Compares a StackSet with what is planned. A part that was not read is not compared. */
export function stackSetDifferences(
  set: PlannedStackSet,
  live: SnapshotStackSet,
  facts: LockdownSnapshot | undefined,
): StackSetDifferences {
  const isUnread = (part: string) =>
    reasonFor(facts, `lockdown.stackSets[${set.name}].${part}`) !== undefined;
  const { permissionModel, autoDeployment } = live;
  const isAutomatic = autoDeployment?.enabled === true;
  const settings = [
    ...(permissionModel === "SERVICE_MANAGED" ? [] : [`its permissions are ${permissionModel}`]),
    ...(isAutomatic ? [] : ["a new account does not get it"]),
    ...(isAutomatic && !autoDeployment.retainStacks ? ["an account that leaves loses its stacks"] : []),
    ...(isUnread("template") || live.template === templateDigest(set.template)
      ? []
      : ["its template is another one"]),
  ];
  if (isUnread("units")) return { settings, lacking: [], extra: [] };
  return {
    settings,
    lacking: set.units.filter((unit) => !live.units.includes(unit)),
    extra: live.units.filter((unit) => !set.units.includes(unit)),
  };
}

/** The differences as a person reads them; empty for none. */
export function differencesInWords({ settings, lacking, extra }: StackSetDifferences): string {
  return [
    ...settings,
    ...(lacking.length === 0 ? [] : [`it does not stand in ${lacking.join(", ")}`]),
    ...(extra.length === 0 ? [] : [`it also stands in ${extra.join(", ")}`]),
  ].join("; ");
}
