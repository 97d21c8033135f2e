import type { Change, ChangeOp } from "../types";
import type { ManagedCourse } from "./courses";
import type { Order, Write } from "./order";
import type { ChangePhase, ManagedState, StatePolicy } from "./types";

const OPS: readonly ChangeOp[] = ["create", "update", "attach", "detach", "delete"];

/** The phases with their states and writes. There is one even when nothing is written. */
export function toPhases(
  order: Order,
  phaseOf: ReadonlyMap<Write, number>,
  managed: readonly ManagedCourse[],
  after: ManagedState,
): readonly ChangePhase[] {
  const last = [...phaseOf.values()].reduce((most, phase) => Math.max(most, phase), 1);
  const changes = changesByPhase(order, phaseOf);
  return Array.from({ length: last }, (_, index) => {
    const phase = index + 1;
    const isDone = (write: Write | undefined) => write !== undefined && phaseOf.get(write)! <= phase;
    return {
      phase,
      state: phase === last ? after : stateOf(managed, isDone),
      unprotected: new Set(
        managed.filter(({ remove }) => remove && phaseOf.get(remove) === phase + 1).map(({ key }) => key),
      ),
      changes: changes.get(phase) ?? [],
    };
  });
}

function stateOf(
  managed: readonly ManagedCourse[],
  isDone: (write: Write | undefined) => boolean,
): ManagedState {
  const policies = new Map<string, StatePolicy>();
  const targets = new Map<string, ReadonlySet<string>>();
  for (const course of managed) {
    const policy = policyOf(course, isDone);
    if (policy === undefined) continue;
    const { key, before, attach, detach } = course;
    const stays = [...before].filter((target) => !isDone(detach.get(target)));
    const comes = [...attach].filter(([, write]) => isDone(write)).map(([target]) => target);
    policies.set(key, policy);
    targets.set(key, new Set([...stays, ...comes]));
  }
  return { policies, targets };
}

function policyOf(
  { from, to, create, widen, widened, update, remove }: ManagedCourse,
  isDone: (write: Write | undefined) => boolean,
): StatePolicy | undefined {
  if (isDone(remove)) return undefined;
  if (isDone(create) || isDone(update)) return to;
  return isDone(widen) ? widened : from;
}

function changesByPhase(
  order: Order,
  phaseOf: ReadonlyMap<Write, number>,
): ReadonlyMap<number, readonly Change[]> {
  const changes = new Map<number, Change[]>();
  for (const write of OPS.flatMap((op) => order.writes.filter((candidate) => candidate.op === op))) {
    const phase = phaseOf.get(write)!;
    const here = [...order.waits(write).keys()].filter((earlier) => phaseOf.get(earlier) === phase);
    const rows = changes.get(phase) ?? [];
    rows.push({
      ...write,
      after: withoutImplied(here, order)
        .map(({ id }) => id)
        .sort(),
      phase,
    });
    changes.set(phase, rows);
  }
  return changes;
}

/** Without the writes that another of them waits for itself. */
function withoutImplied(writes: readonly Write[], order: Order): readonly Write[] {
  const implied = new Set(writes.flatMap((write) => [...order.waits(write).keys()]));
  return writes.filter((write) => !implied.has(write));
}
