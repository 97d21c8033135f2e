import type { z } from "zod";
import type { Finding } from "../findings/finding";
import { nearest } from "../findings/nearest";
import { knownKeys } from "./schema-keys";
import { dotted, type Located } from "./yaml/located";
import { kindOf } from "./yaml/read";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Longer values are cut in messages. */
const MOST_SHOWN = 100;

/** Where issues came from. */
export interface Checked {
  readonly located: Located;
  readonly schema: z.core.$ZodType;
  /** Where the value that the schema checked stands in the file. */
  readonly base: Path;
}

/** What was expected, in words; for schemas that do not say it themselves. */
export function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type") return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === "invalid_value") return `one of ${issue.values.map(String).join(", ")}`;
  return undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  record: "a map",
};

/** What a schema found wrong, with the places and the words that a person needs to mend it. */
export function issueFindings(issues: readonly Issue[], checked: Checked): Finding[] {
  return issues.flatMap((issue) => issueFinding(issue, checked));
}

function issueFinding(issue: Issue, checked: Checked): Finding[] {
  const { located, base } = checked;
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => unknownKey(key, issue.path, checked));
  if (issue.code === "invalid_union") {
    const branch = meantBranch(issue.errors);
    if (branch !== undefined) {
      return issueFindings(
        branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
        checked,
      );
    }
  }
  const path = [...base, ...issue.path];
  const value = located.at(path);
  const common = {
    severity: "error" as const,
    place: located.place(path),
    path: dotted(path),
    expected: issue.message,
  };
  if (value === undefined) {
    return [
      {
        code: "missing-key",
        ...common,
        message: `${dotted(path)} is missing`,
        fix: `add ${String(path.at(-1))}`,
      },
    ];
  }
  if (value === null) {
    return [
      {
        code: "empty-value",
        ...common,
        message: `${dotted(path)} has no value`,
        fix: "give it a value, or remove the key",
      },
    ];
  }
  const source = located.source(path);
  if (source !== undefined && /text|string/.test(expectedKind(issue)))
    return [{ ...common, ...unquoted(source, value, dotted(path)) }];
  return [
    {
      code: "invalid-value",
      ...common,
      message: `${dotted(path)} is not what it has to be`,
      found: shown(value),
      ...suggestion(issue, value),
    },
  ];
}

/** The alternative that the author meant: the one whose complaints are not about the kind of value. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
}

function expectedKind(issue: Issue): string {
  if (issue.code === "invalid_type") return issue.expected;
  return issue.code === "invalid_union" ? "text" : "";
}

/** A scalar that YAML did not read as text: an account id with a leading zero loses it. */
function unquoted(source: string, value: unknown, path: string) {
  return {
    code: "unquoted-text",
    message: `YAML reads ${path} as ${kindOf(value)}, not as text`,
    found:
      /^[0-9]+$/.test(source) && source !== String(value) ? `${source}, read as ${String(value)}` : source,
    fix: `write it in quotes: ${JSON.stringify(source)}`,
  };
}

function unknownKey(key: string, at: Path, { located, schema, base }: Checked): Finding {
  const path = [...base, ...at, key];
  const keys = knownKeys(schema, at);
  return {
    code: "unknown-key",
    severity: "error",
    place: located.keyPlace(path),
    path: dotted(path),
    message: `${JSON.stringify(shorten(key))} is not a key here`,
    found: shorten(key),
    expected: keys.length === 0 ? undefined : `one of ${keys.join(", ")}`,
    nearest: nearest(key, keys),
    fix: "correct or remove the key",
  };
}

function suggestion(issue: Issue, value: unknown): { readonly nearest?: string | undefined } {
  if (issue.code !== "invalid_value" || typeof value !== "string") return {};
  return { nearest: nearest(value, issue.values.map(String)) };
}

/** A value from the file as messages show it. */
export function shown(value: unknown): string {
  return typeof value === "object" && value !== null ? kindOf(value) : shorten(String(value));
}

function shorten(text: string): string {
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`;
}
