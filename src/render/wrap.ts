/** Columns where nobody knows how wide the output is: a pipe, a file, a log. */
export const COLUMNS = 100;

/** Narrower than this a line of its own for each phrase would be harder to read than one that the terminal breaks. */
const LEAST = 20;

/**
 * Phrases on lines of at most so many columns. A phrase is never broken, so that a name can be searched for and copied;
 * one that is longer than a line has a line of its own. Columns are characters: a terminal that shows one wider breaks
 * the line itself.
 *
 * @param indent columns before each line but the first, which follows a head that is that wide
 * @returns the lines, joined by line breaks, without one at the end
 */
export function wrapped(phrases: readonly string[], columns: number, indent: number): string {
  const room = Math.max(columns - indent, LEAST);
  const lines: string[] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const phrase of phrases) {
    const own = [...phrase].length;
    if (width + 1 + own > room) {
      lines.push(phrase);
      width = own;
    } else {
      lines[lines.length - 1] += ` ${phrase}`;
      width += 1 + own;
    }
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}
