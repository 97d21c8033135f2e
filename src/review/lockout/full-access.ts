import { FULL_ACCESS, POLICY_TYPE } from "../../chain/chain";
import { holdsAllow, type PlanChains } from "../../chain/plan-chains";
import type { LockoutRow } from "./types";

/**
 * The targets at which no policy of a type allows anything: whoever stands below one can do nothing at all. A
 * target that lost FullAWSAccess to an allow-list has an Allow, and what that lacks is for the other proofs to say.
 *
 * @param before what was there, to tell a type that lost every Allow from one that is not enabled yet
 */
export function withoutAllow(chains: PlanChains, before: PlanChains | null): readonly LockoutRow[] {
  const { nodes, organization } = chains.plan;
  return (["SCP", "RCP"] as const).flatMap((type) => {
    const isInUse = chains.isInUse(type);
    if (!isInUse && !before?.isInUse(type)) return [];
    const bare = nodes.filter(({ id }) => {
      if (id === organization.managementAccount) return false;
      const own = chains.chain(id, type).levels.at(-1)!;
      return !isInUse || !holdsAllow(own.policies.map(({ document }) => document));
    });
    if (bare.length === 0) return [];
    const row: LockoutRow = {
      principal: "*",
      need: "full-access",
      purpose: `do anything: neither ${FULL_ACCESS[type].name} nor another Allow of type ${POLICY_TYPE[type]} is attached`,
      type: type === "SCP" ? "scp" : "rcp",
      accounts: bare.map(({ id }) => id),
      verdict: "blocked",
    };
    return [row];
  });
}
