import type { JsonMember, JsonNode } from "./node";

/** What keeps a text from being JSON. */
export interface JsonProblem {
  readonly offset: number;
  /** What is there, as the end of a sentence: "a comma stands before the closing bracket". */
  readonly message: string;
  readonly fix: string;
}

export interface ParsedJson {
  /** Undefined when the text breaks in a way that leaves its meaning open. */
  readonly root: JsonNode | undefined;
  /** In the order of the text; empty exactly when JSON.parse takes the text and it is not nested too deeply. */
  readonly problems: readonly JsonProblem[];
}

/** Deeper texts are refused: a policy needs seven, and no reader of the tree has to mind its stack. */
export const DEEPEST = 100;

/** A text with more is no JSON at all, and its reader learns nothing from the rest. */
const MOST_PROBLEMS = 20;

/**
 * Parses strict JSON and keeps where each value stands. Usual slips (a comma too many or too few, comments, text
 * without quotes) are reported and read as what they were meant to be, so that the rest can be looked at too.
 * Never throws.
 *
 * Source: https://www.rfc-editor.org/rfc/rfc8259, read 2026-11.
 */
export function parseJson(text: string): ParsedJson {
  const parser = new Parser(text);
  let root: JsonNode | undefined;
  try {
    root = parser.document();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
  }
  return { root, problems: parser.problems };
}

/** The text breaks so that what follows means nothing. */
class Broken extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const WORD = /[^\s,:[\]{}"']+/y;
/** A placeholder may hold blanks and colons: <your organization>. */
const BARE = /<[^<>\n"]*>|\$\{[^{}\n"]*\}/y;

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const MISCAST: ReadonlyMap<string, boolean | null> = new Map([
  ["True", true],
  ["TRUE", true],
  ["False", false],
  ["FALSE", false],
  ["None", null],
  ["undefined", null],
]);

