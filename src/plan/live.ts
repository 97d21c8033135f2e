import type { Finding } from "../findings/finding";
import type { Lock } from "../organization/lock";
import type { Snapshot, SnapshotPolicy } from "../organization/snapshot";
import { printable } from "../render/printable";
import type { ManagedState, StatePolicy, UnmanagedPolicy } from "./changes/types";

/** Both tags, and the lock naming the key, make a policy ours; anything less leaves it somebody else's. */
export const MANAGED_BY_TAG = { key: "managed-by", value: "org-guardrails" } as const;
export const KEY_TAG = "org-guardrails-key";

/** The live policies, told apart by whose they are. */
export interface Live {
  readonly managed: ManagedState;
  /** key -> "p-…" */
  readonly ids: ReadonlyMap<string, string>;
  readonly unmanaged: readonly UnmanagedPolicy[];
  /** The snapshot's rows of unmanaged policies, in its order. */
  readonly others: readonly SnapshotPolicy[];
  readonly problems: readonly Finding[];
}

/**
 * Tells the policies of this tool from those of others.
 *
 * Two live policies with one key are an error: which one Pulumi knows cannot be seen from here, so neither
 * may be touched. A policy with our tags whose key the lock does not know stays somebody else's, with a warning.
 */
export function readLive(snapshot: Snapshot, lock: Lock | null): Live {
  const known = new Set([...(lock?.policies ?? []).map(({ key }) => key), ...(lock?.retiredKeys ?? [])]);
  const policies = new Map<string, StatePolicy>();
  const targets = new Map<string, ReadonlySet<string>>();
  const ids = new Map<string, string>();
  const others: SnapshotPolicy[] = [];
  const problems: Finding[] = [];
  for (const policy of snapshot.policies) {
    const key = keyOf(policy);
    if (key === undefined || !known.has(key)) {
      others.push(policy);
      if (key !== undefined) problems.push(unknownKey(policy, key));
      continue;
    }
    if (ids.has(key)) {
      others.push(policy);
      problems.push(sharedKey(policy, key, ids.get(key)!));
      continue;
    }
    ids.set(key, policy.id);
    policies.set(key, {
      key,
      type: policy.type,
      name: policy.name,
      description: policy.description,
      text: policy.content,
    });
    targets.set(key, new Set(policy.targets));
  }
  const unmanaged = others.map(({ id, type, content, targets: on }) => ({
    id,
    type,
    text: content,
    targets: new Set(on),
  }));
  return { managed: { policies, targets }, ids, unmanaged, others, problems };
}

function keyOf({ awsManaged, tags }: SnapshotPolicy): string | undefined {
  if (awsManaged || tags[MANAGED_BY_TAG.key] !== MANAGED_BY_TAG.value) return undefined;
  return Object.hasOwn(tags, KEY_TAG) ? tags[KEY_TAG] : undefined;
}

function unknownKey({ id, name }: SnapshotPolicy, key: string): Finding {
  return {
    code: "tagged-policy-not-in-lock",
    severity: "warning",
    message: `policy ${printable(name)} (${id}) carries the tags of this tool with the key ${printable(key)}, which the lock does not know; it is treated as somebody else's`,
    fix: "use the lock that deployed it, or remove its tags",
  };
}

function sharedKey({ id, name }: SnapshotPolicy, key: string, first: string): Finding {
  return {
    code: "two-policies-one-key",
    severity: "error",
    message: `policies ${first} and ${id} (${printable(name)}) both carry the key ${printable(key)}`,
    fix: `remove the tag ${KEY_TAG} from the one that Pulumi's state does not name`,
  };
}
