import { type JsonValue, VALUE_OPERATORS, type ValueOperator } from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import { mergeSetting, type SettingState } from "./merge";
import { ADDING_OPERATORS } from "./operators";
import { pathKey } from "./paths";
import { type Control, type Settings, settingsOf } from "./settings";
import type { IgnoredSetting, InheritanceProblem, PolicyLevel, PolicyPlace, SettingPath } from "./types";

/** A child control operator with where it stands. */
interface PlacedControl extends Control {
  readonly place: PolicyPlace;
}

/** A setting of one level that the levels above permit. */
export interface PlacedSetting {
  readonly place: PolicyPlace;
  readonly operator: ValueOperator;
  readonly value: JsonValue;
}

/** What the policies from the root to one target hand on to those below it. */
export interface Inherited {
  readonly type: ManagementPolicyType;
  /** By path key. */
  readonly settings: ReadonlyMap<string, SettingState>;
  readonly controls: ReadonlyMap<string, readonly PlacedControl[]>;
  /** The paths that are there, whether they hold a value or not. */
  readonly nodes: ReadonlySet<string>;
  readonly ignored: readonly IgnoredSetting[];
  readonly problems: readonly InheritanceProblem[];
  /** Whether a policy could not be read. */
  readonly isUnreadable: boolean;
}

export function nothingInherited(type: ManagementPolicyType): Inherited {
  const none = { settings: new Map(), controls: new Map(), nodes: new Set<string>() };
  return { type, ...none, ignored: [], problems: [], isUnreadable: false };
}

/**
 * What is handed on below one more level.
 *
 * A child control operator limits the levels below its own, never its own level; limits of one level and of several
 * levels are intersected, so that no child policy takes one back.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html (example 5), read 2026-11.
 */
export function inherit(above: Inherited, level: PolicyLevel): Inherited {
  if (level.policies.length === 0) return above;
  const read = level.policies.map(({ name, document }) => {
    const place: PolicyPlace = { target: level.target, policy: name };
    return { place, ...settingsOf(above.type, document, place) };
  });
  const unreadable = read.flatMap(({ problems }) => problems);
  const ignored: IgnoredSetting[] = [];
  const permitted = new Map<string, { readonly path: SettingPath; readonly settings: PlacedSetting[] }>();
  for (const { place, settings } of read) {
    for (const { path, operator, value } of settings) {
      const refused = refusal(above, path, operator);
      if (refused !== null) ignored.push({ ...place, path, operator, ...refused });
      else entry(permitted, path).settings.push({ place, operator, value });
    }
  }

  const settings = new Map(above.settings);
  const conflicts: InheritanceProblem[] = [];
  for (const [key, { path, settings: placed }] of permitted) {
    const { state, problems } = mergeSetting(path, settings.get(key), placed);
    settings.set(key, state);
    conflicts.push(...problems);
  }
  return {
    type: above.type,
    settings,
    ...handedOn(above, read),
    ignored: [...above.ignored, ...ignored],
    problems: [...above.problems, ...unreadable, ...conflicts],
    isUnreadable: above.isUnreadable || unreadable.length > 0,
  };
}

function entry<T>(map: Map<string, { path: SettingPath; settings: T[] }>, path: SettingPath) {
  const key = pathKey(path);
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = { path, settings: [] };
  map.set(key, made);
  return made;
}

function handedOn(
  above: Inherited,
  read: readonly (Settings & { readonly place: PolicyPlace })[],
): Pick<Inherited, "controls" | "nodes"> {
  const controls = new Map(above.controls);
  const nodes = new Set(above.nodes);
  for (const policy of read) {
    // What may not be added here may not be added further down either, so limits on it limit nothing.
    for (const path of policy.nodes) if (missingBelow(above, path) === null) nodes.add(pathKey(path));
    for (const control of policy.controls) {
      const key = pathKey(control.path);
      controls.set(key, [...(controls.get(key) ?? []), { ...control, place: policy.place }]);
    }
  }
  return { controls, nodes };
}

type Refusal = Pick<IgnoredSetting, "because" | "at">;

/** Why a level may not use an operator at a path, or null when it may. */
function refusal(above: Inherited, path: SettingPath, operator: ValueOperator): Refusal | null {
  const missing = missingBelow(above, path);
  if (missing !== null) return { at: missing, because: placesWithout(above, missing, ADDING_OPERATORS) };
  if (allows(above, path, [operator])) return null;
  return { at: path, because: placesWithout(above, path, [operator]) };
}

/**
 * The path below which a level would have to add what is not there, although that is not permitted; null when it
 * adds nothing, or may.
 *
 * The control at a path is about what may be added directly below it. It does not reach further down: AWS's opt-out
 * examples repeat it at each depth, and say of each what it alone prevents.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 * (example 1), read 2026-11.
 */
function missingBelow(above: Inherited, path: SettingPath): SettingPath | null {
  for (let depth = 0; depth < path.length; depth++) {
    if (above.nodes.has(pathKey(path.slice(0, depth + 1)))) continue;
    const parent = path.slice(0, depth);
    return allows(above, parent, ADDING_OPERATORS) ? null : parent;
  }
  return null;
}

/** Whether one at least of the operators is permitted below. */
function allows({ controls }: Inherited, path: SettingPath, operators: readonly ValueOperator[]): boolean {
  const limits = controls.get(pathKey(path)) ?? [];
  return VALUE_OPERATORS.some(
    (operator) => operators.includes(operator) && limits.every(({ allowed }) => allowed.includes(operator)),
  );
}

/** Those that leave out any of the operators. */
function placesWithout(
  { controls }: Inherited,
  path: SettingPath,
  operators: readonly ValueOperator[],
): readonly PolicyPlace[] {
  return (controls.get(pathKey(path)) ?? [])
    .filter(({ allowed }) => !operators.every((operator) => allowed.includes(operator)))
    .map(({ place }) => place);
}
