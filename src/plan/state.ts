import { canonicalJson, digestOf } from "../policy/canonical";
import type { Packing } from "../policy/pack/types";
import type { PolicyType } from "../policy/types";
import type { ManagedState, StatePolicy } from "./changes/types";
import type { PhasePolicy } from "./types";

/** AWS's limit of a policy's description, in characters. Source: CreatePolicy API reference, read 2026-11. */
const DESCRIPTION_LIMIT = 512;

/** What the policy says of itself in AWS's console. */
export function describePolicy(guardrails: readonly string[]): string {
  const text = `Guardrails: ${guardrails.join(", ")}`;
  return text.length <= DESCRIPTION_LIMIT ? text : `${text.slice(0, DESCRIPTION_LIMIT - 1)}…`;
}

/** The packed policies of every type as one state. */
export function desiredState(packings: ReadonlyMap<PolicyType, Packing>): ManagedState {
  const policies = new Map<string, StatePolicy>();
  const targets = new Map<string, ReadonlySet<string>>();
  for (const [type, packing] of packings) {
    for (const { key, name, items, text, targets: on } of packing.policies) {
      const guardrails = [...new Set(items.map(({ guardrail }) => guardrail))].sort();
      policies.set(key, { key, type, name, description: describePolicy(guardrails), text });
      targets.set(key, new Set(on));
    }
  }
  return { policies, targets };
}

/**
 * Keeps the live text of a policy whose JSON already says what is wanted: Pulumi's provider suppresses such a
 * difference, so planning a write of white space would be a promise that nobody keeps.
 */
export function keepEqualText(before: ManagedState, after: ManagedState): ManagedState {
  const policies = new Map<string, StatePolicy>();
  for (const [key, policy] of after.policies) {
    const live = before.policies.get(key);
    policies.set(
      key,
      live !== undefined && equalJson(live.text, policy.text) ? { ...policy, text: live.text } : policy,
    );
  }
  return { policies, targets: after.targets };
}

function equalJson(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
  } catch {
    return false;
  }
}

/** The policies of a state as rows, sorted by key. */
export function phasePolicies(state: ManagedState, unprotected: ReadonlySet<string>): readonly PhasePolicy[] {
  return [...state.policies.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((policy) => ({
      ...policy,
      targets: [...(state.targets.get(policy.key) ?? [])].sort(),
      protect: !unprotected.has(policy.key),
    }));
}

/** The digest of a desired state: keys, names, types, contents and target ids, and nothing else. */
export function stateDigest(policies: readonly PhasePolicy[]): string {
  return digestOf(
    policies.map(({ key, name, type, text, targets }) => ({
      key,
      name,
      type,
      content: parsed(text),
      targets,
    })),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
