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

  /** The earliest phase of each write, from 1; null when there are rings. */
  phases(): ReadonlyMap<Write, number> | null {
    const inOrder = this.#inOrder(new Set());
    if (inOrder.size < this.#waits.size) return null;
    const phases = new Map<Write, number>();
    for (const write of inOrder) {
      let phase = 1;
      for (const [earlier, { apart }] of this.waits(write)) {
        phase = Math.max(phase, phases.get(earlier)! + (apart ? 1 : 0));
      }
      phases.set(write, phase);
    }
    return phases;
  }

  /** Rings of writes that wait for each other: as many as there are without a write in common. */
  rings(): readonly (readonly Write[])[] {
    const rings: (readonly Write[])[] = [];
    const aside = new Set<Write>();
    for (;;) {
      const ring = this.#ring(this.#inOrder(aside));
      if (ring === null) return rings;
      rings.push(ring);
      for (const write of ring) aside.add(write);
    }
  }

  /** The writes, each after those it waits for, as far as no ring is in the way. Those put aside wait for nothing. */
  #inOrder(aside: ReadonlySet<Write>): ReadonlySet<Write> {
    const followers = new Map<Write, Write[]>();
    const open = new Map<Write, number>();
    for (const [later, waits] of this.#waits) {
      open.set(later, aside.has(later) ? 0 : waits.size);
      if (aside.has(later)) continue;
      for (const earlier of waits.keys()) obtain(followers, earlier, () => []).push(later);
    }
    const inOrder = new Set(this.writes.filter((write) => open.get(write) === 0));
    // What is added to a set while it is walked is walked too.
    for (const write of inOrder) {
      for (const later of followers.get(write) ?? []) {
        open.set(later, open.get(later)! - 1);
        if (open.get(later) === 0) inOrder.add(later);
      }
    }
    return inOrder;
  }

  /** Walks back from a write out of order: it waits for another such write, and so on until one comes again. */
  #ring(inOrder: ReadonlySet<Write>): readonly Write[] | null {
    const stuck = (writes: Iterable<Write>) =>
      [...writes].filter((write) => !inOrder.has(write)).sort((a, b) => (a.id < b.id ? -1 : 1))[0];
    const path: Write[] = [];
    for (let write = stuck(this.writes); write !== undefined; write = stuck(this.waits(write).keys())) {
      if (path.includes(write)) return path.slice(path.indexOf(write));
      path.push(write);
    }
    return null;
  }
}
