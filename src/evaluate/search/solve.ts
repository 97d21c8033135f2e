import type { Values } from "../space/values";
import {
  type Constraint,
  constraintOf,
  type Domain,
  narrowed,
  opposite,
  satisfies,
  wholeDomain,
} from "./domain";
import type { Choice, Literal, Way } from "./literal";

/** What is left of every axis, in the order of the axes. */
export type Domains = readonly Domain[];

/** A branch that meets every choice: taken ("found"), turned down, or not to be decided. */
export type Judge = (domains: Domains) => "found" | "impossible" | "unknown";

export type Outcome = "found" | "none" | "unknown" | "too-many-branches";

interface ReadyWay {
  readonly constraints: readonly Constraint[];
  readonly also: readonly ReadyChoice[];
}

interface ReadyChoice {
  readonly ways: readonly ReadyWay[];
  readonly first: boolean;
}

interface Node {
  readonly domains: Domains;
  readonly pending: readonly ReadyChoice[];
}

/**
 * Choices over axes whose cells are known. Every branch narrows the axes, drops the ways that have become
 * impossible and the choices that are met anyway, and splits on the choice with the fewest ways left: the product
 * of all cells is never listed.
 */
export class Solver {
  private readonly indexes: ReadonlyMap<unknown, number>;
  private readonly choices: readonly ReadyChoice[];
  private branches = 0;

  constructor(
    private readonly values: readonly Values[],
    choices: readonly Choice[],
    private readonly mostBranches: number,
  ) {
    this.indexes = new Map(values.map(({ axis }, index) => [axis, index]));
    const ready = new Map<Choice, ReadyChoice>();
    this.choices = choices.map((one) => this.readyChoice(one, ready));
  }

  /** Looks for a branch that the judge takes. `extra` holds besides the choices. */
  solve(judge: Judge, extra: readonly Constraint[] = []): Outcome {
    this.branches = 0;
    const domains = this.narrowedAll(this.values.map(wholeDomain), extra);
    return domains === undefined ? "none" : this.branch({ domains, pending: this.choices }, judge);
  }

  private branch(from: Node, judge: Judge): Outcome {
    if (++this.branches > this.mostBranches) return "too-many-branches";
    const node = this.settled(from);
    if (node === undefined) return "none";
    const next = nextChoice(node.pending);
    if (next === undefined) {
      const verdict = judge(node.domains);
      return verdict === "impossible" ? "none" : verdict;
    }

    const rest = node.pending.filter((one) => one !== next);
    let outcome: Outcome = "none";
    let domains: Domains | undefined = node.domains;
    for (const { constraints, also } of next.ways) {
      const narrow: Domains | undefined = domains && this.narrowedAll(domains, constraints);
      if (narrow !== undefined) {
        const found = this.branch({ domains: narrow, pending: [...rest, ...also] }, judge);
        if (found === "found" || found === "too-many-branches") return found;
        if (found === "unknown") outcome = found;
      }
      // What this way has been looked through for need not be looked at in the next.
      const [only] = constraints;
      if (constraints.length === 1 && also.length === 0) {
        domains = domains && this.narrowedAll(domains, [opposite(only!, this.values[only!.axis]!)]);
      }
    }
    return outcome;
  }

  /** Takes every way that is the only one left, until nothing changes; undefined when a choice has none. */
  private settled({ domains: start, pending: all }: Node): Node | undefined {
    let domains = start;
    let pending = all;
    for (;;) {
      const left: ReadyChoice[] = [];
      let changed = false;
      for (const one of pending) {
        const ways = this.waysLeft(one, domains);
        if (ways === "met") continue;
        if (ways.length === 0) return undefined;
        if (ways.length > 1) {
          left.push(ways.length === one.ways.length ? one : { ways, first: one.first });
          continue;
        }
        domains = this.narrowedAll(domains, ways[0]!.constraints)!;
        left.push(...ways[0]!.also);
        changed = true;
      }
      if (!changed) return { domains, pending: left };
      pending = left;
    }
  }

  private waysLeft({ ways }: ReadyChoice, domains: Domains): readonly ReadyWay[] | "met" {
    const left: ReadyWay[] = [];
    for (const one of ways) {
      if (one.also.length === 0 && one.constraints.every((each) => satisfies(domains[each.axis]!, each)))
        return "met";
      if (this.narrowedAll(domains, one.constraints) !== undefined) left.push(one);
    }
    return left;
  }

  private narrowedAll(domains: Domains, constraints: readonly Constraint[]): Domains | undefined {
    let copy: Domain[] | undefined;
    for (const constraint of constraints) {
      const { axis } = constraint;
      const next = narrowed((copy ?? domains)[axis]!, constraint, this.values[axis]!);
      if (next === undefined) return undefined;
      copy ??= [...domains];
      copy[axis] = next;
    }
    return copy ?? domains;
  }

  private readyChoice(one: Choice, ready: Map<Choice, ReadyChoice>): ReadyChoice {
    const known = ready.get(one);
    if (known !== undefined) return known;
    const made = { first: one.first, ways: one.ways.map((each) => this.readyWay(each, ready)) };
    ready.set(one, made);
    return made;
  }

  private readyWay({ literals, also }: Way, ready: Map<Choice, ReadyChoice>): ReadyWay {
    return {
      constraints: literals.map((literal) => this.constraint(literal)),
      also: also.map((one) => this.readyChoice(one, ready)),
    };
  }

  private constraint(literal: Literal): Constraint {
    const index = this.indexes.get(literal.axis)!;
    return constraintOf(literal, index, this.values[index]!);
  }
}

/** The reason for the denial before all, then whatever leaves the fewest ways. */
function nextChoice(pending: readonly ReadyChoice[]): ReadyChoice | undefined {
  let best: ReadyChoice | undefined;
  for (const one of pending) {
    if (one.first) return one;
    if (best === undefined || one.ways.length < best.ways.length) best = one;
  }
  return best;
}
