/** A fenced block of Markdown. @param text ends with a line's end */
export function fenced(language: string, text: string): string {
  return "```" + language + "\n" + text + "```";
}

/**
 * Puts text between a pair of markers of a page, indented like them.
 *
 * @param path for the message
 * @throws Error when they are missing
 */
export function renew(path: string, written: string, marker: string, indent: string, text: string): string {
  const [begin, end] = [`<!-- ${marker} -->\n`, `${indent}<!-- /${marker} -->`];
  const [from, to] = [written.indexOf(begin), written.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`${path}: expected ${begin.trim()} and ${end.trim()}, in this order`);
  const lines = text.split("\n").map((line) => (line === "" ? line : indent + line));
  return `${written.slice(0, from + begin.length)}\n${lines.join("\n")}\n\n${written.slice(to)}`;
}
