import { actionDataVersion, knownActions, servicePrefixes } from "../../../aws-data/actions";
import { matchesKnownAction, matchingPlaces } from "../../../aws-data/matching-actions";
import { nearest } from "../../../findings/nearest";
import { isAction } from "../../../policy/refusals";
import { prefixOf } from "../../meaning/actions";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const unknownAction: LintRule = {
  slug: "unknown-action",
  title: "An action that AWS does not document",
  severity: "warning",
  types: ALL_TYPES,
  why: "AWS takes any action and then no request ever has it: a Deny denies nothing, an Allow allows nothing, a NotAction spares nothing. The action is often not the name of the API call (s3:ListAllMyBuckets, lambda:InvokeFunction).",
  fix: "correct the action, or renew the action data when it is new",
  sources: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { text, at } of statements.flatMap(({ actions }) => actions.texts)) {
      const prefix = prefixOf(text);
      const known = matchesKnownAction(text.toLowerCase());
      if (known || !isAction(text) || (prefix !== undefined && !servicePrefixes().includes(prefix))) continue;
      const isPattern = /[*?]/.test(text);
      const { date } = actionDataVersion();
      yield {
        at,
        message: isPattern
          ? `no action is like this, as of ${date}`
          : `there is no such action, as of ${date}`,
        found: text,
        nearest: isPattern || prefix === undefined ? undefined : nearest(text, actionsOf(prefix)),
      };
    }
  },
};

function actionsOf(prefix: string): readonly string[] {
  return matchingPlaces(`${prefix}:*`).map((place) => knownActions()[place]!);
}
