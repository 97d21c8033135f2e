/** Something that the engine could do next. */
export interface Step {
  readonly urn: string;
}

/** Chooses among steps that nothing orders. Pulumi runs them in parallel, so that any choice can happen. */
export type Order = <S extends Step>(ready: readonly S[]) => S;

export const firstComeFirstServed: Order = (ready) => ready[0]!;

export const lastComeFirstServed: Order = (ready) => ready.at(-1)!;

/** The same choices for the same seed, whatever order the steps arrive in. */
export function seededOrder(seed: number): Order {
  let state = seed >>> 0;
  return (ready) => {
    // xorshift32, kept away from its fixed point 0
    state = (state ^ 0x9e3779b9) >>> 0 || 1;
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return [...ready].sort((a, b) => (a.urn < b.urn ? -1 : 1))[state % ready.length]!;
  };
}

/** Prefers what matches first in the list; the rest comes after, as it came. */
export function preferring(...parts: readonly string[]): Order {
  const rank = (step: Step) => {
    const index = parts.findIndex((part) => step.urn.endsWith(part));
    return index === -1 ? parts.length : index;
  };
  return (ready) => ready.reduce((best, step) => (rank(step) < rank(best) ? step : best));
}

interface Waiting extends Step {
  readonly run: () => Promise<void>;
}

/**
 * Holds back every write until the program can send no more without an answer, and then lets the order
 * choose. Otherwise the program's own order would nearly always be the one that happens.
 */
export class Scheduler {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private running = false;
  private stopped = false;

  /** @param patience how long a further request may still be on its way, in milliseconds; 0 when none can */
  constructor(
    private readonly order: Order,
    private readonly patience: () => number,
  ) {}

  /** Queues a write. `run` must not throw. */
  add(step: Waiting): void {
    this.waiting.push(step);
    this.arrived();
  }

  /** Something came from the program: what is due is judged afresh. */
  arrived(): void {
    clearTimeout(this.timer);
    if (this.running || this.stopped || this.waiting.length === 0) return;
    this.timer = setTimeout(() => void this.runOne(), this.patience());
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async runOne(): Promise<void> {
    const chosen = this.order(this.waiting);
    this.waiting = this.waiting.filter((step) => step !== chosen);
    this.running = true;
    await chosen.run();
    this.running = false;
    this.arrived();
  }
}
