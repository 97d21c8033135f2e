import type { Change, PhasePolicy, Plan } from "../plan/types";
import { isDeployable } from "../policy/deployable";

/** A Pulumi resource of one phase: a policy, or its attachment when there is a target. */
export interface PlannedResource {
  /** Pulumi name, unique within the phase. */
  readonly name: string;
  readonly policy: PhasePolicy;
  /** Node id, for an attachment. */
  readonly target: string | null;
  /** Names of the resources to be written before this one; an attachment's own policy is left out. */
  readonly after: readonly string[];
}

/**
 * The resources of one phase, each after those that it waits for.
 *
 * Pulumi deletes when everything else has been written, so that a detach or a delete waits for all creates,
 * updates and attaches of its phase without being told to.
 *
 * @throws Error when the plan has no such phase, a policy of a type that @pulumi/aws does not take, or an order that
 * one `pulumi up` cannot keep: a write after a detach or a delete, after a later phase, or after itself by way of
 * others
 */
export function plannedResources(plan: Plan, phase: number): readonly PlannedResource[] {
  const policies = plan.phases.find((candidate) => candidate.phase === phase)?.policies;
  if (policies === undefined) throw new Error(`the plan has no phase ${phase}`);
  const strange = policies.find(({ type }) => !isDeployable(type));
  if (strange !== undefined) {
    throw new Error(`"${strange.key}" is a ${strange.type}, which @pulumi/aws cannot create`);
  }
  const after = waits(plan, phase);
  return ordered(
    policies.flatMap((policy) =>
      [null, ...policy.targets].map((target) => {
        const name = resourceName(policy.key, target);
        return { name, policy, target, after: after.get(name) ?? [] };
      }),
    ),
  );
}

/** Made of what never changes, so that renaming or moving a unit writes nothing. */
function resourceName(key: string, target: string | null): string {
  return target === null ? key : `${key}:${target}`;
}

function resourceOf(change: Change): string {
  return resourceName(change.policy, change.target ?? null);
}

function isLast(change: Change): boolean {
  return change.op === "detach" || change.op === "delete";
}

/** resource name -> names of the resources that its change of this phase follows */
function waits(plan: Plan, phase: number): ReadonlyMap<string, readonly string[]> {
  const changes = new Map(plan.changes.map((change) => [change.id, change]));
  const result = new Map<string, readonly string[]>();
  for (const change of plan.changes) {
    if (change.phase !== phase) continue;
    const earlier = change.after.flatMap((id) => {
      const before = changes.get(id);
      if (before === undefined)
        throw new Error(`"${change.id}" follows "${id}", which the plan does not have`);
      return keepable(change, before) ? [resourceOf(before)] : [];
    });
    if (!isLast(change)) result.set(resourceOf(change), earlier);
  }
  return result;
}

/** Whether the order needs a dependency; false when an earlier phase has kept it. */
function keepable(change: Change, before: Change): boolean {
  if (before.phase < change.phase) return false;
  if (before.phase > change.phase) {
    throw new Error(
      `"${change.id}" of phase ${change.phase} follows "${before.id}" of phase ${before.phase}`,
    );
  }
  if (isLast(before)) {
    throw new Error(
      `"${change.id}" follows "${before.id}" in phase ${change.phase}, but Pulumi detaches and deletes last: ` +
        "it belongs to a later phase",
    );
  }
  return true;
}

/** Depth first, otherwise in the order given, so that the same plan registers its resources alike. */
function ordered(resources: readonly PlannedResource[]): readonly PlannedResource[] {
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  const result = new Set<PlannedResource>();
  const visit = (name: string, path: readonly string[]): void => {
    const resource = byName.get(name);
    if (resource === undefined)
      throw new Error(`"${path.at(-1)}" follows "${name}", which its phase does not have`);
    if (result.has(resource)) return;
    if (path.includes(name)) {
      const cycle = [...path.slice(path.indexOf(name)), name].map((step) => `"${step}"`);
      throw new Error(`writes that wait for each other: ${cycle.join(" after ")}`);
    }
    const own = resource.target === null ? [] : [resourceName(resource.policy.key, null)];
    for (const earlier of [...own, ...resource.after]) visit(earlier, [...path, name]);
    result.add(resource);
  };
  for (const resource of resources) visit(resource.name, []);
  return [...result];
}
