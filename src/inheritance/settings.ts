import {
  CONTROL_OPERATOR,
  type JsonValue,
  VALUE_OPERATORS,
  type ValueOperator,
} from "../policy/management/document";
import type { ManagementPolicyType } from "../policy/types";
import { CONTROL_VALUES, operatorsOf } from "./operators";
import type { InheritanceProblem, InheritanceProblemCode, PolicyPlace, SettingPath } from "./types";

/** What one document does to one setting. */
export interface Setting {
  readonly path: SettingPath;
  readonly operator: ValueOperator;
  readonly value: JsonValue;
}

/** A child control operator: what policies further down may do at a path. */
export interface Control {
  readonly path: SettingPath;
  readonly allowed: readonly ValueOperator[];
}

/** A document taken apart. */
export interface Settings {
  readonly settings: readonly Setting[];
  readonly controls: readonly Control[];
  /** Every path that the document mentions. */
  readonly nodes: readonly SettingPath[];
  readonly problems: readonly InheritanceProblem[];
}

type Members = Readonly<Record<string, unknown>>;

/** Deeper than any policy that AWS documents; a damaged file may hold anything. */
const DEEPEST = 32;

/**
 * Takes a policy document apart: each key is a node, a node holds operators or further nodes.
 *
 * Keys are folded to lower case: AWS calls the policy keys of tag and backup policies not case sensitive and shows
 * them in lower case in effective policies. For other types, whose keys are all written in lower case, this is
 * assumed.
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html
 * and https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html, read
 * 2026-11.
 */
export function settingsOf(type: ManagementPolicyType, document: unknown, place: PolicyPlace): Settings {
  const settings: Setting[] = [];
  const controls: Control[] = [];
  const nodes: SettingPath[] = [];
  const problems: InheritanceProblem[] = [];
  const problem = (code: InheritanceProblemCode, path: SettingPath, message: string, fix: string) =>
    problems.push({ code, path, policies: [place], message, fix });
  const applicable = operatorsOf(type);

  const setting = (path: SettingPath, operator: ValueOperator, value: unknown) => {
    if (!applicable.includes(operator)) {
      const fix = `use ${applicable.join(", ")}`;
      problem("operator-not-applicable", path, `policies of this type do not take ${operator}`, fix);
    } else if (!isValue(value)) {
      const fix = `give ${operator} a value or a list of values`;
      problem("invalid-document", path, `${operator} has an object where a value belongs`, fix);
    } else if (operator !== "@@assign" && !Array.isArray(value)) {
      const fix = `give ${operator} a list, or use @@assign`;
      problem("operator-not-applicable", path, `${operator} is for lists, and this is one value`, fix);
    } else {
      settings.push({ path, operator, value });
    }
  };

  const control = (path: SettingPath, value: unknown) => {
    const names = Array.isArray(value) ? value : [value];
    const wrong = names.find((name) => typeof name !== "string" || !Object.hasOwn(CONTROL_VALUES, name));
    if (names.length === 0 || wrong !== undefined) {
      const fix = `use a list of ${Object.keys(CONTROL_VALUES).join(", ")}`;
      const found = names.length === 0 ? "an empty list" : JSON.stringify(wrong);
      problem("invalid-operator", path, `${CONTROL_OPERATOR} has ${found}`, fix);
      return;
    }
    const allowed = VALUE_OPERATORS.filter((operator) =>
      names.some((name) => CONTROL_VALUES[name]!.includes(operator)),
    );
    controls.push({ path, allowed });
  };

  const node = (path: SettingPath, value: unknown) => {
    nodes.push(path);
    if (!isMembers(value) || path.length > DEEPEST) {
      const bare = path.length === 0 ? "the document is no JSON object" : "a value without an operator";
      const message = isMembers(value) ? "nested too deeply" : bare;
      problem("invalid-document", path, message, 'write settings as { "@@assign": … }');
      return;
    }
    const keys = Object.keys(value);
    const children = keys.filter((key) => !key.startsWith("@@"));
    const seen = new Set<string>();
    for (const key of children) {
      const folded = key.toLowerCase();
      const below = [...path, folded];
      if (seen.has(folded)) {
        problem(
          "invalid-document",
          below,
          `the key ${JSON.stringify(key)} is there twice`,
          "keep one of them",
        );
      }
      seen.add(folded);
      node(below, value[key]);
    }
    const operators = keys.filter((key) => key.startsWith("@@"));
    for (const key of operators) {
      if (key === CONTROL_OPERATOR) control(path, value[key]);
      else if (!isValueOperator(key)) {
        const fix = `use ${VALUE_OPERATORS.join(", ")} or ${CONTROL_OPERATOR}`;
        problem("invalid-operator", path, `there is no operator ${JSON.stringify(key)}`, fix);
      } else if (children.length > 0 || path.length === 0) {
        const fix = "put operators where the value belongs";
        problem("invalid-document", path, `${key} stands where only further settings may`, fix);
      } else setting(path, key, value[key]);
    }
  };

  node([], document);
  return { settings, controls, nodes, problems };
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isValueOperator(key: string): key is ValueOperator {
  return (VALUE_OPERATORS as readonly string[]).includes(key);
}

/** A value, or a list of values. */
function isValue(value: unknown): value is JsonValue {
  return Array.isArray(value) ? value.every((each) => typeof each !== "object") : !isMembers(value);
}
