import { nearest } from "../findings/nearest";
import { resolveTarget } from "../organization/targets";
import type { Tree } from "../organization/tree";
import { printable } from "../render/printable";
import { CannotRun } from "./io";

/**
 * The id of the account that somebody named by its name, its path or its id.
 *
 * @throws CannotRun when it is not one account
 */
export function accountNamed(text: string, tree: Tree): string {
  const found = resolveTarget(tree, text);
  if ("failure" in found) {
    const names = tree.nodes.filter(({ kind }) => kind === "account").map(({ name }) => name);
    const near = nearest(text, names);
    const hint = near === undefined ? "" : `; did you mean ${printable(near)}?`;
    throw new CannotRun(printable(found.failure.message) + hint);
  }
  const [id = "", ...others] = found.nodes;
  if (others.length === 0 && tree.node(id)?.kind === "account") return id;
  throw new CannotRun(`${printable(text)} is not one account: name one by its name, its path or its id`);
}
