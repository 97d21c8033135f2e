import { nearest } from "../findings/nearest";
import { CannotRun } from "./io";

/** What everybody calls the two types that AWS judges requests by. */
const SHORT: Readonly<Record<string, string>> = {
  SCP: "SERVICE_CONTROL_POLICY",
  RCP: "RESOURCE_CONTROL_POLICY",
};

/**
 * The type that somebody named: as AWS spells it, in any case, or scp or rcp.
 *
 * @param known the types to choose from
 * @throws CannotRun with the nearest one
 */
export function policyType<T extends string>(word: string, known: readonly T[]): T {
  const upper = word.toUpperCase();
  const type = known.find((each) => each === (SHORT[upper] ?? upper));
  if (type !== undefined) return type;
  const near = nearest(word, known);
  throw new CannotRun(
    `there is no policy type ${JSON.stringify(word)}${near === undefined ? "" : `; did you mean ${near}?`}\n` +
      `Types: ${known.join(", ")}`,
  );
}
