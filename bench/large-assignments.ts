import { type Expansion, expandAssignments } from "../src/identity/expand";
import type { PermissionSetContent } from "../src/identity/permission-set";
import type { Assignment } from "../src/organization/intent";
import type { Snapshot } from "../src/organization/snapshot";
import { resolveTarget } from "../src/organization/targets";
import { buildTree } from "../src/organization/tree";

const SETS = 60;
const GROUPS = 300;

/**
 * Two sets for each group, each on two large units and a small one; one in ten ends, one in five excepts. Of 10,000
 * accounts, units 10 to 18 have 555 below them, those up to 109 have 55, the others 50 or 5.
 */
export function largeAssignments({ units }: Snapshot): readonly Assignment[] {
  const unit = (index: number) => units[index]!.id;
  return Array.from({ length: 2 * GROUPS }, (_, index): Assignment => {
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
}

export function expandedAssignments(snapshot: Snapshot, assignments: readonly Assignment[]): Expansion {
  const tree = buildTree(snapshot);
  const nodesOf = (target: string) => {
    const found = resolveTarget(tree, target);
    return "nodes" in found ? found.nodes : [];
  };
  const { managementAccount } = snapshot.organization;
  return expandAssignments({ assignments, managementAccount: [] }, tree, managementAccount, nodesOf);
}

const content: PermissionSetContent = {
  description: "made up",
  sessionDuration: "PT1H",
  awsManagedPolicies: ["ReadOnlyAccess"],
  customerManagedPolicies: [],
  inlineStatements: [],
  tags: {},
};

export const LARGE_CONTENTS: ReadonlyMap<string, PermissionSetContent> = new Map(
  Array.from({ length: SETS }, (_, index) => [`set-${index}`, content]),
);
