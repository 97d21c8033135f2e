import { type Alphabet, alphabetOf, namesLetter, setName, takes } from "./alphabet";
import type { Token, Tokens } from "./tokens";

/** A language, and the groups that hold for a word of it. A group holds for a word when one of its languages does. */
export interface Member {
  readonly tokens: Tokens;
  readonly groups: readonly number[];
}

/** The groups that hold for a word, sorted; undefined for a word outside the universe. */
export type Holding = readonly number[];

/** A state: positions in the languages that may still matter, and the groups that hold whatever follows. */
interface State {
  readonly settled: readonly number[];
  readonly positions: Int32Array;
}

const UNIVERSE = -1;
/** No group and no position of a small question has this number. */
const SEPARATOR = 0xffff;
/** A call takes so many arguments without harm. */
const MOST_SMALL = 8_192;
/** An edge that nobody has asked for yet. */
const UNKNOWN = -2;

/**
 * Many globs read together, one character at a time. A language that can no longer change the answer is
 * forgotten: that is what keeps a dozen patterns of one group from doubling the states a dozen times.
 */
export class Subsets {
  readonly alphabet: Alphabet;
  readonly start: number | undefined;
  /** Positions moved so far: the measure of work done. */
  work = 0;

  private readonly states: State[] = [];
  private readonly ids = new Map<string, number>();
  private readonly edges: (Int32Array | undefined)[] = [];
  private readonly whole: boolean[] = [];

  private readonly members: readonly Member[];
  private readonly universe: boolean;
  /** For each position: its token (undefined at the end), its member, and who takes which class. */
  private readonly tokenAt: (Token | undefined)[] = [];
  private readonly memberAt: number[] = [];
  private readonly takenAt: (Uint8Array | undefined)[] = [];
  private readonly lastStar: boolean[] = [];
  private readonly mark: Int32Array;
  /** Whether groups and positions fit the code units of a string, which is the quickest name of a state to make. */
  private readonly isSmall: boolean;
  private generation = 0;

  /** @param universe words outside it do not exist */
  constructor(members: readonly Member[], universe?: Tokens) {
    this.universe = universe !== undefined;
    this.members = universe === undefined ? members : [...members, { tokens: universe, groups: [UNIVERSE] }];
    this.alphabet = alphabetOf(this.members.map(({ tokens }) => tokens));
    const starts = this.layOut();
    this.mark = new Int32Array(this.tokenAt.length);
    const groups = this.members.reduce((most, member) => Math.max(most, ...member.groups), 0);
    this.isSmall = Math.max(this.tokenAt.length, groups) < MOST_SMALL;
    this.start = this.stateAfter(starts, []);
  }

  get stateCount(): number {
    return this.states.length;
  }

  /** The next state for each class; -1 where no word of the universe goes on. */
  edgesOf(state: number): Int32Array {
    const edges = this.openEdges(state);
    if (!this.whole[state]) this.fill(edges, this.states[state]!);
    this.whole[state] = true;
    return edges;
  }

  holding(state: number): Holding | undefined {
    const { settled, positions } = this.states[state]!;
    const holding = new Set(settled);
    for (const position of positions) {
      if (this.tokenAt[position] !== undefined) continue;
      for (const group of this.groupsAt(position)) holding.add(group);
    }
    if (this.universe && !holding.delete(UNIVERSE)) return undefined;
    return [...holding].sort((a, b) => a - b);
  }

  /** The groups that hold for a word. */
  read(word: string): Holding | undefined {
    let state = this.start;
    for (let at = 0; at < word.length; at++) {
      if (state === undefined) return undefined;
      const next = this.step(state, this.alphabet.classOf(word[at]!));
      state = next < 0 ? undefined : next;
    }
    return state === undefined ? undefined : this.holding(state);
  }

  private step(state: number, letter: number): number {
    const edges = this.openEdges(state);
    if (edges[letter] === UNKNOWN) edges[letter] = this.move(this.states[state]!, letter);
    return edges[letter]!;
  }

