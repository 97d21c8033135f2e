import { pathText, repeatedKeys } from "../json/node";
import { parseJson } from "../json/parse";

/**
 * The paths at which an object of a JSON text has a key that it already had, in order. JSON.parse keeps the last
 * silently.
 *
 * @param text JSON that JSON.parse accepts; of one that is nested too deeply to be read here nothing is said
 */
export function duplicateKeys(text: string): readonly string[] {
  const { root } = parseJson(text);
  return root === undefined ? [] : repeatedKeys(root).map(({ path }) => pathText(path));
}
