import { parseExpires } from "../organization/expires";
import type { Arguments } from "./arguments";
import { CannotRun, type Io } from "./io";

/**
 * The moment to judge by: --at, or now. Milliseconds since 1970.
 *
 * @throws CannotRun when --at is no date and no UTC time
 */
export function momentOf({ options }: Arguments, io: Io): number {
  const at = options.at as string | undefined;
  if (at === undefined) return io.now;
  const instant = parseExpires(at);
  if (instant !== null) return Date.parse(instant);
  throw new CannotRun(`--at takes a date such as 2027-01-31 or a UTC time, found ${JSON.stringify(at)}`);
}
