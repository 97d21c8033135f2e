import type { AnyGuardrail } from "../catalogue/guardrail";
import type { Place } from "../findings/finding";
import type { Located } from "./yaml/located";

/** What loading has to know of a guardrail. */
export type KnownGuardrail = Pick<AnyGuardrail, "id" | "automatic" | "parameters" | "defaults">;

type Path = readonly PropertyKey[];

/** A guardrail at a target, found in a file that may be wrong elsewhere. */
export interface WrittenUse {
  readonly target: string;
  readonly id: string;
  /** Undefined when only the name was given. */
  readonly parameters: unknown;
  readonly parametersPath: Path;
  /** Of the name: an element of the list, or the key that holds the parameters. */
  readonly place: Place;
  readonly path: Path;
}

/** Every guardrail that the file names at a target, whatever else is wrong. */
export function writtenUses(located: Located): readonly WrittenUse[] {
  return entriesOf(located.at(["guardrails"])).flatMap(([target, list]) =>
    elementsOf(list).flatMap((element, index): WrittenUse[] => {
      const position = ["guardrails", target, index];
      const named = typeof element === "string" ? [[element, undefined] as const] : entriesOf(element);
      if (named.length !== 1) return [];
      const [id, parameters] = named[0]!;
      const parametersPath = [...position, id];
      const path = typeof element === "string" ? position : parametersPath;
      return [{ target, id, parameters, parametersPath, path, place: located.keyPlace(path) }];
    }),
  );
}

/** The elements of a list; none of anything else. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The members of a map; none of anything else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
