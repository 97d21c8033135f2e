import type { RuleDetection } from "./detection";

/** What the target of a notifying rule makes of an event: EventBridge's input transformer. */
export interface Message {
  /** By name, the JSON path of the value; a path that the event has not gives an empty text. */
  readonly paths: Readonly<Record<string, string>>;
  /** JSON with <name> in its texts. */
  readonly template: string;
}

/** Where a message's values stand in an event. Ids, ARNs and names only: what callers word freely stays out. */
const PATHS = {
  account: "$.account",
  region: "$.region",
  time: "$.time",
  event: "$.detail.eventName",
  caller: "$.detail.userIdentity.arn",
  finding: "$.detail.id",
} as const;

/** What happened, in the words of an event and of a finding. */
const CALL = "<event> by <caller>";
const FINDING = "Finding <finding>";

/**
 * The message of a detection, in the form that chat channels take and mail shows as it is.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html.
 */
export function messageOf({ id, title, severity, why, response, about }: RuleDetection): Message {
  const what = about === "finding" ? FINDING : CALL;
  const description = `${what}, account <account>, <region>, <time>. ${why}`;
  const used = Object.entries(PATHS).filter(([name]) => description.includes(`<${name}>`));
  return {
    paths: Object.fromEntries(used),
    template: JSON.stringify({
      version: "1.0",
      source: "custom",
      content: {
        textType: "client-markdown",
        title: `${severity}: ${title}`,
        description,
        nextSteps: [response],
        keywords: [id, severity],
      },
    }),
  };
}
