import type { Packing } from "../policy/pack/types";
import type { PolicyType } from "../policy/types";
import type { ManagedState } from "./changes/types";
import type { Live } from "./live";
import type { PlannedPolicy, PlanTarget } from "./types";

/** The policies of a plan: ours sorted by key, then those of others by id, since they have their say too. */
export function plannedPolicies(
  packings: ReadonlyMap<PolicyType, Packing>,
  after: ManagedState,
  live: Live,
  target: (node: string) => PlanTarget,
): readonly PlannedPolicy[] {
  const ours = [...packings].flatMap(([type, packing]) =>
    packing.policies.map(({ key, items, targets, statements }): PlannedPolicy => {
      const { name, description, text } = after.policies.get(key)!;
      return {
        key,
        name,
        description,
        type,
        managed: true,
        id: live.ids.get(key),
        characters: text.length,
        guardrails: [...new Set(items.map(({ guardrail }) => guardrail))].sort(),
        statements,
        content: JSON.parse(text),
        targets: targets.map(target),
      };
    }),
  );
  ours.sort((a, b) => (a.key < b.key ? -1 : 1));
  const others = live.others.map(
    ({ id, name, description, type, content, targets }): PlannedPolicy => ({
      key: id,
      name,
      description,
      type,
      managed: false,
      id,
      characters: content.length,
      guardrails: [],
      statements: [],
      content: parsedContent(content),
      targets: targets.map(target),
    }),
  );
  return [...ours, ...others];
}

/** A policy of others need not be JSON: its text is shown as it is. */
export function parsedContent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
