import { FULL_ACCESS, POLICY_TYPE } from "../../chain/chain";
import { holdsAllow, type PlanChains } from "../../chain/plan-chains";
import type { PolicyDocument } from "../../policy/document";
import type { LockoutRow } from "./types";

/**
 * The targets at which no policy of a type allows anything: whoever stands below one can do nothing at all. A
 * target that lost FullAWSAccess to an allow-list has an Allow, and what that lacks is for the other proofs to say.
 *
 * @param before what was there, to tell a type that lost every Allow from one that is not enabled yet
 */
export function withoutAllow(chains: PlanChains, before: PlanChains | null): readonly LockoutRow[] {
  const { nodes, policies, organization } = chains.plan;
  return (["SCP", "RCP"] as const).flatMap((type) => {
    if (!chains.isInUse(type) && !before?.isInUse(type)) return [];
    const allowing = policies.filter(
      ({ type: of, content }) => of === POLICY_TYPE[type] && isDocument(content) && holdsAllow([content]),
    );
    const open = new Set(allowing.flatMap(({ targets }) => targets.map(({ id }) => id)));
    const bare = nodes.filter(({ id }) => id !== organization.managementAccount && !open.has(id));
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

function isDocument(content: unknown): content is PolicyDocument {
  return content !== null && typeof content === "object" && "Statement" in content;
}
