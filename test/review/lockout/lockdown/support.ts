import { catalogue } from "../../../../guardrails";
import type { Intent } from "../../../../src/organization/intent";
import type { Snapshot } from "../../../../src/organization/snapshot";
import { buildTree } from "../../../../src/organization/tree";
import { allProofs } from "../../../../src/review/lockout/all-proofs";
import { blocks, type LockoutRow } from "../../../../src/review/lockout/types";
import { lockdownPlan, lockdownSnapshot, lockedDown } from "../../../support/lockdown";
import { PLACE } from "../../../support/organizations";
import { NOW, planFor } from "../../../support/reviews";

export const SETTINGS = "arn:aws:iam::*:role/org-guardrails-account-settings";
export const FORWARDER = "arn:aws:iam::*:role/org-guardrails-forward-events";
export const MEMBER_ROLE = "arn:aws:iam::*:role/stacksets-exec-*";

/** The snapshot with AWS's full access everywhere, as AWS attaches it. */
export function openSnapshot(): Snapshot {
  const snapshot = lockdownSnapshot();
  const { root, units, accounts, policies } = snapshot;
  const targets = [root, ...units, ...accounts].map(({ id }) => id).sort();
  return { ...snapshot, policies: policies.map((policy) => ({ ...policy, targets })) };
}

/** The locked-down organization, whose member roles are those of StackSets, with more guardrails. */
export function lockedWith(
  more: Readonly<Record<string, readonly (string | readonly [string, unknown])[]>> = {},
  rest: Partial<Intent> = {},
): Intent {
  const intent = lockedDown(rest);
  const added = Object.entries(more).map(([target, uses]) => ({
    target,
    place: PLACE,
    guardrails: uses.map((use) => {
      const [id, parameters] = typeof use === "string" ? [use, undefined] : use;
      return { id, parameters, place: PLACE };
    }),
  }));
  return {
    ...intent,
    access: { ...intent.access, memberRoles: ["role/stacksets-exec-*"], ...rest.access },
    guardrails: [...intent.guardrails, ...added],
  };
}

/** The proofs about the lockdown, without those about everybody else. */
export function lockdownProofs(
  intent: Intent = lockedWith(),
  snapshot: Snapshot = openSnapshot(),
): readonly LockoutRow[] {
  const plan = planFor(intent, snapshot);
  const input = { plan, intent, tree: buildTree(snapshot), locked: {}, now: NOW };
  const of = (lockdown: ReturnType<typeof lockdownPlan> | null) =>
    allProofs(input, { plan: lockdown, catalogue });
  return of(lockdownPlan(intent, { snapshot })).slice(of(null).length);
}

/** What is stopped: who, where, by which guardrail, what call in which Region. */
export function stopped(rows: readonly LockoutRow[]) {
  return rows
    .filter(({ verdict }) => verdict !== "proved")
    .map((row) => ({
      principal: row.principal,
      accounts: [...row.accounts].sort(),
      by: row.decidedBy?.map(({ guardrail, policy }) => guardrail ?? policy),
      action: row.witness?.action,
      region: row.witness?.context?.["aws:RequestedRegion"],
      blocks: blocks(row),
    }));
}
