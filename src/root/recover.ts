import type { Exception, Intent } from "../organization/intent";
import { type LockedTargets, resolveTarget } from "../organization/resolve-target";
import type { Tree } from "../organization/tree";

const HOUR = 60 * 60 * 1000;

/** Hours for which root of an account may be spared from deny-root-user at most. */
export const MOST_HOURS = 24;

/** The guardrail that leaves root nothing to do. */
export const ROOT_GUARDRAIL = "deny-root-user";

/**
 * Whether a recovered root user could do anything. `not-denied`: the guardrail is not in force at the account.
 * `spared`: an exception spares it until `until`. Else it could not, and `reason` says why.
 */
export type RecoverVerdict =
  | { readonly may: "not-denied" }
  | { readonly may: "spared"; readonly until: string }
  | { readonly may: "not"; readonly reason: string };

/**
 * @param account twelve digits
 * @param now milliseconds since 1970
 */
export function mayRecover(
  intent: Pick<Intent, "guardrails" | "exceptions">,
  tree: Tree,
  locked: LockedTargets,
  account: string,
  now: number,
): RecoverVerdict {
  const chain = tree.chain(account).map(({ id }) => id);
  const nodes = (text: string) => {
    const result = resolveTarget(tree, text, locked);
    return "failure" in result ? [] : result.nodes;
  };
  const above = (text: string) => nodes(text).some((id) => chain.includes(id));
  const denied = intent.guardrails.some(
    ({ target, guardrails }) => guardrails.some(({ id }) => id === ROOT_GUARDRAIL) && above(target),
  );
  if (!denied) return { may: "not-denied" };
  const exceptions = intent.exceptions.filter(
    ({ guardrail, on, principals }) =>
      guardrail === ROOT_GUARDRAIL && principals.includes("root") && on.some(above),
  );
  if (exceptions.length === 0) return { may: "not", reason: "no exception spares root of this account" };
  // AWS's own ending denies from the first end on, whatever the others say.
  const until = exceptions.map(({ expires }) => expires).sort()[0]!;
  const left = Date.parse(until) - now;
  if (left <= 0) return { may: "not", reason: `its exception ended on ${until}` };
  const wide = exceptions.find(({ on }) => on.some((text) => !isOnly(nodes(text), account)));
  if (wide !== undefined)
    return { may: "not", reason: `its exception is for more than this account: ${where(wide)}` };
  const longest = exceptions
    .map(({ expires }) => expires)
    .sort()
    .at(-1)!;
  if (Date.parse(longest) - now > MOST_HOURS * HOUR) {
    return {
      may: "not",
      reason: `its exception ends on ${longest}, and at most ${MOST_HOURS} hours are allowed`,
    };
  }
  return { may: "spared", until };
}

const isOnly = (nodes: readonly string[], account: string) => nodes.length === 1 && nodes[0] === account;

const where = ({ on }: Exception) => on.map((text) => JSON.stringify(text)).join(", ");

/** The lines of organization.yaml that let root of one account act for some hours. */
export function recoverLines(account: string, now: number): string {
  // Whole minutes, rounded down: never more hours than are allowed.
  const end = new Date(Math.floor((now + MOST_HOURS * HOUR) / 60_000) * 60_000).toISOString();
  return [
    "exceptions:",
    `  - guardrail: ${ROOT_GUARDRAIL}`,
    `    on: "${account}"`,
    "    principals: [root]",
    "    owner: WHO@EXAMPLE.COM",
    "    reason: WHICH TASK NEEDS ROOT (see docs/root-tasks.md)",
    `    expires: ${end.slice(0, 16)}Z`,
    "",
  ].join("\n");
}
