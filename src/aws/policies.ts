import type { PolicySummary } from "@aws-sdk/client-organizations";
import type { SnapshotPolicy } from "../organization/snapshot";
import { present } from "./errors";
import type { Organizations } from "./organizations";

/**
 * Every policy of the given types. Targets are asked for by policy: an organization has far fewer policies
 * than targets.
 */
export async function readPolicies(
  api: Organizations,
  types: readonly string[],
  progress: { readonly found: (more: number) => void; readonly read: () => void },
): Promise<SnapshotPolicy[]> {
  const policies = await Promise.all(
    types.map(async (type) => {
      const listed = await api.policies(type);
      progress.found(listed.length);
      return Promise.all(
        listed.map(async (summary) => {
          const policy = await readPolicy(api, type, summary);
          progress.read();
          return policy;
        }),
      );
    }),
  );
  return policies.flat();
}

async function readPolicy(
  api: Organizations,
  type: string,
  { Id, Name, Description, AwsManaged = false }: PolicySummary,
): Promise<SnapshotPolicy> {
  const id = present(Id, "ListPolicies", "Id");
  const [policy, targets, tags] = await Promise.all([
    api.policy(id),
    api.targets(id),
    // AWS's own policies have no tags of the customer's.
    AwsManaged ? {} : api.tags(id),
  ]);
  return {
    id,
    name: present(Name, "ListPolicies", "Name"),
    description: Description ?? "",
    type,
    awsManaged: AwsManaged,
    tags,
    content: present(policy.Content, "DescribePolicy", "Content"),
    targets: targets.sort(),
  };
}
