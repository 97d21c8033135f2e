import { obtain } from "../../collections";
import { statementsOf } from "../../policy/document";
import { operatorNamed } from "../../policy/operators";
import type { CellBounds } from "../automata/cells";
import { decide } from "../reference/decide";
import type { AccessRequest, Levels } from "../request";
import type { Axis, Group } from "../space/axis";
import type { Space } from "../space/space";
import { type CellSet, type Values, valuesOf } from "../space/values";
import { Atoms } from "./atoms";
import { Axes } from "./axes";
import { constraintOf, type Domain, narrowed, wholeDomain } from "./domain";
import type { Choice, Literal } from "./literal";
import { choicesOf, sideOf, typedLevels } from "./sides";
import { type Domains, Solver } from "./solve";
import { tiesOf } from "./ties";
import type { Pinned } from "./variables";
import { type Chosen, chosenFrom, requestOf } from "./witness";

/** Counts that end a search: an answer never depends on the speed of the machine. */
export interface Bounds {
  /** Of one axis. */
  readonly cells: CellBounds;
  readonly branches: number;
  /** Branches that are looked at again, because an axis has cells that were not seen. */
  readonly secondLooks: number;
  /** Assignments of values to the keys of policy variables. */
  readonly assignments: number;
}

export interface Query {
  readonly allowedBy: readonly Levels[];
  readonly deniedBy: readonly Levels[];
  readonly within: Space;
}

export type Found =
  | { readonly kind: "witness"; readonly request: AccessRequest }
  | { readonly kind: "none" }
  | { readonly kind: "undecided"; readonly reason: string };

/** The place of the actions among the axes. */
const ACTION = 0;

/** A query with its axes divided into cells: what is costly is done once, then it can be asked of parts of the space. */
export class Question {
  readonly axes: Axes;
  /** In the order of the axes; none where the question answers itself. */
  readonly values: readonly Values[];
  /** Keys of policy variables that matter and have no pinned value, in lower case. */
  readonly variables: ReadonlySet<string>;
  private readonly solver: Solver;
  private readonly looks = new Map<string, Chosen | "impossible">();
  private readonly isHopeless: boolean;

  constructor(
    private readonly query: Query,
    private readonly bounds: Bounds,
    pinned: Pinned = new Map(),
  ) {
    const { allowedBy, deniedBy, within } = query;
    this.axes = new Axes(within, keysAskedAsSets(query));
    const known = new Map([...heldFast(within), ...pinned]);
    const atoms = new Atoms(this.axes, known);
    const sides = (all: readonly Levels[]) => all.map((levels) => sideOf(levels, atoms));
    const choices: Choice[] = [...choicesOf(sides(allowedBy), sides(deniedBy), atoms)];
    choices.push(...tiesOf(within, known, atoms));
    this.variables = atoms.variables;
    // Where nothing could be the reason for a denial, the cells need not be made.
    this.isHopeless = choices.some(({ ways }) => ways.length === 0);
    this.values = this.isHopeless ? [] : this.axes.all.map((axis) => valuesOf(axis, bounds.cells));
    this.solver = new Solver(this.values, this.isHopeless ? [] : choices, bounds.branches);
  }

  /** The actions, divided into cells. */
  get actions(): Values | undefined {
    return this.values[ACTION];
  }

  /** The cells of actions of which something is so: of their known actions, or of the one that stands for them. */
  cellsOfActions(isWanted: (known: readonly string[], word: string | undefined) => boolean): CellSet {
    if (this.actions === undefined) return 0n;
    const { named, words, possible } = this.actions;
    return (
      words.reduce<CellSet>(
        (set, word, cell) => (isWanted(named[cell]!, word) ? set | (1n << BigInt(cell)) : set),
        0n,
      ) & possible
    );
  }

  /** Looks for a request, if wanted among some cells of actions only. */
  find(actions?: CellSet): Found {
    if (this.isHopeless) return { kind: "none" };
    const extra = actions === undefined ? [] : [{ axis: ACTION, hit: false, set: actions }];
    let request: AccessRequest | undefined;
    let reason = "";
    const outcome = this.solver.solve((domains) => {
      const found = this.requestIn(domains);
      if (found === "impossible") return "impossible";
      if (typeof found === "string") {
        reason = found;
        return "unknown";
      }
      request = found;
      return "found";
    }, extra);
    if (outcome === "found") return { kind: "witness", request: request! };
    if (outcome === "none") return { kind: "none" };
    if (outcome === "unknown") return { kind: "undecided", reason };
    return { kind: "undecided", reason: `more than ${this.bounds.branches} branches` };
  }

