import { type AccessLevel, actionInfo, knownActions } from "../../aws-data/actions";
import { once } from "../../collections";
import type { CellChange } from "../../identity/access/comparer";
import { DANGEROUS_ACTIONS } from "../../identity/dangerous";
import type { ActionSummary } from "./types";

const DANGEROUS: ReadonlySet<string> = new Set(DANGEROUS_ACTIONS);

/** Sums up what is newly allowed; null where there is nothing. */
export function summaryOf(changes: readonly CellChange[]): ActionSummary | null {
  const services = new Map<string, number>();
  const levels: Record<AccessLevel, number> = {
    List: 0,
    Read: 0,
    Tagging: 0,
    Write: 0,
    "Permissions management": 0,
  };
  const dangerous: string[] = [];
  let actions = 0;
  let undocumented = 0;
  for (const change of changes) {
    undocumented += change.undocumented.length;
    for (const action of [...change.documented, ...change.undocumented]) {
      actions++;
      const service = serviceOf(action);
      services.set(service, (services.get(service) ?? 0) + 1);
      levels[accessLevels().get(action)!]++;
      if (DANGEROUS.has(action)) dangerous.push(action);
    }
  }
  if (actions === 0) return null;
  return {
    actions,
    services: [...services]
      .map(([service, count]) => ({ service, actions: count, of: sizes().get(service)! }))
      .sort((a, b) => b.actions - a.actions || (a.service < b.service ? -1 : 1)),
    levels,
    dangerous: dangerous.sort(),
    undocumented,
  };
}

const serviceOf = (action: string) => action.slice(0, action.indexOf(":"));

/** How many actions AWS documents of each service. */
const sizes = once(() => {
  const found = new Map<string, number>();
  for (const action of knownActions()) {
    const service = serviceOf(action);
    found.set(service, (found.get(service) ?? 0) + 1);
  }
  return found;
});

const accessLevels = once(
  () => new Map(knownActions().map((action) => [action, actionInfo(action)!.accessLevel])),
);
