import { decide } from "../../../src/evaluate/reference";
import type { AccessRequest } from "../../../src/evaluate/request";
import type { ChangesInput, ManagedState, StatePolicy } from "../../../src/plan/changes/types";
import type { Change } from "../../../src/plan/types";
import { type PolicyDocument, statementsOf } from "../../../src/policy/document";
import { document, SCP } from "./support";

/** Every state that the order of a phase's writes permits, its first and its last among them. */
export function reachableStates(
  from: ManagedState,
  changes: readonly Change[],
  to: ManagedState,
): readonly ManagedState[] {
  const bit = new Map(changes.map(({ id }, index) => [id, 1 << index]));
  const needs = changes.map(({ after }) => after.reduce((mask, id) => mask | bit.get(id)!, 0));
  const seen = new Set([0]);
  const pending = [0];
  for (let done = pending.pop(); done !== undefined; done = pending.pop()) {
    for (const [index, need] of needs.entries()) {
      const next = done | (1 << index);
      if ((done & need) !== need || seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return [...seen].map((done) =>
    changes
      .filter((_, index) => (done & (1 << index)) !== 0)
      .reduce((state, change) => written(state, change, to), from),
  );
}

/** The state after one write, which must be one that AWS takes. */
export function written({ policies, targets }: ManagedState, change: Change, to: ManagedState): ManagedState {
  const { op, policy: key, target = "" } = change;
  const nextPolicies = new Map(policies);
  const nextTargets = new Map(targets);
  const at = targets.get(key) ?? new Set<string>();
  switch (op) {
    case "create":
      if (policies.has(key)) throw new Error(`${change.id}: it exists`);
      nextPolicies.set(key, to.policies.get(key)!);
      break;
    case "update":
      if (!policies.has(key)) throw new Error(`${change.id}: there is no such policy`);
      nextPolicies.set(key, to.policies.get(key)!);
      break;
    case "attach":
      if (!policies.has(key) || at.has(target)) throw new Error(`${change.id}: no policy, or attached`);
      nextTargets.set(key, new Set([...at, target]));
      break;
    case "detach":
      if (!at.has(target)) throw new Error(`${change.id}: not attached`);
      nextTargets.set(key, new Set([...at].filter((node) => node !== target)));
      break;
    case "delete":
      if (!policies.has(key) || at.size > 0) throw new Error(`${change.id}: no policy, or in use`);
      nextPolicies.delete(key);
      break;
  }
  return { policies: nextPolicies, targets: nextTargets };
}

/** The policies in a form that does not depend on the order in which they were put together. */
export function plain({ policies, targets }: ManagedState): unknown {
  return [...policies.values()]
    .map((policy: StatePolicy) => ({ ...policy, targets: [...(targets.get(policy.key) ?? [])].sort() }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function chainOf(parents: ReadonlyMap<string, string | null>, node: string): readonly string[] {
  const parent = parents.get(node) ?? null;
  return parent === null ? [node] : [node, ...chainOf(parents, parent)];
}

/** The requests of a list that one account is denied, as bits. */
export type Verdicts = (state: ManagedState, account: string) => bigint;

/** Each statement is asked once, of the plain evaluator, for all requests. */
export function verdicts({ parents, unmanaged }: ChangesInput, requests: readonly AccessRequest[]): Verdicts {
  const texts = new Map<string, { readonly allow: bigint; readonly deny: bigint }>();
  const masks = (text: string) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    let [allow, deny] = [0n, 0n];
    for (const statement of statementsOf(JSON.parse(text) as PolicyDocument)) {
      const alone = JSON.parse(document([{ ...statement, Effect: "Allow" }])) as PolicyDocument;
      const matched = requests.reduce(
        (mask, request, index) =>
          decide([[alone]], request).verdict === "allowed" ? mask | (1n << BigInt(index)) : mask,
        0n,
      );
      if (statement.Effect === "Allow") allow |= matched;
      else deny |= matched;
    }
    texts.set(text, { allow, deny });
    return texts.get(text)!;
  };
  const all = (1n << BigInt(requests.length)) - 1n;
  return ({ policies, targets }, account) => {
    let [denied, passed] = [0n, all];
    for (const node of chainOf(parents, account)) {
      let allowed = 0n;
      const here = [
        ...[...policies.values()].filter(({ key }) => targets.get(key)?.has(node)),
        ...unmanaged.filter((policy) => policy.targets.has(node)),
      ].filter(({ type }) => type === SCP);
      for (const { text } of here) {
        allowed |= masks(text).allow;
        denied |= masks(text).deny;
      }
      passed &= allowed;
    }
    return all & ~(passed & ~denied);
  };
}
