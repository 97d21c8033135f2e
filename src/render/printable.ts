/**
 * Characters that do not show, or that change how their neighbours show: control characters (and with them
 * every terminal sequence), halves of surrogate pairs, line and paragraph separators, bidirectional and
 * zero-width marks, and the invisible tag characters. Names from AWS and from files may hold any of them.
 */
export const HIDDEN =
  /\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The text on one line, with every hidden character shown as an escape such as \u{202e}. */
export function printable(text: string): string {
  return text.replace(HIDDEN, (hidden) => SHORT[hidden] ?? `\\u{${hidden.codePointAt(0)!.toString(16)}}`);
}
