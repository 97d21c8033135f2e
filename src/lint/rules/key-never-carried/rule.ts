import { type ConditionKeyInfo, carriesKey, conditionKeyInfo } from "../../../aws-data/condition-keys";
import type { Severity } from "../../../findings/finding";
import { knownActionsOf, prefixOf } from "../../meaning/actions";
import { holdsWhenAbsent } from "../../meaning/conditions";
import {
  ALL_TYPES,
  type LintCondition,
  type LintProblem,
  type LintRule,
  type LintStatement,
} from "../../types";

export const keyNeverCarried: LintRule = {
  slug: "key-never-carried",
  title: "A key that requests for the action do not have",
  severity: "warning",
  types: ALL_TYPES,
  why: "Each action carries the keys that AWS lists with it. A condition on another key is never true for it, or with a negated operator or IfExists always: a Deny then denies nothing, or everything.",
  fix: "use a key that the action carries, or move the action to a statement of its own",
  sources: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements) {
      if (statement.actions.negated) continue;
      for (const condition of statement.conditions) yield* ofCondition(statement, condition);
    }
  },
};

function* ofCondition({ actions }: LintStatement, condition: LintCondition): Iterable<LintProblem> {
  const { key, at } = condition;
  const info = conditionKeyInfo(key);
  if (info === undefined || !dependsOnAction(info)) return;
  // Over all services some action carries any key.
  if (actions.texts.some(({ text }) => prefixOf(text) === undefined)) return;
  const lists = actions.texts.map((one) => ({ ...one, known: knownActionsOf(one.text) }));
  const known = lists.filter((one) => one.known.length > 0);
  const without = known.filter((one) => !one.known.some((action) => carriesKey(action, key)));
  if (without.length === 0) return;
  if (without.length === known.length) {
    yield {
      at,
      on: "key",
      severity: certaintyOf(info),
      message: `no action of the statement carries ${key}: the condition is ${outcome(condition)} true`,
    };
    return;
  }
  // Who writes IfExists or Null has thought of requests without the key.
  if (condition.operator.kind === "null" || condition.operator.ifExists) return;
  for (const one of without) {
    const message = `${one.text} never carries ${key}: the condition is ${outcome(condition)} true for it`;
    yield { at: one.at, severity: holdsWhenAbsent(condition) ? certaintyOf(info) : "info", message };
  }
}

/** The keys of a service, and the tags of requests and resources. */
function dependsOnAction({ scope, key }: ConditionKeyInfo): boolean {
  return scope === "service" || TAG_KEYS.has(key);
}

const TAG_KEYS: ReadonlySet<string> = new Set([
  "aws:RequestTag/${TagKey}",
  "aws:ResourceTag/${TagKey}",
  "aws:TagKeys",
]);

/** Services may compare tags, and other families of keys, at actions of which the documentation does not say so. */
function certaintyOf({ key, family }: ConditionKeyInfo): Severity {
  return family || TAG_KEYS.has(key) ? "info" : "warning";
}

function outcome(condition: LintCondition): "always" | "never" {
  return holdsWhenAbsent(condition) ? "always" : "never";
}
