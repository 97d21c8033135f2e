import { CONTROLS, type ControlId, type Otherwise, type Standard } from "../aws-data/controls";
import type { AnyGuardrail } from "../catalogue/guardrail";
import { obtain } from "../collections";
import { isInactive } from "../organization/targets";
import type { PlanView } from "../plan/plan-file";
import { isAuthorizationType } from "../policy/types";

/**
 * - `covered`: a guardrail that supports the control holds in every account
 * - `partial`: in some
 * - `unused`: the catalogue has such a guardrail, and no account has it
 * - `none`: the catalogue has none
 */
export type CoverageStatus = "covered" | "partial" | "unused" | "none";

/** Accounts in which the same guardrails hold. */
export interface CoverageClass {
  /** Ids, in the order of the tree. */
  readonly accounts: readonly string[];
  /** Slugs of all guardrails that hold there, sorted. */
  readonly guardrails: readonly string[];
}

/** A guardrail that supports a control. */
export interface Supporter {
  readonly guardrail: string;
  /** How many accounts it holds in. */
  readonly accounts: number;
  /** Accounts among them where somebody is excepted from it. */
  readonly excepted: readonly string[];
}

export interface ControlCoverage {
  readonly control: ControlId;
  readonly standard: Standard;
  readonly title: string;
  readonly url: string;
  readonly status: CoverageStatus;
  /** How many accounts have one of the guardrails at least. */
  readonly covered: number;
  /** Every guardrail of the catalogue that supports it, in use or not. */
  readonly guardrails: readonly Supporter[];
  /** Classes, by their index, whose accounts have none of them. */
  readonly lacking: readonly number[];
  /** What covers it beside guardrails. */
  readonly otherwise: Otherwise | null;
}

/** Which controls the guardrails of a plan support, in which accounts. Never a claim of compliance. */
export interface Coverage {
  /** How many accounts were looked at. */
  readonly accounts: number;
  /** SCPs and RCPs do not bind it. It is looked at only when it is asked for. */
  readonly managementAccount: string;
  readonly classes: readonly CoverageClass[];
  /** Standard by standard, in the order of the list. */
  readonly controls: readonly ControlCoverage[];
}

/**
 * Works grow with the sets of guardrails that differ, not with accounts.
 *
 * @param only the account to look at; without it all member accounts that are neither closed nor suspended
 */
export function coverage(plan: PlanView, catalogue: readonly AnyGuardrail[], only?: string): Coverage {
  const { managementAccount } = plan.organization;
  const looked = plan.nodes.filter((node) =>
    only === undefined
      ? node.kind === "account" && node.id !== managementAccount && !isInactive(node)
      : node.id === only,
  );
  const classes = classesOf(
    plan,
    looked.map(({ id }) => id),
  );
  const held = classes.map(({ guardrails }) => new Set(guardrails));
  const excepted = exceptedAccounts(plan, new Set(looked.map(({ id }) => id)));

  const supporters = new Map<string, string[]>();
  for (const { id, references } of catalogue) {
    for (const reference of references) obtain(supporters, reference, () => []).push(id);
  }
  const count = (indices: readonly number[]) =>
    indices.reduce((sum, index) => sum + classes[index]!.accounts.length, 0);
  const all = classes.map((_, index) => index);
  const total = count(all);

  const controls = CONTROLS.map(({ id, standard, title, url, otherwise }): ControlCoverage => {
    const able = supporters.get(id) ?? [];
    const lacking = all.filter((index) => !able.some((guardrail) => held[index]!.has(guardrail)));
    const covered = total - count(lacking);
    return {
      control: id,
      standard,
      title,
      url,
      status: statusOf(able.length, covered, total),
      covered,
      guardrails: able.map((guardrail) => ({
        guardrail,
        accounts: count(all.filter((index) => held[index]!.has(guardrail))),
        excepted: excepted.get(guardrail) ?? [],
      })),
      lacking,
      otherwise: otherwise ?? null,
    };
  });
  return { accounts: total, managementAccount, classes, controls };
}

function statusOf(able: number, covered: number, total: number): CoverageStatus {
  if (able === 0) return "none";
  if (covered === 0) return "unused";
  return covered === total ? "covered" : "partial";
}

/** What holds at a node is what holds above it and its own: worked out once for each node that has policies. */
function classesOf(plan: PlanView, accounts: readonly string[]): readonly CoverageClass[] {
  const own = new Map<string, { readonly guardrail: string; readonly binds: boolean }[]>();
  for (const { type, guardrails, targets } of plan.policies) {
    const binds = !isAuthorizationType(type);
    for (const { id } of targets) {
      obtain(own, id, () => []).push(...guardrails.map((guardrail) => ({ guardrail, binds })));
    }
  }
  const parents = new Map(plan.nodes.map(({ id, parent }) => [id, parent]));
  const at = new Map<string | null, ReadonlyMap<string, boolean>>([[null, new Map()]]);
  const heldAt = (node: string | null): ReadonlyMap<string, boolean> =>
    obtain(at, node, () => {
      const above = heldAt(parents.get(node!) ?? null);
      const here = own.get(node!);
      if (here === undefined) return above;
      const held = new Map(above);
      for (const { guardrail, binds } of here) held.set(guardrail, binds || (held.get(guardrail) ?? false));
      return held;
    });

  const classes = new Map<string, { guardrails: readonly string[]; accounts: string[] }>();
  const texts = new Map<ReadonlyMap<string, boolean>, readonly string[]>();
  for (const account of accounts) {
    const held = heldAt(account);
    const guardrails =
      account === plan.organization.managementAccount
        ? [...held].flatMap(([guardrail, binds]) => (binds ? [guardrail] : [])).sort()
        : obtain(texts, held, () => [...held.keys()].sort());
    obtain(classes, guardrails.join(), () => ({ guardrails, accounts: [] })).accounts.push(account);
  }
  return [...classes.values()];
}

function exceptedAccounts(
  plan: PlanView,
  looked: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { guardrail, accounts } of plan.exceptions) {
    const list = obtain(found, guardrail, () => []);
    for (const account of accounts) if (looked.has(account) && !list.includes(account)) list.push(account);
  }
  return found;
}
