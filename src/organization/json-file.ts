import { z } from "zod";
import type { Finding } from "../findings/finding";
import { HIDDEN } from "../render/printable";

/** A file of ours in JSON: what it is called in messages, and the command that writes it. */
export interface FileKind {
  /** "snapshot" or "lock": the first word of every code. */
  readonly name: string;
  readonly formatVersion: number;
  /** The command line that makes the file anew. */
  readonly remedy: string;
}

export type Parsed<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Finding[] };

/** Problems that one damaged file may report. */
const MOST_PROBLEMS = 20;

/** Parses the text of one of our files and checks it against its schema. Never throws. */
export function parseJsonFile<T>(
  text: string,
  file: string,
  kind: FileKind,
  schema: z.ZodType<T>,
): Parsed<T> {
  const { name, formatVersion, remedy } = kind;
  const whole = { file, line: 1, column: 1 };
  const failed = (...problems: Finding[]): Parsed<T> => ({ value: null, problems });

  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return failed(notJson(text, file, kind, error as Error));
  }
  const version = (data as { formatVersion?: unknown } | null)?.formatVersion;
  if (typeof version === "number" && version > formatVersion) {
    return failed({
      code: `${name}-too-new`,
      severity: "error",
      place: whole,
      path: "formatVersion",
      message: `this ${name} was written by a newer org-guardrails`,
      found: String(version),
      expected: `${formatVersion} or less`,
      fix: `update org-guardrails, or write the file anew: ${remedy}`,
    });
  }
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data, problems: [] };
  return failed(
    ...result.error.issues.slice(0, MOST_PROBLEMS).map(
      (issue): Finding => ({
        code: `${name}-invalid`,
        severity: "error",
        place: whole,
        path: z.core.toDotPath(issue.path),
        message: `this is no ${name} that org-guardrails wrote: ${issue.message}`,
        fix: remedy,
      }),
    ),
  );
}

/**
 * A record of texts. z.record leaves out __proto__, which may well be the key of a tag or the name of a unit.
 *
 * @param fits which texts will do as values
 * @param expected what they are, for messages
 */
export function textRecord(fits: (text: string) => boolean, expected: string) {
  return z.custom<Readonly<Record<string, string>>>(
    (value) =>
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((member) => typeof member === "string" && fits(member)),
    `a map of ${expected}`,
  );
}

function notJson(text: string, file: string, { name, remedy }: FileKind, error: Error): Finding {
  const conflict = /^(?:<{7}|={7}|>{7})/m.exec(text);
  const before = text.slice(0, conflict?.index ?? brokenAt(text, error));
  const place = { file, line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
  return {
    code: `${name}-not-json`,
    severity: "error",
    place,
    message: text.trim() === "" ? `the ${name} is empty` : `the ${name} is not JSON`,
    ...(conflict === null ? {} : { found: "the marks of a merge conflict" }),
    fix: conflict === null ? remedy : `resolve the conflict by writing the file anew: ${remedy}`,
  };
}

/** V8 says where a text breaks in words, and of some breaks not even that: then it is the start of the file. */
function brokenAt(text: string, { message }: Error): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  return message.startsWith("Unexpected end") ? text.length : 0;
}

/**
 * One line of JSON. Hidden characters are escaped, so that a name from AWS shows in a review as what it is.
 */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(HIDDEN, (hidden) => {
    let escaped = "";
    for (let unit = 0; unit < hidden.length; unit++) {
      escaped += "\\u" + hidden.charCodeAt(unit).toString(16).padStart(4, "0");
    }
    return escaped;
  });
}

/**
 * An object as JSON with one member a line, and within a member that is a list or a map one row a line; a list of
 * objects in such a map has rows of its own. Short enough for 50,000 accounts, and a change of one of them is a change
 * of one line.
 */
export function jsonText(value: object): string {
  const members = Object.entries(value).map(([key, member]) => `  ${jsonLine(key)}: ${jsonRows(member)}`);
  return `{\n${members.join(",\n")}\n}\n`;
}

function jsonRows(member: unknown): string {
  if (typeof member !== "object" || member === null || Object.keys(member).length === 0)
    return jsonLine(member);
  if (Array.isArray(member)) return `[\n${member.map((row) => `    ${jsonLine(row)}`).join(",\n")}\n  ]`;
  const rows = Object.entries(member).map(([key, row]) => `    ${jsonLine(key)}: ${jsonRow(row)}`);
  return `{\n${rows.join(",\n")}\n  }`;
}

function jsonRow(row: unknown): string {
  const isList = Array.isArray(row) && row.some((one) => typeof one === "object" && one !== null);
  if (!isList) return jsonLine(row);
  return `[\n${row.map((one) => `      ${jsonLine(one)}`).join(",\n")}\n    ]`;
}

/** Sorts by code units, as `<` does. */
export function by<T>(text: (value: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}

/** A record with its keys in order. */
export function sortedRecord(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(by(([key]) => key)));
}
