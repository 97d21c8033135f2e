import type { ContextValue } from "../evaluate/request";
import { printable } from "../render/printable";
import { CannotRun } from "./io";

/**
 * Condition keys from the command line: KEY=VALUE, once for each value of a key.
 *
 * @throws CannotRun for a text of another form
 */
export function contextFrom(given: readonly string[]): Readonly<Record<string, ContextValue>> {
  const values = new Map<string, string[]>();
  for (const text of given) {
    const at = text.indexOf("=");
    if (at < 1) throw new CannotRun(`--context takes KEY=VALUE, found ${printable(JSON.stringify(text))}`);
    const key = text.slice(0, at);
    values.set(key, [...(values.get(key) ?? []), text.slice(at + 1)]);
  }
  return Object.fromEntries([...values].map(([key, all]) => [key, all.length === 1 ? all[0]! : all]));
}
