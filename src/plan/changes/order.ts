import { obtain } from "../../collections";
import type { ChangeOp } from "../types";

/** One write of the whole change, not yet in a phase. */
export interface Write {
  readonly id: string;
  readonly op: ChangeOp;
  readonly policy: string;
  readonly target?: string;
}

/** Why one write waits for another: for the laws, for a slot at a target, for a policy's name, or for AWS or Pulumi. */
export type Why = "law" | "slot" | "name" | "tool";

export interface Wait {
  readonly why: Why;
  /** The earlier write belongs to an earlier phase. */
  readonly apart: boolean;
}

/** Pulumi detaches and deletes when everything else is written, in an order that the program cannot choose. */
export function runsLast({ op }: Write): boolean {
  return op === "detach" || op === "delete";
}

/** Which writes wait for which. */
export class Order {
  readonly #waits = new Map<Write, Map<Write, Wait>>();

  constructor(writes: Iterable<Write>) {
    for (const write of writes) this.#waits.set(write, new Map());
  }

  get writes(): readonly Write[] {
    return [...this.#waits.keys()];
  }

  /** `earlier` must have ended when `later` begins; `apart`: in an earlier phase. A write never waits for itself. */
  wait(later: Write, earlier: Write, why: Why, apart = false): void {
    if (later === earlier) return;
    const waits = this.#waits.get(later)!;
    const known = waits.get(earlier);
    waits.set(earlier, {
      why: known?.why ?? why,
      apart: apart || runsLast(earlier) || known?.apart === true,
    });
  }

  /** What a write waits for directly. */
  waits(later: Write): ReadonlyMap<Write, Wait> {
    return this.#waits.get(later)!;
  }

  /** Everything that a write waits for, directly or through others. */
  allEarlier(later: Write): ReadonlySet<Write> {
    const found = new Set<Write>();
    const pending = [later];
    for (let write = pending.pop(); write !== undefined; write = pending.pop()) {
      for (const earlier of this.#waits.get(write)!.keys()) {
        if (found.has(earlier)) continue;
        found.add(earlier);
        pending.push(earlier);
      }
    }
    return found;
  }

  /** The earliest phase of each write, from 1; or one ring of writes that wait for each other. */
  phases(): { readonly phases: ReadonlyMap<Write, number> } | { readonly ring: readonly Write[] } {
    const followers = new Map<Write, Write[]>();
    const open = new Map<Write, number>();
    for (const [later, waits] of this.#waits) {
      open.set(later, waits.size);
      for (const earlier of waits.keys()) obtain(followers, earlier, () => []).push(later);
    }
    const phases = new Map<Write, number>();
    const ready = this.writes.filter((write) => open.get(write) === 0);
    for (let write = ready.pop(); write !== undefined; write = ready.pop()) {
      phases.set(write, this.#phase(write, phases));
      for (const later of followers.get(write) ?? []) {
        open.set(later, open.get(later)! - 1);
        if (open.get(later) === 0) ready.push(later);
      }
    }
    return phases.size === this.#waits.size ? { phases } : { ring: this.#ring(phases) };
  }

  #phase(write: Write, phases: ReadonlyMap<Write, number>): number {
    let phase = 1;
    for (const [earlier, { apart }] of this.#waits.get(write)!) {
      phase = Math.max(phase, phases.get(earlier)! + (apart ? 1 : 0));
    }
    return phase;
  }

  /** Walks back from a write without a phase: it waits for another such write, and so on until one comes again. */
  #ring(phases: ReadonlyMap<Write, number>): readonly Write[] {
    const stuck = (writes: Iterable<Write>) =>
      [...writes].filter((write) => !phases.has(write)).sort((a, b) => (a.id < b.id ? -1 : 1))[0]!;
    const path: Write[] = [];
    let write = stuck(this.#waits.keys());
    while (!path.includes(write)) {
      path.push(write);
      write = stuck(this.#waits.get(write)!.keys());
    }
    return path.slice(path.indexOf(write));
  }
}
