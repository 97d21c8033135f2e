import type { AccessRequest } from "../request";
import { assignmentsOf } from "./assignments";
import { type Bounds, type Found, type Query, Question } from "./question";
import type { Pinned } from "./variables";

export type { Query } from "./question";

export type Answer =
  | {
      readonly kind: "witness";
      readonly request: AccessRequest;
      /** The action is none of the known ones. Always false where none are given. */
      readonly undocumented: boolean;
    }
  /** A proof that there is no such request. */
  | { readonly kind: "none" }
  | { readonly kind: "undecided"; readonly reason: string };

/** Actions that no statement of a query tells apart. */
export interface ActionCell {
  /** One of the known actions, or an invented one in lower case. */
  readonly action: string;
  /** All known actions among them, as they were given; none for actions that nobody has listed. */
  readonly known: readonly string[];
}

const BOUNDS: Bounds = {
  cells: { states: 20_000, work: 2_000_000 },
  branches: 20_000,
  secondLooks: 10,
  assignments: 40,
};

/**
 * Looks for a request that all chains of `allowedBy` allow and all of `deniedBy` deny, among the requests of
 * `within`. This is the one question behind every comparison: before as `allowedBy` and after as `deniedBy` finds
 * what a change newly denies, the other way round what it newly allows; the chain alone as `deniedBy`, with the
 * space narrowed to a principal and its actions, finds a lockout.
 *
 * - "witness": one such request, possible as far as AWS documents its keys, and replayed through `decide`.
 * - "none": there is none; this is a proof, not a search given up.
 * - "undecided": a bound on states or branches was met, or policy variables or one key compared in several ways
 *   were more than can be brought together. Never take it for "none".
 *
 * Deterministic: bounds are counts, no clocks. Policies must be valid, as for `decide`.
 *
 * @throws PolicyError for levels or policies that have no meaning
 */
export function findRequest(query: Query): Answer {
  return new RequestSearch(query).find();
}

/** `findRequest` for callers with many questions about the same chains: the cells are made once. */
export class RequestSearch {
  private readonly question: Question;
  private assignments: readonly Pinned[] | undefined;
  private readonly pinned: Question[] = [];
  /** Known actions as given, by lower case. */
  private readonly spelling: ReadonlyMap<string, string>;

  constructor(
    private readonly query: Query,
    private readonly bounds: Bounds = BOUNDS,
  ) {
    this.question = new Question(query, bounds);
    this.spelling = new Map(
      (query.within.knownActions ?? []).map((action) => [action.toLowerCase(), action]),
    );
  }

  /**
   * Every group of actions that the query cannot tell apart, the known before the invented. None where it is plain
   * without looking at actions that there is no such request.
   */
  get actionCells(): readonly ActionCell[] {
    if (this.question.actions === undefined) return [];
    const { axes, actions } = this.question;
    return actions.order
      .filter((cell) => actions.words[cell] !== "")
      .map((cell) => {
        const word = actions.words[cell]!;
        const known = actions.named[cell]!.flatMap((action) => this.spelling.get(action) ?? []);
        return { action: axes.spelling.get(word) ?? word, known };
      });
  }

  /** The answer over all actions; a known action is found before an unknown one. */
  find(): Answer {
    if (this.spelling.size === 0) return this.over(() => undefined);
    const known = this.over((question) => question.cellsOfActions((names) => names.length > 0));
    if (known.kind === "witness") return known;
    const other = this.over((question) => question.cellsOfActions((names) => names.length === 0));
    return other.kind === "none" ? known : other;
  }

  /** The answer for the actions of one cell. */
  findIn({ action }: ActionCell): Answer {
    const folded = action.toLowerCase();
    return this.over((question) => question.cellsOfActions((_, word) => word === folded));
  }

  private over(cells: (question: Question) => bigint | undefined): Answer {
    const found = this.question.find(cells(this.question));
    if (found.kind !== "undecided" || this.question.variables.size === 0) return this.answer(found);
    for (const question of this.pinnedQuestions()) {
      const one = question.find(cells(question));
      if (one.kind === "witness") return this.answer(one);
    }
    return found;
  }

  /** The query with values in place of its policy variables, made as they are asked for and kept. */
  private *pinnedQuestions(): Generator<Question> {
    this.assignments ??= [...assignmentsOf(this.question, this.bounds.assignments)];
    for (const [index, pinned] of this.assignments.entries()) {
      this.pinned[index] ??= new Question(this.query, this.bounds, pinned);
      yield this.pinned[index];
    }
  }

  private answer(found: Found): Answer {
    if (found.kind !== "witness") return found;
    const known = this.spelling.size === 0 || this.spelling.has(found.request.action.toLowerCase());
    return { ...found, undocumented: !known };
  }
}