  /** A request that was replayed, "impossible", or why neither can be said. */
  private requestIn(domains: Domains): AccessRequest | string {
    const chosen = new Map<string, readonly string[]>();
    for (const [index, domain] of domains.entries()) {
      const values = this.values[index]!;
      let found: Chosen | "impossible" = chosenFrom(domain, values);
      if (found === "unseen") found = this.chosenByBranch(domain, values);
      if (found === "impossible") return found;
      if (found === "unseen") return `${values.axis.name} has more than ${this.bounds.cells.states} states`;
      chosen.set(values.axis.name, found);
    }
    const request = requestOf(chosen, this.axes, this.shownSpace());
    if (this.replays(request)) return request;
    return this.variables.size > 0
      ? `policy variables: ${[...this.variables].sort().join(", ")}`
      : "a key is compared in ways that cannot be brought together";
  }

  /** To SCPs and RCPs, `account` of a request says different things: where both are asked, it is left out. */
  private shownSpace(): Space {
    const { allowedBy, deniedBy, within } = this.query;
    const isMixed = [...allowedBy, ...deniedBy].some((levels) => typedLevels(levels).type !== within.type);
    return isMixed ? { ...within, account: undefined } : within;
  }

  /** The axis again, with the patterns of this branch only. */
  private chosenByBranch({ literals }: Domain, { axis }: Values): Chosen | "impossible" {
    const names = literals.map(({ group, inside, hit, absent }) => [group, inside, hit, absent].join());
    const name = [axis.name, ...new Set(names.sort())].join(" ");
    if (!this.looks.has(name) && this.looks.size >= this.bounds.secondLooks) return "unseen";
    return obtain(this.looks, name, () => this.secondLook(literals, axis));
  }

  private secondLook(literals: readonly Literal[], axis: Axis): Chosen | "impossible" {
    const groups = [...new Set(literals.flatMap(({ group }) => (group === null ? [] : [group])))];
    const own = axis.withOnly(groups);
    const values = valuesOf(own, this.bounds.cells);
    const renumbered = new Map<Group, Group>(groups.map((group, index) => [group, index]));
    let domain: Domain | undefined = wholeDomain(values);
    for (const literal of literals) {
      const group = literal.group === null ? null : renumbered.get(literal.group)!;
      domain = domain && narrowed(domain, constraintOf({ ...literal, axis: own, group }, 0, values), values);
    }
    return domain === undefined ? "impossible" : chosenFrom(domain, values);
  }

  private replays(request: AccessRequest): boolean {
    const { allowedBy, deniedBy } = this.query;
    return (
      allowedBy.every((levels) => {
        const { verdict, reason } = decide(levels, request);
        return verdict === "allowed" && reason !== "exempt";
      }) && deniedBy.every((levels) => decide(levels, request).verdict === "denied")
    );
  }
}

/** What the space says of keys that may be policy variables. */
function heldFast({ type, account, organization, fixed = {}, absent = [] }: Space): Pinned {
  const side = type === "SCP" ? "principal" : "resource";
  const held = new Map<string, string | null>();
  if (account !== undefined) held.set(`aws:${side}account`, account);
  if (organization !== undefined) held.set(`aws:${side}orgid`, organization);
  for (const key of absent) held.set(key.toLowerCase(), null);
  for (const [key, value] of Object.entries(fixed)) {
    const [only, ...more] = typeof value === "string" ? [value] : value;
    if (more.length === 0) held.set(key.toLowerCase(), only ?? null);
    else held.delete(key.toLowerCase());
  }
  return held;
}

/** Keys that stand behind a set operator somewhere, or are given with several values; in lower case. */
function keysAskedAsSets({ allowedBy, deniedBy, within }: Query): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const levels of [...allowedBy, ...deniedBy]) {
    for (const document of typedLevels(levels).levels.flat()) {
      for (const { Condition = {} } of statementsOf(document)) {
        for (const [operator, asked] of Object.entries(Condition)) {
          if (operatorNamed(operator)?.quantifier === undefined) continue;
          for (const key of Object.keys(asked)) keys.add(key.toLowerCase());
        }
      }
    }
  }
  for (const [key, value] of Object.entries(within.fixed ?? {})) {
    if (typeof value !== "string" && value.length > 1) keys.add(key.toLowerCase());
  }
  return keys;
}
