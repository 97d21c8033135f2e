import type { ResourceProvider } from "./providers/provider";
import { type Checkpoint, inputsOfProvider, type ResourceState } from "./state";

/** What a stack's memory is after `pulumi refresh`: inputs as the world has them now, without what is gone. */
export async function refreshed(checkpoint: Checkpoint, provider: ResourceProvider): Promise<Checkpoint> {
  const byUrn = new Map(checkpoint.resources.map((resource) => [resource.urn, resource]));
  const resources: ResourceState[] = [];
  for (const resource of checkpoint.resources) {
    if (!resource.custom || resource.type.startsWith("pulumi:")) {
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
