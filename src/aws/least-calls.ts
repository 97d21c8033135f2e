import type { Snapshot } from "../organization/snapshot";
import { LARGEST_PAGE } from "./pages";

/**
 * The fewest calls that can read this organization: every page full, and none repeated. An account's tags
 * count only where the snapshot has them.
 */
export function leastCalls({ root, units, accounts, policyTypes, policies }: Snapshot): number {
  const unitsBelow = new Map([root, ...units].map(({ id }) => [id, 0]));
  for (const { parent } of units) unitsBelow.set(parent, (unitsBelow.get(parent) ?? 0) + 1);
  const ofType = new Map(policyTypes.map((type) => [type, 0]));
  for (const { type } of policies) ofType.set(type, (ofType.get(type) ?? 0) + 1);

  const organizationAndRoots = 2;
  const policiesThemselves = policies.map(
    ({ targets, awsManaged }) => 1 + pagesOf(targets.length) + (awsManaged ? 0 : 1),
  );
  return sum([
    organizationAndRoots,
    ...[...unitsBelow.values()].map(pagesOf),
    pagesOf(accounts.length),
    ...[...ofType.values()].map(pagesOf),
    ...policiesThemselves,
    accounts.filter(({ tags }) => tags !== undefined).length,
  ]);
}

/** An empty list takes a call too. */
const pagesOf = (results: number) => Math.max(1, Math.ceil(results / LARGEST_PAGE));

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