  private openEdges(state: number): Int32Array {
    this.edges[state] ??= new Int32Array(this.alphabet.letters.length).fill(UNKNOWN);
    return this.edges[state]!;
  }

  private layOut(): number[] {
    const tables = new Map<string, Uint8Array>();
    const starts: number[] = [];
    this.members.forEach(({ tokens }, member) => {
      starts.push(this.tokenAt.length);
      tokens.forEach((token, at) => {
        const name = setName(token);
        let table = tables.get(name);
        if (table === undefined) {
          table = Uint8Array.from(this.alphabet.letters, (letter) => (takes(token, letter) ? 1 : 0));
          tables.set(name, table);
        }
        const isLast = at === tokens.length - 1;
        this.pushPosition(member, token, table, isLast && token.star && name === "^");
      });
      this.pushPosition(member, undefined, undefined, false);
    });
    return starts;
  }

  private pushPosition(
    member: number,
    token: Token | undefined,
    table: Uint8Array | undefined,
    last: boolean,
  ) {
    this.tokenAt.push(token);
    this.memberAt.push(member);
    this.takenAt.push(table);
    this.lastStar.push(last);
  }

  private fill(edges: Int32Array, { settled, positions }: State): void {
    const named = new Set<number>();
    for (const position of positions) {
      const token = this.tokenAt[position];
      if (token === undefined || !namesLetter(token)) continue;
      for (const letter of token.only!) named.add(this.alphabet.classOf(letter));
    }
    // Letters of one kind that no token here names lead to the same state.
    for (const kind of this.alphabet.kinds) {
      let shared: number | undefined;
      for (const letter of kind) {
        if (named.has(letter)) edges[letter] = this.move({ settled, positions }, letter);
        else edges[letter] = shared ??= this.move({ settled, positions }, letter);
      }
    }
  }

  private move({ settled, positions }: State, letter: number): number {
    const reached: number[] = [];
    for (const position of positions) {
      if (this.takenAt[position]?.[letter] !== 1) continue;
      reached.push(this.tokenAt[position]!.star ? position : position + 1);
    }
    this.work += positions.length + 1;
    return this.stateAfter(reached, settled) ?? -1;
  }

  /** The state of these positions and all that the stars let be skipped; undefined outside the universe. */
  private stateAfter(reached: readonly number[], settledBefore: readonly number[]): number | undefined {
    const generation = ++this.generation;
    let settled = settledBefore;
    const found: number[] = [];
    for (const from of reached) {
      for (let position = from; this.mark[position] !== generation; position++) {
        this.mark[position] = generation;
        if (this.lastStar[position]) {
          settled = withAll(settled, this.groupsAt(position));
          break;
        }
        found.push(position);
        if (this.tokenAt[position]?.star !== true) break;
      }
    }
    const open =
      settled.length === 0
        ? found
        : found.filter((position) => !this.groupsAt(position).every((group) => settled.includes(group)));
    if (this.universe && !settled.includes(UNIVERSE)) {
      const last = this.members.length - 1;
      if (!open.some((position) => this.memberAt[position] === last)) return undefined;
    }
    return this.idOf(settled, Int32Array.from(open).sort());
  }

  private groupsAt(position: number): readonly number[] {
    return this.members[this.memberAt[position]!]!.groups;
  }

  private idOf(settled: readonly number[], positions: Int32Array): number {
    const name = this.isSmall
      ? String.fromCharCode(...settled, SEPARATOR, ...positions)
      : `${settled.join()}|${positions.join()}`;
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = this.states.length;
    this.ids.set(name, id);
    this.states.push({ settled, positions });
    return id;
  }
}

/** A sorted list with more in it; the list itself where it has them all. */
function withAll(sorted: readonly number[], more: readonly number[]): readonly number[] {
  const added = more.filter((one) => !sorted.includes(one));
  return added.length === 0 ? sorted : [...sorted, ...added].sort((a, b) => a - b);
}
