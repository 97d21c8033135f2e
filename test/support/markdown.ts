/**
 * A line of Markdown with every code span replaced by "□", by CommonMark's rule: a run of backticks opens a span
 * that ends at the next run of the same length; a backslash before the opening run makes its first one plain.
 * Source: https://spec.commonmark.org/0.31.2/#code-spans, read 2026-11.
 */
export function outsideOfCode(line: string): string {
  let text = "";
  let at = 0;
  while (at < line.length) {
    if (line[at] === "\\") {
      text += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (line[at] !== "`") {
      text += line[at];
      at += 1;
      continue;
    }
    const [run] = /^`+/.exec(line.slice(at))!;
    const rest = line.slice(at + run.length);
    const close = [...rest.matchAll(/`+/g)].find(([found]) => found.length === run.length);
    if (close === undefined) {
      text += run;
      at += run.length;
      continue;
    }
    text += "□";
    at += run.length + close.index + run.length;
  }
  return text;
}
