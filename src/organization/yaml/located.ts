import type { Place } from "../../findings/finding";

/** A key in a map, or an index in a list. */
export type Step = string | number;

/** Where one member of a map or list stands, in characters from the start of the file. */
export interface Spot {
  /** Of the key; of the value in a list. */
  readonly key: number;
  readonly value: number;
  /** A scalar as it was written: 012345678901 where the value is a number that lost its zero. */
  readonly source?: string | undefined;
}

/**
 * The value of a YAML file, and where each part of it stands.
 *
 * The maps in `value` have no prototype, so that no key of a file can be mistaken for an inherited member.
 */
export class Located {
  constructor(
    readonly value: unknown,
    /** The spots of the members of each map and list in `value`. */
    private readonly spots: WeakMap<object, ReadonlyMap<Step, Spot>>,
    private readonly placeOf: (offset: number) => Place,
  ) {}

  /** The value at a path; undefined when there is none. */
  at(path: readonly PropertyKey[]): unknown {
    let value = this.value;
    for (const step of path) value = this.memberOf(value, step);
    return value;
  }

  /** Where the value at a path stands; where that is missing, the key of the map that lacks it. */
  place(path: readonly PropertyKey[]): Place {
    const spot = this.spot(path);
    if (spot !== undefined) return this.placeOf(spot.value);
    return path.length === 0 ? this.placeOf(0) : this.keyPlace(path.slice(0, -1));
  }

  /** Where the key at a path stands; in a list, the element. */
  keyPlace(path: readonly PropertyKey[]): Place {
    const spot = this.spot(path);
    if (spot !== undefined) return this.placeOf(spot.key);
    return path.length === 0 ? this.placeOf(0) : this.keyPlace(path.slice(0, -1));
  }

  /** A scalar as it was written, where it was not read as text. */
  source(path: readonly PropertyKey[]): string | undefined {
    return this.spot(path)?.source;
  }

  private spot(path: readonly PropertyKey[]): Spot | undefined {
    const parent = path.length === 0 ? undefined : this.at(path.slice(0, -1));
    if (typeof parent !== "object" || parent === null) return undefined;
    return this.spots.get(parent)?.get(path.at(-1) as Step);
  }

  private memberOf(value: unknown, step: PropertyKey): unknown {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    return (value as Record<PropertyKey, unknown>)[step];
  }
}

/** A path as messages show it: guardrails.Workloads/Sandbox[0].deny-services */
export function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) =>
      typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${String(step)}`,
    )
    .join("");
}
