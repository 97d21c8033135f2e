import { SEVERITIES, type Severity } from "../detections/detection";
import type { Subscriber } from "./types";

/** Whether a subscriber is told of what is so severe. */
function isTold({ from }: Subscriber, severity: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(from);
}

/** The addresses that get mail of a severity, each once, sorted. */
export function mailOf(subscribers: readonly Subscriber[], severity: Severity): readonly string[] {
  const told = subscribers.filter((each) => each.protocol === "email" && isTold(each, severity));
  return [...new Set(told.map(({ endpoint }) => endpoint))].sort();
}

/**
 * The severities whose topics a chat configuration has to listen to, by its ARN. A configuration holds the list of its topics whole and
 * is made by whoever has authorized the workspace, so that the list is changed there and not by this stack.
 *
 * Source: https://docs.aws.amazon.com/chatbot/latest/APIReference/API_SlackChannelConfiguration.html (SnsTopicArns), read
 * 2026-11.
 */
export function topicsOfChats(
  subscribers: readonly Subscriber[],
): Readonly<Record<string, readonly Severity[]>> {
  const chats = subscribers.filter(({ protocol }) => protocol === "chat");
  return Object.fromEntries(
    [...new Set(chats.map(({ endpoint }) => endpoint))]
      .sort()
      .map((endpoint) => [
        endpoint,
        SEVERITIES.filter((severity) =>
          chats.some((chat) => chat.endpoint === endpoint && isTold(chat, severity)),
        ),
      ]),
  );
}
