import { obtain } from "../../collections";
import type { LockdownSnapshot, SnapshotStackSet } from "../../organization/lockdown-snapshot";
import { grouped } from "../../render/style";
import { templateDigest } from "../template-digest";
import type { LockdownItem, PlannedStackSet } from "../types";
import { reasonFor } from "./not-read";

/** A StackSet, its stacks as a whole, and each stack that is not as it should be. */
export function stackSetItems(
  set: PlannedStackSet,
  covered: readonly string[],
  facts: LockdownSnapshot | undefined,
): readonly LockdownItem[] {
  const item = { id: `stack-set:${set.name}`, kind: "stack-set", title: `StackSet ${set.name}` } as const;
  const unknown = reasonFor(facts, "lockdown.stackSets");
  const live = facts?.stackSets.find(({ name, status }) => name === set.name && status === "ACTIVE");
  if (live === undefined) {
    const state = unknown === undefined ? "missing" : "unknown";
    const whole = wholeOf(set, covered.length);
    return [
      { ...item, state, detail: unknown ?? "" },
      { ...whole, state, detail: unknown ?? "" },
    ];
  }
  const gap = (part: string) => reasonFor(facts, `lockdown.stackSets[${set.name}].${part}`);
  const differences = differencesOf(set, live, gap);
  const unread = gap("template") ?? gap("units");
  const setItem: LockdownItem =
    differences.length > 0
      ? { ...item, state: "different", detail: differences.join("; ") }
      : { ...item, state: unread === undefined ? "present" : "unknown", detail: unread ?? "" };
  return [setItem, ...instanceItems(set, covered, live, gap("instances"))];
}

/** What of a live StackSet is not as planned. A part that was not read is not compared. */
function differencesOf(
  set: PlannedStackSet,
  live: SnapshotStackSet,
  gap: (part: string) => string | undefined,
): readonly string[] {
  const { permissionModel, autoDeployment } = live;
  const isAutomatic = autoDeployment?.enabled === true;
  return [
    ...(permissionModel === "SERVICE_MANAGED" ? [] : [`its permissions are ${permissionModel}`]),
    ...(isAutomatic ? [] : ["a new account does not get it"]),
    ...(isAutomatic && !autoDeployment.retainStacks ? ["an account that leaves loses its stacks"] : []),
    ...(gap("template") !== undefined || live.template === templateDigest(set.template)
      ? []
      : ["its template is another one"]),
    ...(gap("units") !== undefined ? [] : unitDifferences(set.units, live.units)),
  ];
}

function unitDifferences(planned: readonly string[], live: readonly string[]): readonly string[] {
  const lacking = planned.filter((unit) => !live.includes(unit));
  const extra = live.filter((unit) => !planned.includes(unit));
  return [
    ...(lacking.length === 0 ? [] : [`it does not stand in ${lacking.join(", ")}`]),
    ...(extra.length === 0 ? [] : [`it also stands in ${extra.join(", ")}`]),
  ];
}

const wholeOf = ({ name, regions }: PlannedStackSet, accounts: number) =>
  ({
    id: `stack-instances:${name}`,
    kind: "stack-instances",
    title: `${grouped(accounts * regions.length)} stacks of ${name}`,
  }) as const;

function instanceItems(
  set: PlannedStackSet,
  covered: readonly string[],
  { instances }: SnapshotStackSet,
  unknown: string | undefined,
): readonly LockdownItem[] {
  const whole = wholeOf(set, covered.length);
  if (unknown !== undefined) return [{ ...whole, state: "unknown", detail: unknown }];
  const live = new Map<string, { readonly isCurrent: boolean; readonly detail: string }>();
  for (const { region, accounts, status, detailedStatus, reason } of instances) {
    const words = [status, detailedStatus].filter((word) => word !== "").join(", ");
    const detail = reason === "" ? words : `${words}: ${reason}`;
    for (const account of accounts)
      live.set(`${account} ${region}`, { isCurrent: status === "CURRENT", detail });
  }
  const missing = new Map<string, string[]>();
  const failed: LockdownItem[] = [];
  for (const account of covered) {
    for (const region of set.regions) {
      const found = live.get(`${account} ${region}`);
      if (found === undefined) obtain(missing, account, () => []).push(region);
      else if (!found.isCurrent) {
        failed.push({
          id: `${whole.id}:${account}:${region}`,
          kind: "stack-instances",
          title: `the stack of ${set.name} in ${account}, ${region}`,
          state: "different",
          detail: found.detail,
        });
      }
    }
  }
  const absent = [...missing].map(
    ([account, regions]): LockdownItem => ({
      id: `${whole.id}:${account}`,
      kind: "stack-instances",
      title: `stacks of ${set.name} in ${account}`,
      state: "missing",
      detail: `none in ${regions.join(", ")}`,
    }),
  );
  const lacking = [...missing.values()].reduce((sum, regions) => sum + regions.length, 0);
  const total = covered.length * set.regions.length;
  const state = lacking + failed.length === 0 ? "present" : lacking === total ? "missing" : "different";
  const detail =
    state === "different" ? `${grouped(lacking)} missing, ${grouped(failed.length)} not up to date` : "";
  return [{ ...whole, state, detail }, ...(state === "missing" ? [] : [...absent, ...failed])];
}
