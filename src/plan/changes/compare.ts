import { operatorNamed } from "../../policy/operators";
import { globContains, globsMeet } from "./globs";
import type { Clause, Patterns, Term } from "./terms";

/**
 * Whether some request may match both terms, or both are of one setting. A no is certain; a yes may be too careful, since conditions are
 * not looked at.
 */
export function mayOverlap(a: Term, b: Term): boolean {
  if (a.setting !== undefined && b.setting !== undefined) return a.setting === b.setting;
  if (a === b || a.meaning === null || b.meaning === null) return true;
  return (
    patternsMayMeet(a.meaning.actions, b.meaning.actions) &&
    patternsMayMeet(anyVariable(a.meaning.resources), anyVariable(b.meaning.resources))
  );
}

/**
 * Whether every request that matches `narrow` (and `other`, where it is given) matches `wide`. A yes is certain; a
 * no may be too careful, since only the form is compared: patterns one by one, clauses with the same operator and
 * key. Effects are not looked at.
 */
export function covers(wide: Term, narrow: Term, other: Term = narrow): boolean {
  if (wide === narrow || wide === other) return true;
  const outer = wide.meaning;
  const inner = [narrow.meaning, other.meaning].filter((meaning) => meaning !== null);
  if (outer === null) return false;
  return (
    inner.every(({ version, principal }) => version === outer.version && principal === outer.principal) &&
    inner.some(({ actions }) => patternsContain(outer.actions, actions)) &&
    inner.some(({ resources }) => resourcesContain(outer.resources, resources)) &&
    outer.clauses.every((weak) =>
      inner.some(({ clauses }) => clauses.some((strong) => implies(strong, weak))),
    )
  );
}

/** An Allow of everything: a level that has it for good stops nothing. */
export function allowsEverything({ effect, meaning }: Term): boolean {
  if (effect !== "Allow" || meaning === null || meaning.clauses.length > 0) return false;
  return [meaning.actions, meaning.resources].every(
    ({ negated, patterns }) => !negated && patterns.includes("*"),
  );
}

/** A policy variable may stand for anything, so an overlap takes it as a wildcard. */
function anyVariable({ negated, patterns }: Patterns): Patterns {
  if (!patterns.some((pattern) => pattern.includes("${"))) return { negated, patterns };
  // A negated list with variables leaves out who knows what: hold it to leave out nothing.
  if (negated) return { negated, patterns: [] };
  return {
    negated,
    patterns: patterns.map((pattern) => (pattern.includes("${") ? starVariables(pattern) : pattern)),
  };
}

function starVariables(pattern: string): string {
  const [head = "", ...rest] = pattern.split("${");
  return rest.reduce((text, part) => {
    const end = part.indexOf("}");
    return text + "*" + (end === -1 ? "" : part.slice(end + 1));
  }, head);
}

function patternsMayMeet(a: Patterns, b: Patterns): boolean {
  if (a.negated && b.negated) return true;
  if (a.negated) return patternsMayMeet(b, a);
  if (b.negated) return !a.patterns.every((one) => containedInOne(b.patterns, one));
  return a.patterns.some((one) => b.patterns.some((other) => globsMeet(one, other)));
}

function patternsContain(wide: Patterns, narrow: Patterns): boolean {
  if (!wide.negated && !narrow.negated)
    return narrow.patterns.every((one) => containedInOne(wide.patterns, one));
  if (wide.negated && narrow.negated)
    return wide.patterns.every((one) => containedInOne(narrow.patterns, one));
  if (wide.negated)
    return !narrow.patterns.some((one) => wide.patterns.some((other) => globsMeet(one, other)));
  return wide.patterns.includes("*");
}

function resourcesContain(wide: Patterns, narrow: Patterns): boolean {
  const hasVariables = [...wide.patterns, ...narrow.patterns].some((pattern) => pattern.includes("${"));
  if (!hasVariables) return patternsContain(wide, narrow);
  // With variables, only what is written alike is known to be alike.
  const written = new Set((wide.negated ? narrow : wide).patterns);
  const within = (wide.negated ? wide : narrow).patterns;
  if (wide.negated !== narrow.negated) return !wide.negated && written.has("*");
  return (!wide.negated && written.has("*")) || within.every((pattern) => written.has(pattern));
}

function containedInOne(outer: readonly string[], inner: string): boolean {
  return outer.some((pattern) => globContains(pattern, inner));
}

/** Whether a clause that holds makes another hold: the same test with values that leave it no more room. */
function implies(strong: Clause, weak: Clause): boolean {
  if (strong.operator !== weak.operator || strong.key !== weak.key) return false;
  const operator = operatorNamed(strong.operator);
  // Several values are alternatives for an operator, and all are ruled out by its negation.
  const fewerIsStronger = operator?.kind === "compare" && !operator.negated;
  const fewerIsWeaker = operator?.kind === "compare" && operator.negated;
  const contains = (many: readonly string[], few: readonly string[]) =>
    few.every((one) => many.includes(one));
  return (
    (fewerIsStronger || contains(strong.values, weak.values)) &&
    (fewerIsWeaker || contains(weak.values, strong.values))
  );
}
