import type { Finding } from "../../findings/finding";
import type { Intent } from "../../organization/intent";
import { type LockedTargets, resolveTarget } from "../../organization/resolve-target";
import type { Tree } from "../../organization/tree";

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
