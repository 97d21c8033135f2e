import { obtain } from "../../collections";
import type { Tokens } from "../automata/tokens";
import type { Form } from "./quantities";
import type { Test } from "./tests";

/** The index of a group of tests on an axis: the group holds for a value when one of its tests does. */
export type Group = number;

export interface AxisOptions {
  /** A request may give several values at once. */
  readonly multivalued: boolean;
  /** A request may not have it at all. */
  readonly optional: boolean;
  /** A value may be the empty text. */
  readonly mayBeEmpty: boolean;
  /** Where either will do, leave it out of the witness. */
  readonly preferAbsent: boolean;
  /** Values outside do not exist; the empty text never is in it. */
  readonly universe: Tokens;
  readonly form?: Form | undefined;
  /** Values to prefer in a witness, the best first. */
  readonly nice: readonly string[];
}

/** One free part of a request while questions about it are being collected. */
export class Axis {
  readonly groups: (readonly Test[])[] = [];
  private readonly known = new Map<string, Group>();

  /** @param name as a witness should spell it */
  constructor(
    readonly name: string,
    readonly options: AxisOptions,
  ) {}

  /** The group of these tests; equal lists are one group, in whatever order they stand. */
  group(tests: readonly Test[]): Group {
    const distinct = [...new Map(tests.map((test) => [test.id, test])).values()];
    const name = distinct
      .map(({ id }) => id)
      .sort()
      .join("\u0000");
    return obtain(this.known, name, () => this.groups.push(distinct) - 1);
  }

  /** An axis with some of the groups only, in the order given. */
  withOnly(groups: readonly Group[]): Axis {
    const axis = new Axis(this.name, this.options);
    for (const group of groups) axis.groups.push(this.groups[group]!);
    return axis;
  }
}
