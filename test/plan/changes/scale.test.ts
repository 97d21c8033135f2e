import { planChanges } from "../../../src/plan/changes";
import type { ManagedState, UnmanagedPolicy } from "../../../src/plan/changes/types";
import { deny, document, FULL_ACCESS, limits, SCP } from "./support";

const UNITS = Array.from({ length: 2_000 }, (_, index) => `ou-${index}`);
const ACCOUNTS = Array.from({ length: 50_000 }, (_, index) => String(100_000_000_000 + index));

/** Twenty units below the root, the others below those, and 25 accounts in each unit. */
const PARENTS = new Map<string, string | null>([
  ["R", null],
  ...UNITS.map((unit, index) => [unit, index < 20 ? "R" : UNITS[index % 20]!] as const),
  ...ACCOUNTS.map((account, index) => [account, UNITS[index % UNITS.length]!] as const),
]);

const everywhere: UnmanagedPolicy = { ...FULL_ACCESS, targets: new Set(PARENTS.keys()) };

/** Seventy policies: each is attached to every seventh part of the units and to a hundred accounts. */
function state(action: string): ManagedState {
  const keys = Array.from({ length: 70 }, (_, index) => `key-${index}`);
  return {
    policies: new Map(
      keys.map((key, index) => {
        const text = document([deny(`svc${index}:${action}*`), deny(`svc${index}:Put*`)]);
        return [key, { key, type: SCP, name: key, description: "", text }];
      }),
    ),
    targets: new Map(
      keys.map((key, index) => [
        key,
        new Set([
          ...UNITS.filter((_, at) => at % 10 === index % 10),
          ...ACCOUNTS.slice(index * 100, index * 100 + 100),
        ]),
      ]),
    ),
  };
}

const nothing: ManagedState = { policies: new Map(), targets: new Map() };

it.each([
  { name: "everything is new", before: nothing, after: state("Get"), writes: 70 + 70 * 300 },
  { name: "everything goes", before: state("Get"), after: nothing, writes: 70 + 70 * 300 },
  { name: "everything is edited", before: state("Get"), after: state("List"), writes: 70 },
])("plans 50,000 accounts in little time when $name", ({ before, after, writes }) => {
  const start = process.cpuUsage();
  const { phases } = planChanges({ parents: PARENTS, before, after, unmanaged: [everywhere], limits });
  const { user } = process.cpuUsage(start);
  expect(phases.flatMap(({ changes }) => changes)).toHaveLength(writes);
  // Microseconds; a few times what it takes, so that only a change of its order of growth is caught.
  expect(user).toBeLessThan(2_000_000);
});
