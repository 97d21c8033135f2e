import { servicePrefixes } from "../../../aws-data/actions";
import { nearest } from "../../../findings/nearest";
import { isAction } from "../../../policy/refusals";
import { prefixOf } from "../../meaning/actions";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";

export const unknownServicePrefix: LintRule = {
  slug: "unknown-service-prefix",
  title: "Actions of a service that AWS does not have",
  severity: "warning",
  types: ALL_TYPES,
  why: "AWS takes any prefix and then no request ever has it: a Deny denies nothing, an Allow allows nothing, a NotAction spares nothing. The prefix is often not the name of the service (macie2, sso, ce).",
  fix: "correct the prefix, or renew the action data when the service is new",
  sources: [
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { text, at } of statements.flatMap(({ actions }) => actions.texts)) {
      const prefix = prefixOf(text);
      if (prefix === undefined || !isAction(text) || servicePrefixes().includes(prefix)) continue;
      yield {
        at,
        message: `no service has the prefix ${prefix}`,
        found: text,
        nearest: nearest(prefix, servicePrefixes()),
      };
    }
  },
};
