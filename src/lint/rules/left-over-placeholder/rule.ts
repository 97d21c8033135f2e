import type { JsonNode, JsonPath } from "../../../json/node";
import { likelyPlaceholderIn, placeholderIn } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const leftOverPlaceholder: LintRule = {
  slug: "left-over-placeholder",
  title: "A placeholder that nobody filled in",
  severity: "error",
  types: ALL_TYPES,
  why: "AWS takes the placeholder as plain text, which is the name of nothing: a condition that spares an organization spares nobody, and a resource that is to be guarded is not.",
  fix: "write the name itself",
  sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"],
  *check({ root }): Iterable<LintProblem> {
    if (root !== undefined) yield* within(root, []);
  },
};

function* within(node: JsonNode, at: JsonPath): Iterable<LintProblem> {
  if (node.kind === "array")
    for (const [index, item] of node.items.entries()) yield* within(item, [...at, index]);
  if (node.kind === "scalar" && typeof node.value === "string") yield* inText(node.value, at, "value");
  if (node.kind !== "object") return;
  for (const { key, value } of node.members) {
    // Free text: what it says means nothing to AWS.
    if (key === "Sid" || key === "Id") continue;
    yield* inText(key, [...at, key], "key");
    yield* within(value, [...at, key]);
  }
}

function* inText(text: string, at: JsonPath, on: "key" | "value"): Iterable<LintProblem> {
  const certain = placeholderIn(text);
  if (certain !== undefined) {
    yield { at, on, message: `${certain} is no name of AWS's`, found: JSON.stringify(text) };
    return;
  }
  const likely = likelyPlaceholderIn(text);
  if (likely === undefined) return;
  yield {
    at,
    on,
    message: `${likely} looks like an example's`,
    found: JSON.stringify(text),
    severity: "info",
  };
}
