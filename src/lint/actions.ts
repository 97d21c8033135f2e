/** The prefix of an action, in lower case; undefined when a wildcard stands in it, or no colon. */
export function prefixOf(action: string): string | undefined {
  const [, prefix] = /^([A-Za-z0-9-]+):/.exec(action) ?? [];
  return prefix?.toLowerCase();
}
