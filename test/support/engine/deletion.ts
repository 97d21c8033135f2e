import type { ResourceProvider } from "./providers/provider";
import type { ResourceState } from "./state";

/** Those that no other of them needs: Pulumi deletes in reverse order of dependency. */
export function deletable(resources: readonly ResourceState[]): readonly ResourceState[] {
  const needed = new Set(
    resources.flatMap(({ urn, dependencies, parent, provider }) =>
      [...dependencies, parent, provider.split("::").slice(0, 4).join("::")].filter((other) => other !== urn),
    ),
  );
  return resources.filter(({ urn }) => !needed.has(urn));
}

/**
 * What has to be replaced with a resource that is deleted first: whatever takes an output of it, directly or
 * by way of others, as an input that cannot change.
 */
export function dependentsOf(
  replaced: ResourceState,
  all: readonly ResourceState[],
  provider: ResourceProvider,
): readonly ResourceState[] {
  const gone = new Set([replaced.urn]);
  const dependents: ResourceState[] = [];
  const forced = (resource: ResourceState) =>
    Object.entries(resource.propertyDependencies)
      .filter(([, urns]) => urns.some((urn) => gone.has(urn)))
      .some(([name]) => {
        const { [name]: _, ...rest } = resource.inputs;
        return provider.diff(resource.type, resource.inputs, rest).replaces.includes(name);
      });
  let found: readonly ResourceState[];
  do {
    found = all.filter((resource) => resource.custom && !gone.has(resource.urn) && forced(resource));
    for (const resource of found) gone.add(resource.urn);
    dependents.push(...found);
  } while (found.length > 0);
  return dependents;
}
