import { obtain } from "../../collections";
import { canonicalJson } from "../../policy/canonical";
import { type ConditionBlock, type ConditionValue, many, type Statement } from "../../policy/document";
import { type Operator, operatorNamed } from "../../policy/operators";
import { conditionHolds } from "../reference/condition";
import { literally } from "../reference/pattern";
import type { Axis } from "../space/axis";
import { actionTest, textTest } from "../space/tests";
import type { Axes } from "./axes";
import { type Atom, complement, type Literal } from "./literal";
import { type Bracket, bracketOf, type Pinned } from "./variables";

const EMPTY_CONTEXT = { get: () => undefined };

/** Turns statements into atoms over the axes of a question. Equal parts of statements become the same atom. */
export class Atoms {
  /** The keys of variables whose values matter and are not pinned, in lower case. */
  readonly variables = new Set<string>();
  private readonly known = new Map<string, readonly Atom[]>();

  constructor(
    readonly axes: Axes,
    private readonly pinned: Pinned,
  ) {}

  /** The parts of a statement, all of which must be true for it to match. */
  ofStatement(statement: Statement, version: string | undefined): readonly Atom[] {
    const { Action, NotAction, Resource, NotResource, Condition } = statement;
    const name = canonicalJson(
      [Action, NotAction, Resource, NotResource, Condition, version].map((one) => one ?? null),
    );
    return obtain(this.known, name, () => [
      this.ofActions(many(Action ?? NotAction), Action !== undefined),
      this.ofResources(many(Resource ?? NotResource), Resource !== undefined, version),
      ...this.ofBlock(Condition ?? {}, version),
    ]);
  }

  /** True of the actions that match one of the patterns, or (with `inside` false) none. */
  ofActions(patterns: readonly string[], inside = true): Atom {
    const group = this.axes.action.group(patterns.map(actionTest));
    return exactly({ ...plain(this.axes.action), group, inside });
  }

  ofResources(patterns: readonly string[], inside: boolean, version: string | undefined): Atom {
    const bracket = bracketOf(patterns, { comparison: "string-like", version, pinned: this.pinned });
    return this.bracketed(plain(this.axes.resource), bracket, !inside, `resource ${canonicalJson(patterns)}`);
  }

  /** The clauses of a condition block. */
  ofBlock(block: ConditionBlock, version: string | undefined): readonly Atom[] {
    return Object.entries(block).flatMap(([name, keys]) =>
      Object.entries(keys).map(([key, values]) => this.ofClause(name, key, many(values), version)),
    );
  }

  private ofClause(
    name: string,
    key: string,
    values: readonly ConditionValue[],
    version: string | undefined,
  ): Atom {
    const operator = operatorNamed(name)!;
    const axis = this.axes.key(key);
    const absent = conditionHolds({ [name]: { [key]: values } }, version, EMPTY_CONTEXT);
    if (operator.kind === "null") {
      const inside = conditionHolds({ [name]: { [key]: values } }, version, { get: () => ["present"] });
      return exactly({ ...plain(axis), group: null, inside, absent });
    }
    const literal: Literal = {
      ...plain(axis),
      absent,
      hit: !asksAll(operator),
      emptyIsAbsent: operator.quantifier !== undefined,
    };
    const wanted = values.map(String);
    const bracket = bracketOf(wanted, { comparison: operator.comparison, version, pinned: this.pinned });
    const clause = canonicalJson([operator.comparison, operator.negated, literal.hit, absent, wanted]);
    return this.bracketed(literal, bracket, operator.negated, `${key.toLowerCase()} ${clause}`);
  }

  /** @param literal all but the group, which `negated` turns round */
  private bracketed(
    literal: Literal,
    { surely, maybe, variables, keys }: Bracket,
    negated: boolean,
    clause: string,
  ): Atom {
    const sure = { ...literal, group: literal.axis.group(surely), inside: !negated };
    for (const name of keys) this.axes.key(name);
    if (variables.length === 0) return exactly(sure);
    for (const name of variables) this.variables.add(name.toLowerCase());
    const possible = { ...sure, group: literal.axis.group(maybe) };
    const flag = this.axes.flag(clause);
    const isTrue = { ...plain(flag), group: flag.group([textTest(literally("yes"))]), inside: true };
    return {
      yes: [isTrue, negated ? sure : possible],
      no: [{ ...isTrue, inside: false }, complement(negated ? possible : sure)],
    };
  }
}

function exactly(literal: Literal): Atom {
  return { yes: [literal], no: [complement(literal)] };
}

/** A literal that holds for all present values. */
function plain(axis: Axis): Literal {
  return { axis, group: null, inside: true, hit: false, absent: false, emptyIsAbsent: false };
}

function asksAll({ quantifier, negated }: Operator & { kind: "compare" }): boolean {
  return quantifier === undefined ? negated : quantifier === "ForAllValues";
}
