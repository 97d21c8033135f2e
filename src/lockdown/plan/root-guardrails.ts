import type { Finding } from "../../findings/finding";
import type { Intent } from "../../organization/intent";
import type { Lock } from "../../organization/lock";
import { type LockedTargets, resolveTarget } from "../../organization/resolve-target";
import type { Snapshot } from "../../organization/snapshot";
import type { Tree } from "../../organization/tree";
import { readLive } from "../../plan/live";

/**
 * The guardrails that the hold on root users rests on: without the first two, a root user works in spite of it, and
 * without the third whoever administers IAM is root of every member account.
 */
export const ROOT_GUARDRAILS = ["deny-root-user", "deny-root-access-keys", "restrict-assume-root"] as const;

/** An error for each guardrail that is not at the root although root users are managed centrally. */
export function rootGuardrailFindings(
  { rootLockdown, guardrails }: Pick<Intent, "rootLockdown" | "guardrails">,
  tree: Tree,
  locked: LockedTargets,
): readonly Finding[] {
  const wanted = rootLockdown?.centralRootAccess;
  if (wanted == null) return [];
  const atRoot = new Set(
    guardrails
      .filter(({ target }) => {
        const found = resolveTarget(tree, target, locked);
        return "nodes" in found && found.nodes.includes(tree.root.id);
      })
      .flatMap(({ guardrails: uses }) => uses.map(({ id }) => id)),
  );
  return ROOT_GUARDRAILS.filter((id) => !atRoot.has(id)).map((id): Finding => {
    const elsewhere = guardrails.filter(({ guardrails: uses }) => uses.some((use) => use.id === id));
    return {
      code: "root-guardrail-missing",
      severity: "error",
      place: wanted.place,
      path: "root-lockdown.central-root-access",
      message: `root of members is managed centrally, and ${id} is not at Root`,
      found: elsewhere.length === 0 ? undefined : elsewhere.map(({ target }) => target).join(", "),
      expected: `${id} under guardrails.Root`,
      fix: `add ${id} under guardrails.Root, and deploy the stack guardrails first`,
    };
  });
}

/**
 * A warning where the guardrails are wanted and, by the snapshot, not attached to the root yet: until they are, a root
 * user that still has a password may do anything.
 */
export function undeployedFindings(
  { rootLockdown }: Pick<Intent, "rootLockdown">,
  snapshot: Snapshot,
  lock: Lock | null,
): readonly Finding[] {
  const wanted = rootLockdown?.centralRootAccess;
  if (wanted == null || lock === null) return [];
  const { targets } = readLive(snapshot, lock).managed;
  const attached = new Set(
    lock.policies.filter(({ key }) => targets.get(key)?.has(snapshot.root.id)).flatMap(({ items }) => items),
  );
  const waiting = ROOT_GUARDRAILS.filter((id) => !attached.has(id));
  if (waiting.length === 0) return [];
  return [
    {
      code: "root-guardrails-not-deployed",
      severity: "warning",
      place: wanted.place,
      path: "root-lockdown.central-root-access",
      message: `by the snapshot, ${waiting.join(", ")} ${waiting.length === 1 ? "is" : "are"} not in force at Root yet`,
      fix: "deploy the stack guardrails first, then take a new snapshot: org-guardrails snapshot --out FILE",
    },
  ];
}
