import type { Arguments } from "./arguments";
import { CannotRun } from "./io";

/**
 * The format of a command's output, by --format or --json; text when neither is given.
 *
 * @throws CannotRun for a format that the command does not have, and when the two disagree
 */
export function formatOf<Format extends string>({ options }: Arguments, formats: readonly Format[]): Format {
  const format = options.format ?? (options.json ? "json" : "text");
  const known = formats.find((one) => one === format);
  if (known === undefined) {
    throw new CannotRun(`--format takes ${formats.join(", ")}, found ${JSON.stringify(format)}`);
  }
  if (options.json && known !== "json") throw new CannotRun("--json and --format say different things");
  return known;
}
