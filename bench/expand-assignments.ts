import type { Expansion } from "../src/identity/expand";
import { plannedSets } from "../src/identity/plan/permission-sets";
import { expandedAssignments, LARGE_CONTENTS, largeAssignments } from "./large-assignments";
import { LARGEST, largeSnapshot } from "./large-organization";
import { median } from "./measure";

// Runs in a process of its own, so that the memory it prints is the expansion's and nobody else's.

const RUNS = 7;

const snapshot = largeSnapshot({ ...LARGEST, accounts: 10_000 });
const assignments = largeAssignments(snapshot);

let expansion: Expansion | undefined;
const expanding = median(RUNS, () => {
  expansion = expandedAssignments(snapshot, assignments);
  plannedSets(expansion.members, LARGE_CONTENTS, "aws");
});
const { members } = expansion!;

/** The least there is to do: one row for each assignment, of accounts that are known already. */
let rows: (readonly [string, string, string])[] = [];
const listing = median(RUNS, () => {
  rows = [];
  for (const { name, principal, accounts } of members)
    for (const account of accounts) rows.push([account, name, principal.name]);
});
console.log(
  JSON.stringify({
    expanding,
    listing,
    assignments: rows.length,
    sets: new Set(members.map(({ name }) => name)).size,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
