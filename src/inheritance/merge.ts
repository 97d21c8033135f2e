import { canonicalJson } from "../policy/canonical";
import type { JsonValue, ValueOperator } from "../policy/management/document";
import type { PlacedSetting } from "./inherit";
import { pathText } from "./paths";
import type { Contribution, InheritanceProblem, InheritanceProblemCode, SettingPath } from "./types";

/** One setting between two levels. */
export interface SettingState {
  readonly path: SettingPath;
  /** Undefined when it is not set: it was removed, or never there. */
  readonly value: JsonValue | undefined;
  readonly by: readonly Contribution[];
  readonly certain: boolean;
}

/**
 * What one level makes of one setting.
 *
 * - @@assign replaces what is inherited. Of several at one target the one attached first wins (AWS's example 6).
 *   Nothing that AWS answers says which was attached first, so the setting is uncertain.
 * - @@append adds what is not there yet, @@remove takes away what is there. Several at one target add up. That a
 *   value is not listed twice is assumed.
 * - A list that @@remove leaves empty is gone (AWS's example 3); one that @@assign empties stays, which is assumed.
 * - Different operators at one target are applied in the order @@assign, @@append, @@remove, which is assumed: where
 *   another order gives something else, the setting is uncertain.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html, read 2026-11.
 *
 * @param inherited undefined when no level above has the setting
 * @param placed what the policies of this level do, in the order of their attachment; not empty
 */
export function mergeSetting(
  path: SettingPath,
  inherited: SettingState | undefined,
  placed: readonly PlacedSetting[],
): { readonly state: SettingState; readonly problems: readonly InheritanceProblem[] } {
  const of = (operator: ValueOperator) => placed.filter((each) => each.operator === operator);
  const [assigns, appends, removes] = [of("@@assign"), of("@@append"), of("@@remove")];
  const first = assigns[0];
  const chosen = assigns.filter(({ value }) => canonicalJson(value) === canonicalJson(first!.value));
  const start: Omit<SettingState, "path"> = first
    ? { value: first.value, by: chosen.map(contribution), certain: true }
    : (inherited ?? { value: undefined, by: [], certain: true });

  const problem = (code: InheritanceProblemCode, message: string, fix: string): InheritanceProblem => {
    const policies = placed.map(({ place }) => place);
    const values = placed.map(({ operator, value }) => ({ [operator]: value }));
    return { code, path, policies, values, message: `${pathText(path)}: ${message}`, fix };
  };
  if (start.value !== undefined && !Array.isArray(start.value) && appends.length + removes.length > 0) {
    const message = "@@append and @@remove are for lists, and this is one value";
    const problems = [problem("operator-not-applicable", message, "use @@assign")];
    return { state: { path, ...start, certain: false }, problems };
  }

  const before = keyed(start.value === undefined ? [] : [start.value].flat());
  const added = keyed(appends.flatMap(({ value }) => value as readonly JsonValue[]));
  const removed = keyed(removes.flatMap(({ value }) => value as readonly JsonValue[]));
  const all = new Map([...before, ...added]);
  const left = [...all].filter(([key]) => !removed.has(key)).map(([, value]) => value);

  const problems: InheritanceProblem[] = [];
  if (chosen.length < assigns.length) {
    const message = `${new Set(assigns.map(({ value }) => canonicalJson(value))).size} different values at one target; the policy attached first wins`;
    problems.push(problem("conflict", message, "let one policy at this target decide"));
  }
  const changesAssigned =
    first !== undefined &&
    ([...added.keys()].some((key) => !before.has(key)) || [...removed.keys()].some((key) => all.has(key)));
  if (changesAssigned || [...added.keys()].some((key) => removed.has(key))) {
    const message =
      "operators at one target undo each other, and AWS does not say in which order it takes them";
    problems.push(problem("conflict", message, "use one operator for a setting at a target"));
  }

  const by = [
    ...appends.filter((each) => touches(each, (key) => !before.has(key))),
    ...removes.filter((each) => touches(each, (key) => all.has(key))),
  ].map(contribution);
  const value = by.length === 0 ? start.value : left.length === 0 ? undefined : left;
  const certain = start.certain && problems.length === 0;
  return { state: { path, value, by: [...start.by, ...by], certain }, problems };
}

function contribution({ place, operator }: PlacedSetting): Contribution {
  return { ...place, operator };
}

/** Values by their canonical text, each once, in the order of their first appearance. */
function keyed(values: readonly JsonValue[]): ReadonlyMap<string, JsonValue> {
  const found = new Map<string, JsonValue>();
  for (const value of values) if (!found.has(canonicalJson(value))) found.set(canonicalJson(value), value);
  return found;
}

function touches({ value }: PlacedSetting, test: (key: string) => boolean): boolean {
  return (value as readonly JsonValue[]).some((each) => test(canonicalJson(each)));
}
