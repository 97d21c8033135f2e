import { type NotRead, notReadOf } from "../organization/not-read";
import type { Snapshot, SnapshotPolicy } from "../organization/snapshot";
import type { DesiredState } from "./desired";
import type { DriftGap } from "./types";

/** What was not read of the policies, so that nothing is made of its absence. */
export interface UnreadPolicies {
  /** Types of which no list was read. */
  readonly types: ReadonlySet<string>;
  /** Id of a policy -> its parts that were not read: "content", "targets", "tags". */
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>;
}

export function unreadPolicies({ notRead = [] }: Pick<Snapshot, "notRead">): UnreadPolicies {
  const types = new Set<string>();
  const parts = new Map<string, Set<string>>();
  for (const { what } of notRead) {
    const [, name, part] = /^policies\[(.+)\](?:\.(content|targets|tags))?$/s.exec(what) ?? [];
    if (name === undefined) continue;
    if (part === undefined) types.add(name);
    else parts.set(name, (parts.get(name) ?? new Set<string>()).add(part));
  }
  return { types, parts };
}

/**
 * The facts with what was not read of policies as it was recorded. That is no finding of anything: what was not read is
 * named, and its accounts are not clean.
 */
export function withRecorded(facts: Snapshot, recorded: Snapshot, unread: UnreadPolicies): Snapshot {
  if (unread.types.size + unread.parts.size === 0) return facts;
  const known = new Map(recorded.policies.map((policy) => [policy.id, policy]));
  const read = facts.policies.filter(({ type }) => !unread.types.has(type));
  const policies = read.map((policy): SnapshotPolicy => {
    const then = known.get(policy.id);
    const parts = unread.parts.get(policy.id);
    if (then === undefined || parts === undefined) return policy;
    const { content, targets, tags } = then;
    return {
      ...policy,
      ...(parts.has("content") ? { content } : {}),
      ...(parts.has("targets") ? { targets } : {}),
      ...(parts.has("tags") ? { tags } : {}),
    };
  });
  return {
    ...facts,
    policies: [...policies, ...recorded.policies.filter(({ type }) => unread.types.has(type))],
  };
}

/** What was asked for and is not in the facts at all. */
function missingParts({ identity, lockdown }: DesiredState, facts: Snapshot): readonly NotRead[] {
  const missing = (what: string, action: string, reason: string): NotRead => ({ what, action, reason });
  return [
    ...(identity !== null && facts.identity === undefined
      ? [missing("identity", "sso:ListInstances", "the facts do not have Identity Center")]
      : []),
    ...(lockdown !== null && facts.lockdown === undefined
      ? [missing("lockdown", "iam:ListOrganizationsFeatures", "the facts do not have the root lockdown")]
      : []),
  ];
}

/**
 * Everything that the facts lack. Nothing that was not read is taken to be as planned: its accounts, or all accounts,
 * are not counted as clean.
 *
 * @param below the accounts below a node
 */
export function gapsOf(
  desired: DesiredState,
  facts: Snapshot,
  below: (nodes: readonly string[]) => readonly string[],
): readonly DriftGap[] {
  const policies = new Map(facts.policies.map((policy) => [policy.id, policy]));
  const accounts = new Set(facts.accounts.map(({ id }) => id));
  const concerned = (what: string): readonly string[] | null => {
    const [, place, name = ""] = /^(policies|accounts|lockdown\.delegations)\[([^\]]+)\]\./.exec(what) ?? [];
    if (place === "policies") {
      const policy = policies.get(name);
      return policy === undefined || what.endsWith(".targets") ? null : below(policy.targets);
    }
    return place !== undefined && accounts.has(name) ? [name] : null;
  };
  return [...missingParts(desired, facts), ...notReadOf(facts)].map((gap) => ({
    ...gap,
    accounts: concerned(gap.what),
  }));
}
