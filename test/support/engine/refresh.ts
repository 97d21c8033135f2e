import type { ResourceProvider } from "./providers/provider";
import { type Checkpoint, inputsOfProvider, type ResourceState } from "./state";

/**
 * What a stack's memory is after `pulumi refresh`: inputs as the world has them now, without what is gone.
 *
 * @param targets as for --target; what none of them names is held as it was
 */
export async function refreshed(
  checkpoint: Checkpoint,
  provider: ResourceProvider,
  targets: readonly string[] = ["**"],
): Promise<Checkpoint> {
  const matchers = targets.map(targetMatcher);
  const byUrn = new Map(checkpoint.resources.map((resource) => [resource.urn, resource]));
  const resources: ResourceState[] = [];
  for (const resource of checkpoint.resources) {
    const isNamed = matchers.some((matcher) => matcher.test(resource.urn));
    if (!isNamed || !resource.custom || resource.type.startsWith("pulumi:")) {
      resources.push(resource);
      continue;
    }
    if (provider.read === undefined) throw new Error("nobody has written down how this provider reads");
    const inputs = await provider.read(
      resource,
      inputsOfProvider(resource, (urn) => byUrn.get(urn)),
    );
    if (inputs !== null) resources.push({ ...resource, inputs, outputs: { ...resource.outputs, ...inputs } });
  }
  return { ...checkpoint, resources };
}

/** As Pulumi's own engine reads a target (pkg/resource/deploy/deployment.go, `getMatcher`, read 2026-11). */
export function targetMatcher(target: string): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const segments = target.split("**").map((part) => part.split("*").map(literal).join("[^:]*"));
  return new RegExp(`^${segments.join(".*")}$`);
}
