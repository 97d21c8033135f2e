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

function notJson(text: string, file: string, { name, remedy }: FileKind, error: Error): Finding {
  // V8 says where only in words; without them the text ended too early.
  const offset = Number(/at position (\d+)/.exec(error.message)?.[1] ?? text.length);
  const before = text.slice(0, offset);
  const place = { file, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
  const conflict = /^(?:<{7}|={7}|>{7})/m.test(text);
  return {
    code: `${name}-not-json`,
    severity: "error",
    place,
    message: text.trim() === "" ? `the ${name} is empty` : `the ${name} is not JSON`,
    ...(conflict ? { found: "the marks of a merge conflict" } : {}),
    fix: conflict ? `resolve the conflict by writing the file anew: ${remedy}` : remedy,
  };
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
 * An object as JSON with one member a line; a member that is a list has one element a line. Short enough for
 * 50,000 accounts, and a change of one of them is a change of one line.
 */
export function jsonText(value: object): string {
  const members = Object.entries(value).map(([key, member]) => {
    const list = Array.isArray(member) && member.length > 0;
    return `  ${jsonLine(key)}: ${list ? `[\n${member.map((row) => `    ${jsonLine(row)}`).join(",\n")}\n  ]` : jsonLine(member)}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}

/** Sorts by code units, as `<` does. */
export function by<T>(text: (value: T) => string): (a: T, b: T) => number {
  return (a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0);
}

/** A record with its keys in order. */
export function sortedRecord(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(by(([key]) => key)));
}
