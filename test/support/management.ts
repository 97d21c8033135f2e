import type { Snapshot, SnapshotPolicy } from "../../src/organization/snapshot";

/** The snapshot with policies of somebody else in it: type, document or text, and the ids of targets. */
export function withManagement(
  snapshot: Snapshot,
  ...policies: readonly (readonly [type: string, content: unknown, ...targets: string[]])[]
): Snapshot {
  const more = policies.map(
    ([type, content, ...targets], index): SnapshotPolicy => ({
      id: `p-managed${index}`,
      name: `settings ${index}`,
      description: "",
      type,
      awsManaged: false,
      tags: {},
      content: typeof content === "string" ? content : JSON.stringify(content),
      targets: targets.sort(),
    }),
  );
  const types = new Set([...snapshot.policyTypes, ...more.map(({ type }) => type)]);
  return { ...snapshot, policyTypes: [...types].sort(), policies: [...snapshot.policies, ...more] };
}
