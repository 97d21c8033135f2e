import type { Finding } from "../findings/finding";
import type { Intent, KeptRoot } from "../organization/intent";
import { type LockedTargets, resolveTarget, suggestTarget } from "../organization/resolve-target";
import { isInactive } from "../organization/targets";
import type { Tree } from "../organization/tree";
import { endsSoon } from "../plan/expiry";
import type { PlanNode } from "../plan/types";
import type { Kept } from "./types";

export interface KeptRoots {
  /** account id -> why and until when; only entries that are in force and without an error. */
  readonly kept: ReadonlyMap<string, Kept>;
  readonly problems: readonly Finding[];
}

/**
 * The accounts that `root-lockdown.keep-root-credentials` names, and what is wrong with the list.
 *
 * @param now milliseconds since 1970
 */
export function keptRoots(
  intent: Pick<Intent, "rootLockdown" | "organization">,
  tree: Tree,
  locked: LockedTargets,
  now: number,
): KeptRoots {
  const kept = new Map<string, Kept>();
  const named = new Map<string, KeptRoot>();
  const problems = (intent.rootLockdown?.keepRootCredentials ?? []).flatMap((entry, index): Finding[] => {
    const at: At = { entry, path: `root-lockdown.keep-root-credentials[${index}]` };
    const node = nodeOf(tree, at, locked);
    if ("code" in node) return [node];
    const earlier = named.get(node.id);
    named.set(node.id, earlier ?? entry);
    if (earlier !== undefined) return [twice(at, earlier)];
    if (node.id === intent.organization.managementAccount) return [management(at)];
    if (Date.parse(entry.expires) <= now) return [expired(at)];
    kept.set(node.id, { reason: entry.reason, expires: entry.expires });
    return [...inactive(at, node), ...ending(at, now)];
  });
  return { kept, problems };
}

interface At {
  readonly entry: KeptRoot;
  readonly path: string;
}

const found = ({ entry, path }: At) => ({ place: entry.place, path, found: entry.account });

function nodeOf(tree: Tree, at: At, locked: LockedTargets): PlanNode | Finding {
  const { account } = at.entry;
  const result = resolveTarget(tree, account, locked);
  if ("failure" in result) {
    return { severity: "error", ...found(at), nearest: suggestTarget(tree, account), ...result.failure };
  }
  const nodes = result.nodes.map((id) => tree.node(id)!);
  const [node, ...others] = nodes;
  if (others.length === 0 && node!.kind === "account") return node!;
  return {
    code: "not-an-account",
    severity: "error",
    ...found(at),
    message: `${JSON.stringify(account)} is not one account`,
    expected: "the name, the path or the id of one account",
    fix: "write one entry for each account that is meant",
  };
}

function twice(at: At, earlier: KeptRoot): Finding {
  return {
    code: "root-kept-twice",
    severity: "error",
    ...found(at),
    message: `${JSON.stringify(at.entry.account)} stands twice in keep-root-credentials: first on line ${earlier.place.line}`,
    fix: "keep one of the two",
  };
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html, read 2026-11. */
function management(at: At): Finding {
  return {
    code: "management-account-root-kept",
    severity: "error",
    ...found(at),
    message: `${JSON.stringify(at.entry.account)} is the management account, whose root user \`root lockdown\` never touches`,
    fix: "remove the entry; protect that root user by hand (docs/root.md)",
  };
}

function expired(at: At): Finding {
  const { account, expires } = at.entry;
  return {
    code: "kept-root-expired",
    severity: "error",
    ...found(at),
    message: `root of ${account} was to keep its credentials until ${expires}`,
    fix: "remove the entry and run org-guardrails root lockdown, or agree on a new end",
  };
}

function inactive(at: At, node: PlanNode): Finding[] {
  if (!isInactive(node)) return [];
  return [
    {
      code: "inactive-account",
      severity: "warning",
      ...found(at),
      message: `${JSON.stringify(at.entry.account)} means the account ${node.id}, which is ${node.state}`,
      expected: "ACTIVE",
      fix: "remove the entry",
    },
  ];
}

function ending(at: At, now: number): Finding[] {
  const { account, expires } = at.entry;
  if (!endsSoon(expires, now)) return [];
  return [
    {
      code: "kept-root-ends-soon",
      severity: "warning",
      ...found(at),
      message: `root of ${account} keeps its credentials until ${expires} only`,
      fix: "plan for an account without root credentials, or move the date",
    },
  ];
}
