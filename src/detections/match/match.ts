import { contains, parseIpRange } from "../../evaluate/reference/ip";
import { areTogether, type Leaf, leavesOf } from "./leaves";
import { isWithin } from "./numeric";
import { parsePattern } from "./parse";
import type { Alternative, EventPattern, Json, Matcher } from "./pattern";

/**
 * Whether EventBridge matches an event against a pattern; the state of the rule is not its business.
 *
 * @throws IllegalPatternError
 */
export function matches(pattern: EventPattern, event: Json): boolean {
  const leaves = leavesOf(event);
  return parsePattern(pattern).some((alternative) => isMet(alternative, leaves));
}

/**
 * Whether each path has a value that one of its matchers takes, all of them in the same elements of the arrays on the
 * way. Paths are taken in their order; that one is absent is asked of the elements that those before it are in.
 */
function isMet(alternative: Alternative, leaves: ReadonlyMap<string, readonly Leaf[]>): boolean {
  const paths = [...alternative].sort(([left], [right]) => (left < right ? -1 : 1));
  const rest = (at: number, chosen: readonly Leaf[]): boolean => {
    if (at === paths.length) return true;
    const [path, matchers] = paths[at]!;
    const here = (leaves.get(path) ?? []).filter((leaf) => chosen.every((other) => areTogether(leaf, other)));
    if (here.length === 0) return matchers.some(isAbsence) && rest(at + 1, chosen);
    return here.some(
      (leaf) => matchers.some((matcher) => takes(matcher, leaf.value)) && rest(at + 1, [...chosen, leaf]),
    );
  };
  return rest(0, []);
}

function isAbsence(matcher: Matcher): boolean {
  return matcher.kind === "exists" && !matcher.value;
}

/** Whether a matcher takes a value that is there. */
export function takes(matcher: Matcher, value: Leaf["value"]): boolean {
  switch (matcher.kind) {
    case "equals":
      return matcher.value === value;
    case "exists":
      return matcher.value;
    case "anything-but":
      return !matcher.values.some((each) => takes(each, value));
    case "numeric":
      return typeof value === "number" && isWithin(value, matcher.bounds);
    default:
      return typeof value === "string" && takesText(matcher, value);
  }
}

type TextMatcher = Extract<
  Matcher,
  { kind: "prefix" | "suffix" | "equals-ignore-case" | "wildcard" | "cidr" }
>;

function takesText(matcher: TextMatcher, text: string): boolean {
  switch (matcher.kind) {
    case "prefix":
      return matcher.ignoreCase
        ? folded(text).startsWith(folded(matcher.value))
        : text.startsWith(matcher.value);
    case "suffix":
      return matcher.ignoreCase ? folded(text).endsWith(folded(matcher.value)) : text.endsWith(matcher.value);
    case "equals-ignore-case":
      return folded(text) === folded(matcher.value);
    case "wildcard":
      return wildcardMatches(matcher.value, text);
    case "cidr":
      return isInRange(text, matcher.value);
  }
}

function folded(text: string): string {
  return text.toLowerCase();
}

/** A star is any run of characters, the empty one too; a backslash takes its meaning away. */
function wildcardMatches(pattern: string, text: string): boolean {
  const source = pattern.replaceAll(/\\[\\*]|[\s\S]/g, (part) => {
    if (part === "*") return "[^]*";
    return part.slice(-1).replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  });
  return new RegExp(`^${source}$`).test(text);
}

function isInRange(text: string, range: string): boolean {
  const address = text.includes("/") ? undefined : parseIpRange(text);
  return address !== undefined && contains(parseIpRange(range)!, address);
}
