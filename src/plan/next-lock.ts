import type { Intent } from "../organization/intent";
import type { Consent, Lock, LockedPolicy } from "../organization/lock";
import { type LockedTargets, resolveTarget } from "../organization/targets";
import type { Tree } from "../organization/tree";
import type { Packing } from "../policy/pack/types";
import type { PolicyType } from "../policy/types";

interface NextLockInput {
  readonly intent: Intent;
  readonly lock: Lock | null;
  readonly packings: ReadonlyMap<PolicyType, Packing>;
  readonly digest: string;
  /** Why loosening is meant, where somebody said so. */
  readonly consent: string | undefined;
  readonly tree: Tree;
}

/** The lock that holds a packing. Keys that are no longer used stay known, so that none is ever allotted twice. */
export function nextLock({ intent, lock, packings, digest, consent, tree }: NextLockInput): Lock {
  const policies = [...packings].flatMap(([type, packing]) =>
    packing.policies.map(
      ({ key, name, items, merged, targets }): LockedPolicy => ({
        key,
        type,
        name,
        items: items.map(({ id }) => id),
        merged,
        targets,
      }),
    ),
  );
  policies.sort((a, b) => (a.key < b.key ? -1 : 1));
  const keys = new Set(policies.map(({ key }) => key));
  const retired = [...(lock?.policies ?? []).map(({ key }) => key), ...(lock?.retiredKeys ?? [])];
  return {
    formatVersion: 1,
    organization: intent.organization.id,
    digests: { ...lock?.digests, guardrails: digest },
    policies,
    retiredKeys: [...new Set(retired.filter((key) => !keys.has(key)))].sort(),
    targets: writtenTargets(intent, tree, lock?.targets ?? {}),
    consents: consents(lock, digest, consent),
  };
}

/** The lock with the digests of the stacks beside guardrails that there are now, and of no other. */
export function withStacks(
  lock: Lock,
  stacks: readonly { readonly stack: string; readonly digest: string }[],
): Lock {
  const { guardrails } = lock.digests;
  const digests = Object.fromEntries(stacks.map(({ stack, digest }) => [stack, digest]));
  return { ...lock, digests: { ...(guardrails === undefined ? {} : { guardrails }), ...digests } };
}

/** A consent is for one digest: it goes when the desired state changes. */
function consents(lock: Lock | null, digest: string, reason: string | undefined): readonly Consent[] {
  const kept = (lock?.consents ?? []).filter(
    ({ stack, digest: of }) => stack !== "guardrails" || of === digest,
  );
  if (reason === undefined) return kept;
  return [...kept.filter(({ stack }) => stack !== "guardrails"), { stack: "guardrails", digest, reason }];
}

/** Names as written -> id, for every target that is one node; a selector is found anew each time. */
function writtenTargets(intent: Intent, tree: Tree, locked: LockedTargets): Readonly<Record<string, string>> {
  const written = [
    ...intent.guardrails.map(({ target }) => target),
    ...intent.exceptions.flatMap(({ on }) => on),
    ...intent.assertions.flatMap(({ on }) => on),
    ...(intent.identity?.assignments ?? []).flatMap(({ on, except }) => [...on, ...except]),
    ...(intent.rootLockdown?.baseline?.on ?? []),
    ...Object.values(intent.accounts).flatMap((delegated) => delegated?.account ?? []),
  ];
  const rows = [...new Set(written)].sort().flatMap((text): [string, string][] => {
    if (text.startsWith("tag:")) return [];
    const found = resolveTarget(tree, text, locked);
    return "nodes" in found && found.nodes.length === 1 ? [[text, found.nodes[0]!]] : [];
  });
  return Object.fromEntries(rows);
}
