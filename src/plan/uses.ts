import type { AnyGuardrail } from "../catalogue/guardrail";
import { obtain } from "../collections";
import type { GuardrailUse, Intent } from "../organization/intent";
import { canonicalJson } from "../policy/canonical";

/**
 * One guardrail with one set of parameters, and every node that asks for it. Nodes of one group share
 * statements, so that they can share a policy.
 */
export interface UseGroup<G extends AnyGuardrail = AnyGuardrail> {
  readonly guardrail: G;
  readonly parameters: unknown;
  readonly nodes: readonly string[];
  /** The first place that asks, for messages. */
  readonly use: GuardrailUse;
}

/** The same guardrail asked for twice at one node, under two names of it. */
export interface DoubleUse {
  readonly node: string;
  readonly first: GuardrailUse;
  readonly second: GuardrailUse;
}

/** Groups the guardrails of organization.yaml by what they say. */
export function groupUses(
  intent: Intent,
  catalogue: ReadonlyMap<string, AnyGuardrail>,
  nodesOf: (target: string) => readonly string[],
): { readonly groups: readonly UseGroup[]; readonly doubles: readonly DoubleUse[] } {
  const groups = new Map<string, UseGroup & { nodes: string[] }>();
  const first = new Map<string, GuardrailUse>();
  const doubles: DoubleUse[] = [];
  for (const { target, guardrails } of intent.guardrails) {
    const nodes = nodesOf(target);
    for (const use of guardrails) {
      const guardrail = catalogue.get(use.id);
      if (guardrail === undefined) continue;
      const name = `${use.id} ${canonicalJson(use.parameters ?? {})}`;
      const group = obtain(groups, name, () => ({
        guardrail,
        parameters: use.parameters ?? {},
        nodes: [],
        use,
      }));
      for (const node of nodes) {
        const pair = `${use.id} ${node}`;
        const earlier = first.get(pair);
        if (earlier !== undefined) {
          doubles.push({ node, first: earlier, second: use });
          continue;
        }
        first.set(pair, use);
        group.nodes.push(node);
      }
    }
  }
  return { groups: [...groups.values()], doubles };
}