class Parser {
  readonly problems: JsonProblem[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  document(): JsonNode {
    if (this.text.startsWith("\ufeff")) {
      this.report(0, "the text begins with a byte-order mark", "save the file as UTF-8 without one");
      this.at = 1;
    }
    this.space();
    if (this.at === this.text.length) this.stop("the text is empty", "write a policy");
    // What a reader makes of UTF-16 and the like.
    if (this.text[this.at] === "\ufffd") this.stop("the text is not UTF-8", "save the file as UTF-8");
    const root = this.value(0);
    this.space();
    if (this.at < this.text.length) {
      this.report(this.at, "something follows the end of the document", "keep one JSON document in a file");
    }
    return root;
  }

  private value(depth: number): JsonNode {
    if (depth > DEEPEST)
      this.stop(`the text is nested more than ${DEEPEST} deep`, "no policy is: flatten it");
    const start = this.at;
    switch (this.text[start]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.scalar(start, this.string());
      case "'":
        return this.scalar(start, this.singleQuoted());
      case undefined:
        return this.stop("the text ends before the document does", "close what is open");
      default:
        return this.bare(start);
    }
  }

  private object(depth: number): JsonNode {
    const start = this.at;
    const members: JsonMember[] = [];
    this.list("}", () => {
      const keyStart = this.at;
      const key = this.key();
      this.space();
      if (this.text[this.at] !== ":") this.stop("a key has no value", 'write "key": value');
      this.at++;
      this.space();
      members.push({ key, start: keyStart, value: this.value(depth + 1) });
    });
    return { kind: "object", start, end: this.at, members };
  }

  private array(depth: number): JsonNode {
    const start = this.at;
    const items: JsonNode[] = [];
    this.list("]", () => items.push(this.value(depth + 1)));
    return { kind: "array", start, end: this.at, items };
  }

  /** Reads from an opening bracket to the closing one. */
  private list(close: string, one: () => void): void {
    this.at++;
    this.space();
    while (this.text[this.at] !== close) {
      one();
      const end = this.at;
      this.space();
      if (this.text[this.at] === ",") this.comma(close);
      else if (this.text[this.at] !== close) this.missing(close, end);
    }
    this.at++;
  }

  private comma(close: string): void {
    const comma = this.at++;
    this.space();
    while (this.text[this.at] === ",") {
      this.report(this.at++, "a comma follows another", "remove one");
      this.space();
    }
    if (this.text[this.at] === close) {
      this.report(comma, `a comma stands before the closing "${close}"`, "remove the comma");
    }
  }

  private missing(close: string, end: number): void {
    const next = this.text[this.at];
    if (next === undefined) this.stop(`the text ends before its "${close}"`, `add "${close}"`);
    if (next === "}" || next === "]" || next === ":") {
      this.stop(`"${next}" stands where "," or "${close}" belongs`, "correct the brackets");
    }
    this.report(end, "a comma is missing", "add a comma after this");
  }

  private key(): string {
    const start = this.at;
    const first = this.text[start];
    if (first === '"') return this.string();
    if (first === "'") return this.singleQuoted();
    const word = this.take(BARE) ?? this.take(WORD);
    if (word === undefined) this.stop("a key is missing", 'write "key": value');
    this.report(start, "a key stands without quotes", `write ${JSON.stringify(word)}`);
    return word!;
  }

  private bare(start: number): JsonNode {
    const number = this.take(NUMBER);
    if (number !== undefined) return this.scalar(start, Number(number));
    const word = this.take(BARE) ?? this.take(WORD);
    if (word === undefined) {
      this.stop(`"${this.text[start]}" stands where a value belongs`, "write a value, or remove the comma");
    }
    const literal = LITERALS.get(word!);
    if (literal !== undefined) return this.scalar(start, literal);
    const meant = MISCAST.get(word!);
    if (meant !== undefined) {
      this.report(start, `JSON has no ${word}`, `write ${meant}`);
      return this.scalar(start, meant);
    }
    this.report(start, "a text stands without quotes", `write ${JSON.stringify(word)}`);
    return this.scalar(start, word!);
  }

  private string(): string {
    const start = this.at;
    for (let at = start + 1; at < this.text.length; at++) {
      const unit = this.text.charCodeAt(at);
      if (unit === QUOTE) {
        this.at = at + 1;
        return this.decoded(start, this.at);
      }
      if (unit === BACKSLASH) at++;
      else if (unit < SPACE_UNIT) {
        this.at = at;
        this.stop(
          unit === NEWLINE ? "a text has no closing quote" : "a control character stands in a text",
          unit === NEWLINE ? 'end the text with " on its line' : "write it as an escape such as \\t",
        );
      }
    }
    return this.stop("a text has no closing quote", 'end the text with "');
  }

  private decoded(start: number, end: number): string {
    const inner = this.text.slice(start + 1, end - 1);
    if (!inner.includes("\\")) return inner;
    try {
      return JSON.parse(this.text.slice(start, end)) as string;
    } catch {
      const bad = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|(\\)/g;
      let place = start;
      for (const match of inner.matchAll(bad)) if (match[1] !== undefined) place = start + 1 + match.index;
      this.report(place, "JSON has no such escape", 'only \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX are');
      return inner;
    }
  }

  private singleQuoted(): string {
    const start = this.at;
    const end = this.text.indexOf("'", start + 1);
    const newline = this.text.indexOf("\n", start + 1);
    if (end === -1 || (newline !== -1 && newline < end)) this.stop("a text has no closing quote", 'use "');
    this.report(start, "a text stands in single quotes", "use double quotes");
    this.at = end + 1;
    return this.text.slice(start + 1, end);
  }

  /** Skips white space, and comments with a report. */
  private space(): void {
    for (;;) {
      while (isSpace(this.text.charCodeAt(this.at))) this.at++;
      const next = this.text[this.at];
      if (next !== "/" && next !== "#") return;
      const opening = this.text.slice(this.at, this.at + 2);
      if (next === "/" && opening !== "//" && opening !== "/*") return;
      this.report(this.at, "JSON has no comments", "remove the comment, or put it into a Sid");
      const [closing, width] = opening === "/*" ? ["*/", 2] : ["\n", 1];
      const end = this.text.indexOf(closing, this.at + (opening === "/*" ? 2 : 1));
      this.at = end === -1 ? this.text.length : end + width;
    }
  }

  private take(form: RegExp): string | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private scalar(start: number, value: string | number | boolean | null): JsonNode {
    return { kind: "scalar", start, end: this.at, value };
  }

  private report(offset: number, message: string, fix: string): void {
    this.problems.push({ offset, message, fix });
    if (this.problems.length >= MOST_PROBLEMS) throw new Broken();
  }

  private stop(message: string, fix: string): never {
    this.problems.push({ offset: this.at, message, fix });
    throw new Broken();
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE_UNIT = 0x20;
const NEWLINE = 0x0a;

function isSpace(unit: number): boolean {
  return unit === 0x20 || unit === NEWLINE || unit === 0x0d || unit === 0x09;
}
