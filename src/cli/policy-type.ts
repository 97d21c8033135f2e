import { nearest } from "../findings/nearest";
import { CannotRun } from "./io";

/**
 * The type that somebody named, as AWS spells it.
 *
 * @param known the types to choose from
 * @throws CannotRun with the nearest one
 */
export function policyType<T extends string>(word: string, known: readonly T[]): T {
  const type = known.find((each) => each === word.toUpperCase());
  if (type !== undefined) return type;
  const near = nearest(word, known);
  throw new CannotRun(
    `there is no policy type ${JSON.stringify(word)}${near === undefined ? "" : `; did you mean ${near}?`}\n` +
      `Types: ${known.join(", ")}`,
  );
}
