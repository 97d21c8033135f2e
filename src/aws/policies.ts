import type { PolicySummary } from "@aws-sdk/client-organizations";
import type { SnapshotPolicy } from "../organization/snapshot";
import { present } from "./errors";
import type { Gaps } from "./gaps";
import type { Organizations } from "./organizations";
import { eachInTurn } from "./turns";

/** Policies of one type: three calls each, so that none of the calls at a time waits for work. */
const READ_AT_ONCE = 10;

/**
 * Every policy of the given types. Targets are asked for by policy: an organization has far fewer policies
 * than targets. A part of a policy that cannot be read is empty, and a gap says so.
 */
export async function readPolicies(
  api: Organizations,
  types: readonly string[],
  gaps: Gaps,
  progress: { readonly found: (more: number) => void; readonly read: () => void },
): Promise<SnapshotPolicy[]> {
  const policies = await Promise.all(
    types.map(async (type) => {
      const listed = await gaps.fill(`policies[${type}]`, [], () => api.policies(type));
      progress.found(listed.length);
      return eachInTurn(listed, READ_AT_ONCE, async (summary) => {
        const policy = await readPolicy(api, type, summary, gaps);
        progress.read();
        return policy;
      });
    }),
  );
  return policies.flat();
}

async function readPolicy(
  api: Organizations,
  type: string,
  { Id, Name, Description, AwsManaged = false }: PolicySummary,
  gaps: Gaps,
): Promise<SnapshotPolicy> {
  const id = present(Id, "ListPolicies", "Id");
  const part = <T>(what: string, fallback: T, read: () => Promise<T>) =>
    gaps.fill(`policies[${id}].${what}`, fallback, read);
  const [policy, targets, tags] = await Promise.all([
    part("content", { Content: "" }, () => api.policy(id)),
    part("targets", [], () => api.targets(id)),
    // AWS's own policies have no tags of the customer's.
    AwsManaged ? {} : part("tags", {}, () => api.tags(id)),
  ]);
  return {
    id,
    name: present(Name, "ListPolicies", "Name"),
    description: Description ?? "",
    type,
    awsManaged: AwsManaged,
    tags,
    content: present(policy.Content, "DescribePolicy", "Content"),
    targets: [...targets].sort(),
  };
}
