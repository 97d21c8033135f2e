import type { Patience } from "../retry";

/** How IAM and EC2 refuse what a caller may not do. */
const DENIED = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"]);

/** Milliseconds: a minute in all. */
const WAITS = [2_000, 4_000, 8_000, 16_000, 30_000];

/**
 * Calls again what is denied, for a minute: the function is called for the first time seconds after its role was made,
 * and not every Region knows by then what the role may do. A policy that says no will say no in a minute, too.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html (changes are not always
 * immediately visible), and troubleshoot_access-denied.html beside it for the words of an explicit deny.
 *
 * @throws the last error
 */
export async function withNewRights<T>(
  attempt: () => Promise<T>,
  { sleep }: Pick<Patience, "sleep">,
  signal: AbortSignal,
): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await attempt();
    } catch (error) {
      const { name, message } = error as Error;
      if (!DENIED.has(name) || message.includes("explicit deny")) throw error;
      await sleep(wait, signal);
    }
  }
  return attempt();
}
