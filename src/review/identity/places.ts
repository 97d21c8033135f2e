import { type Chain, type ChainLevel, type ChainPolicy, levelsOf } from "../../chain/chain";
import { type PlanChains, planChains } from "../../chain/plan-chains";
import { accountClasses } from "../../compare/classes";
import type { PlanView } from "../../plan/plan-file";
import type { PolicyDocument } from "../../policy/document";

/** Accounts that no policy tells apart, neither a service control policy nor one of a permission set. */
export interface Place {
  /** Stands for all of them. */
  readonly account: string;
  readonly organization: string;
  readonly organizationPath: string;
  /** Equal for places that are told apart by their levels only. */
  readonly likeness: string;
  /** The texts of policies that tell the accounts from others. */
  readonly singledOut: ReadonlySet<string>;
  /** Service control policies, root first; none for the management account, which they do not bind. */
  readonly levels: readonly (readonly PolicyDocument[])[];
}

/**
 * Puts accounts into classes, so that questions are asked once a class.
 *
 * @param head its tree and its service control policies
 * @param policies of permission sets
 * @returns account -> place; accounts that head does not know have none
 */
export function placesOf(
  accounts: Iterable<string>,
  head: PlanView,
  policies: readonly PolicyDocument[],
): ReadonlyMap<string, Place> {
  const chains = planChains(head);
  const { id: organization, managementAccount } = head.organization;
  const known = [...accounts].filter((account) => chains.node(account) !== undefined);
  const own: ChainLevel = { target: null, policies: policies.map(chainPolicy) };
  const withOwn: PlanChains = {
    ...chains,
    chain: (account, type): Chain => {
      const bound = account === managementAccount ? [NOTHING] : chains.chain(account, type).levels;
      return { type, levels: [own, ...bound] };
    },
  };
  const places = new Map<string, Place>();
  for (const { accounts: alike, after, likeness } of accountClasses(known, withOwn, withOwn, "SCP")) {
    const [account] = alike as [string, ...string[]];
    const bound = account === managementAccount ? [] : levelsOf(after).levels.slice(1);
    const place: Place = {
      account,
      organization,
      organizationPath: chains.organizationPath(account),
      likeness,
      singledOut: new Set(JSON.parse(likeness) as string[]),
      levels: bound,
    };
    for (const one of alike) places.set(one, place);
  }
  return places;
}

/** Classes tell an account's own level from those above it: there has to be one. */
const NOTHING: ChainLevel = { target: null, policies: [] };

function chainPolicy(document: PolicyDocument): ChainPolicy {
  return { name: null, document, origins: [] };
}
