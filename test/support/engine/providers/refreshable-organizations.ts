import { type Organizations, paginateListTargetsForPolicy } from "@aws-sdk/client-organizations";
import type { Properties, ResourceState } from "../state";
import { AwsOrganizations } from "./aws-organizations";

/** The resources of aws:organizations in an organization that others change too. */
export class RefreshableOrganizations extends AwsOrganizations {
  constructor(private readonly client: Organizations) {
    super(client);
  }

  async read({ type, id, inputs }: ResourceState): Promise<Properties | null> {
    this.check(type);
    try {
      return type === "aws:organizations/policy:Policy"
        ? await this.readPolicy(id, inputs)
        : await this.readAttachment(inputs);
    } catch (error) {
      if ((error as Error).name === "PolicyNotFoundException") return null;
      throw error;
    }
  }

  private async readPolicy(id: string, inputs: Properties): Promise<Properties> {
    const { Policy } = await this.client.describePolicy({ PolicyId: id });
    const { Name, Description, Type } = Policy!.PolicySummary!;
    const { Tags = [] } = await this.client.listTagsForResource({ ResourceId: id });
    const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key!, Value!]));
    return { ...inputs, name: Name, description: Description, type: Type, content: Policy!.Content, tags };
  }

  private async readAttachment(inputs: Properties): Promise<Properties | null> {
    const { policyId, targetId } = inputs as { policyId: string; targetId: string };
    const pages = paginateListTargetsForPolicy({ client: this.client }, { PolicyId: policyId });
    for await (const { Targets = [] } of pages)
      if (Targets.some(({ TargetId }) => TargetId === targetId)) return inputs;
    return null;
  }
}
