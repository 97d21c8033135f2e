import { detection } from "../src/detections/detection";
import { RULE_PREFIX } from "../src/detections/names";
import { calls, notByKeepers } from "../src/detections/patterns";
import { administrator, call, stackSets, user } from "../src/detections/samples";

export const noticeRuleTampering = detection({
  id: "notice-rule-tampering",
  title: "A rule of these detections is changed, disabled or deleted",
  severity: "critical",
  why: "Without its rules an account is blind, and nothing else says so. This rule sends its own end: EventBridge matches the call that deletes it while it still stands (assumed).",
  response: "Roll the baseline out again, and look at what happened in the account and Region since.",
  references: [],
  accounts: "every",
  emitted: "every",
  readOnly: false,
  pattern: (organization) =>
    calls("events", ["DeleteRule", "DisableRule", "PutRule", "PutTargets", "RemoveTargets"], {
      $or: [
        { requestParameters: { name: [{ prefix: RULE_PREFIX }] } },
        { requestParameters: { rule: [{ prefix: RULE_PREFIX }] } },
      ],
      ...notByKeepers(organization),
    }),
  samples: (organization) => ({
    noticed: [
      call(organization, "events:DisableRule", {
        shows: "an administrator disables a rule",
        actor: administrator,
        emitted: "every",
        more: { requestParameters: { name: `${RULE_PREFIX}notice-root-activity` } },
      }),
      call(organization, "events:RemoveTargets", {
        shows: "a user takes a rule its target",
        actor: user,
        emitted: "every",
        more: { requestParameters: { rule: `${RULE_PREFIX}notice-root-activity`, ids: ["security"] } },
      }),
    ],
    ignored: [
      call(organization, "events:DeleteRule", {
        shows: "the baseline takes a rule away",
        actor: stackSets,
        emitted: "every",
        more: { requestParameters: { name: `${RULE_PREFIX}notice-root-activity` } },
      }),
      call(organization, "events:EnableRule", {
        shows: "a rule is switched on again",
        actor: administrator,
        emitted: "every",
        more: { requestParameters: { name: `${RULE_PREFIX}notice-root-activity` } },
      }),
      call(organization, "events:DisableRule", {
        shows: "a guardrail refuses",
        actor: administrator,
        emitted: "every",
        more: {
          requestParameters: { name: `${RULE_PREFIX}notice-root-activity` },
          errorCode: "AccessDeniedException",
        },
      }),
      call(organization, "events:DisableRule", {
        shows: "a team disables a rule of its own",
        actor: administrator,
        emitted: "every",
        more: { requestParameters: { name: "nightly-report" } },
      }),
    ],
  }),
});
