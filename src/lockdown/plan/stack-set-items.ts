import { obtain } from "../../collections";
import type { LockdownSnapshot, SnapshotStackSet } from "../../organization/lockdown-snapshot";
import { grouped } from "../../render/style";
import type { LockdownItem, PlannedStackSet } from "../types";
import { reasonFor } from "./not-read";
import { differencesInWords, stackSetDifferences } from "./stack-set-differences";

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
  const differences = differencesInWords(stackSetDifferences(set, live, facts));
  const unread = gap("template") ?? gap("units");
  const setItem: LockdownItem =
    differences !== ""
      ? { ...item, state: "different", detail: differences }
      : { ...item, state: unread === undefined ? "present" : "unknown", detail: unread ?? "" };
  return [setItem, ...instanceItems(set, covered, live, gap("instances"))];
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
