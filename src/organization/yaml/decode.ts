import type { Finding } from "../../findings/finding";
import { HIDDEN, printable } from "../../render/printable";

/**
 * The largest organization.yaml, in bytes. Ten guardrails at each of the 2,000 units that AWS allows come to
 * half of it; a file beyond it is a mistake or an attack, and is not even looked at.
 */
export const MOST_BYTES = 1024 * 1024;

/** Findings of one kind in one file. */
const MOST_SHOWN = 20;

export interface Decoded {
  readonly text: string;
  readonly problems: readonly Finding[];
}

/**
 * The text of a file, without a byte order mark, and what makes it unfit to be read at all: its size, bytes
 * that are not UTF-8, and characters that hide from the person who reviews it.
 */
export function decode(input: string | Uint8Array, file: string): Decoded {
  const start = { file, line: 1, column: 1 };
  const size = typeof input === "string" ? input.length : input.byteLength;
  if (size > MOST_BYTES) {
    const found = `${size} ${typeof input === "string" ? "characters" : "bytes"}`;
    return refused({
      code: "file-too-large",
      severity: "error",
      place: start,
      message: `${file} is larger than this tool reads`,
      found,
      expected: `at most ${MOST_BYTES} bytes`,
      fix: "check that this is the right file; name units instead of single accounts",
    });
  }
  const decoded =
    typeof input === "string" ? input : new TextDecoder("utf-8", { ignoreBOM: true }).decode(input);
  const text = decoded.startsWith("\ufeff") ? decoded.slice(1) : decoded;
  const broken = text.indexOf("\ufffd");
  if (broken >= 0) {
    return refused({
      code: "not-utf-8",
      severity: "error",
      place: placeIn(text, broken, file),
      message: `${file} is not UTF-8 text`,
      expected: "UTF-8",
      fix: "save the file as UTF-8",
    });
  }
  return { text, problems: hiddenCharacters(text, file) };
}

function refused(problem: Finding): Decoded {
  return { text: "", problems: [problem] };
}

/** Layout, and the joiners that some scripts need to be written at all. */
const VISIBLE_ENOUGH = new Set(["\t", "\n", "\r", "\u200c", "\u200d"]);

/** The hidden characters in a text that have no business in a file that people review. */
export function findHidden(text: string): readonly { readonly offset: number; readonly shown: string }[] {
  const found: { offset: number; shown: string }[] = [];
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (VISIBLE_ENOUGH.has(character)) continue;
    found.push({ offset: index, shown: printable(character) });
    if (found.length === MOST_SHOWN) break;
  }
  return found;
}

function hiddenCharacters(text: string, file: string): readonly Finding[] {
  return findHidden(text).map(({ offset, shown }) => hiddenCharacter(shown, placeIn(text, offset, file)));
}

/** The finding about one hidden character. */
export function hiddenCharacter(shown: string, place: Finding["place"]): Finding {
  return {
    code: "hidden-character",
    severity: "error",
    place,
    message: "a character that does not show, or that changes how others show",
    found: shown,
    fix: "remove it; a reviewer cannot see what it does",
  };
}

function placeIn(text: string, offset: number, file: string) {
  const before = text.slice(0, offset);
  return { file, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
