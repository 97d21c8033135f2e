import { type Expansion, expandAssignments } from "../src/identity/expand";
import type { PermissionSetContent } from "../src/identity/permission-set";
import { plannedSets } from "../src/identity/plan/permission-sets";
import type { Assignment } from "../src/organization/intent";
import { resolveTarget } from "../src/organization/targets";
import { buildTree } from "../src/organization/tree";
import { LARGEST, largeSnapshot } from "./large-organization";
import { median } from "./measure";

// Runs in a process of its own, so that the memory it prints is the expansion's and nobody else's.

const SETS = 60;
const GROUPS = 300;
const RUNS = 7;

const snapshot = largeSnapshot({ ...LARGEST, accounts: 10_000 });
const tree = buildTree(snapshot);
const { managementAccount } = snapshot.organization;

/** Units 10 to 18 have 555 accounts below them, those up to 109 have 55, the others 50 or 5. */
const unit = (index: number) => snapshot.units[index]!.id;

/** Two sets for each group, each on two large units and a small one; one in ten ends, one in five excepts. */
const assignments = Array.from({ length: 2 * GROUPS }, (_, index): Assignment => {
  const large = (place: number) => unit(10 + ((index * 7 + place * 31) % 100));
  return {
    principal: { kind: "group", name: `group-${index % GROUPS}` },
    permissionSet: `set-${(index * 7 + Math.floor(index / GROUPS)) % SETS}`,
    on: [large(0), large(1), unit(110 + (index % 800))],
    except: index % 5 === 0 ? [unit(110 + ((index * 3) % 800))] : [],
    expires: index % 10 === 0 ? "2030-01-01T00:00:00Z" : undefined,
    reason: undefined,
    place: { file: "organization.yaml", line: index + 1, column: 1 },
  };
});
const nodesOf = (target: string) => {
  const found = resolveTarget(tree, target);
  return "nodes" in found ? found.nodes : [];
};
const content: PermissionSetContent = {
  description: "made up",
  sessionDuration: "PT1H",
  awsManagedPolicies: ["ReadOnlyAccess"],
  customerManagedPolicies: [],
  inlineStatements: [],
  tags: {},
};
const contents = new Map(Array.from({ length: SETS }, (_, index) => [`set-${index}`, content]));

let expansion: Expansion | undefined;
const expanding = median(RUNS, () => {
  expansion = expandAssignments({ assignments, managementAccount: [] }, tree, managementAccount, nodesOf);
  plannedSets(expansion.members, contents, "aws");
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
