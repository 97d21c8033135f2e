import type { Intent } from "./intent";

const SELECTOR = "tag:";

/**
 * The tag keys of every selector "tag:KEY=VALUE" in the intent, sorted: the tags that a snapshot must record.
 */
export function selectorTagKeys({ guardrails, exceptions, assertions, identity }: Intent): readonly string[] {
  const written = [
    ...guardrails.map(({ target }) => target),
    ...[...exceptions, ...assertions].flatMap(({ on }) => on),
    ...(identity?.assignments ?? []).flatMap(({ on, except }) => [...on, ...except]),
  ];
  const keys = written
    .filter((text) => text.startsWith(SELECTOR))
    .map((text) => text.slice(SELECTOR.length).split("=", 1)[0]!);
  return [...new Set(keys)].sort();
}
