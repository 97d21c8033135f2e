import { type Organizations, paginateListTargetsForPolicy } from "@aws-sdk/client-organizations";
import type { Checkpoint, Properties, ResourceState } from "./state";

/**
 * What a stack's memory is after `pulumi refresh`, for the resources of aws:organizations: inputs as AWS has them now,
 * without what is gone.
 */
export async function refreshed(checkpoint: Checkpoint, client: Organizations): Promise<Checkpoint> {
  const resources: ResourceState[] = [];
  for (const resource of checkpoint.resources) {
    const inputs = await read(resource, client);
    if (inputs !== null) resources.push({ ...resource, inputs, outputs: { ...resource.outputs, ...inputs } });
  }
  return { ...checkpoint, resources };
}

/** @returns null where AWS does not have it any more */
async function read(resource: ResourceState, client: Organizations): Promise<Properties | null> {
  const { type, id, inputs } = resource;
  try {
    if (type === "aws:organizations/policy:Policy") return await readPolicy(id, inputs, client);
    if (type === "aws:organizations/policyAttachment:PolicyAttachment")
      return await readAttachment(inputs, client);
    return inputs;
  } catch (error) {
    if ((error as Error).name === "PolicyNotFoundException") return null;
    throw error;
  }
}

async function readAttachment(inputs: Properties, client: Organizations): Promise<Properties | null> {
  const { policyId, targetId } = inputs as { policyId: string; targetId: string };
  const pages = paginateListTargetsForPolicy({ client }, { PolicyId: policyId });
  for await (const { Targets = [] } of pages)
    if (Targets.some(({ TargetId }) => TargetId === targetId)) return inputs;
  return null;
}

async function readPolicy(id: string, inputs: Properties, client: Organizations): Promise<Properties> {
  const { Policy } = await client.describePolicy({ PolicyId: id });
  const { Name, Description, Type } = Policy!.PolicySummary!;
  const { Tags = [] } = await client.listTagsForResource({ ResourceId: id });
  const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key!, Value!]));
  return { ...inputs, name: Name, description: Description, type: Type, content: Policy!.Content, tags };
}
