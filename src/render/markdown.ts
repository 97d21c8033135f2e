import { printable } from "./printable";

/** Longer texts from outside are cut: a name or a reason needs no more. */
const MOST_CHARACTERS = 600;

/**
 * Text from outside as a code span, the one place in Markdown where nothing means anything: no markup, no HTML, no
 * link, and on the sites that have them no mention of people, issues or commits.
 *
 * Sources, read 2026-11: https://spec.commonmark.org/0.31.2/#code-spans,
 * https://github.github.com/gfm/#autolinks-extension-.
 */
export function code(text: string): string {
  const shown = cut(printable(text));
  if (shown.trim() === "") return "(empty)";
  const runs = (shown.match(/`+/g) ?? []).map(({ length }) => length);
  let fence = "`";
  while (runs.includes(fence.length)) fence += "`";
  // One space at either end is taken away again; without it, a backtick there would be part of the fence.
  const needsSpace = /^`|`$|^ .* $/.test(shown);
  return needsSpace ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** Never through the middle of a character that takes two code units. */
function cut(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** A part of a document that is there whole or not at all. */
export interface Block {
  readonly text: string;
  /** What it is, for saying how many were left out: "group", "groups". */
  readonly kind: readonly [string, string];
}

/** A part whose head is there with its first block. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** Room that is kept for saying what was left out. */
const ROOM_FOR_OMISSIONS = 500;

/**
 * A document of at most so many characters. What does not fit is left out, block by block from where the room ends,
 * and counted at the end.
 *
 * @param omitted says what was left out, in Markdown, in at most ROOM_FOR_OMISSIONS characters
 */
export function fitted(
  head: string,
  sections: readonly Section[],
  most: number,
  omitted: (counts: string) => string,
): string {
  let text = head;
  const left = new Map<string, { count: number; kind: Block["kind"] }>();
  for (const { title, blocks } of sections) {
    let isOpen = false;
    for (const block of blocks) {
      const more = (isOpen ? "" : `\n${title}\n\n`) + block.text;
      if (text.length + more.length + ROOM_FOR_OMISSIONS <= most) {
        text += more;
        isOpen = true;
        continue;
      }
      const [name] = block.kind;
      left.set(name, { count: (left.get(name)?.count ?? 0) + 1, kind: block.kind });
    }
  }
  if (left.size === 0) return text;
  const counts = [...left.values()].map(
    ({ count, kind: [one, many] }) => `${count} ${count === 1 ? one : many}`,
  );
  return `${text}\n${omitted(counts.join(", "))}\n`;
}
