import type { RequestContext } from "./context";
import { joined, literally, type Pattern, withWildcards } from "./pattern";

/** The version of the policy language that knows policy variables; in the older one they are plain text. */
const VERSION_WITH_VARIABLES = "2012-10-17";

/** Variables that stand for a character which would otherwise mean something. */
const ESCAPES: ReadonlySet<string> = new Set(["*", "?", "$"]);

interface Variable {
  /** What stands between "${" and "}", without the default. */
  readonly name: string;
  readonly defaultValue: string | undefined;
  /** Where the text goes on. */
  readonly end: number;
}

/** Whether a text of a policy can mean different things to different requests. */
export function mayHaveVariables(text: string, version: string | undefined): boolean {
  return version === VERSION_WITH_VARIABLES && text.includes("${");
}

/**
 * The text of a policy with its variables replaced by values of the request, or undefined when one of them has
 * neither a value nor a default: such a text is equal to nothing and like nothing.
 *
 * What a variable brings in stands for itself: its `*` and `?` are no wildcards.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html, read 2026-11.
 */
export function expanded(
  text: string,
  version: string | undefined,
  context: RequestContext,
): Pattern | undefined {
  if (!mayHaveVariables(text, version)) return withWildcards(text);
  const parts: Pattern[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf("${", at);
    const variable = start < 0 ? undefined : variableAt(text, start);
    if (variable === undefined) break;
    const value = variableValue(variable, context);
    if (value === undefined) return undefined;
    parts.push(withWildcards(text.slice(at, start)), literally(value));
    at = variable.end;
  }
  parts.push(withWildcards(text.slice(at)));
  return joined(parts);
}

/** The variable that begins at `start`; undefined when nothing closes it, so that no later one is closed either. */
function variableAt(text: string, start: number): Variable | undefined {
  const close = text.indexOf("}", start);
  if (close < 0) return undefined;
  const comma = text.indexOf(",", start);
  if (comma >= 0 && comma < close) {
    const open = skipBlanks(text, comma + 1);
    const quote = text[open] === "'" ? text.indexOf("'}", open + 1) : -1;
    if (quote >= 0) {
      return {
        name: text.slice(start + 2, comma).trim(),
        defaultValue: text.slice(open + 1, quote),
        end: quote + 2,
      };
    }
  }
  return { name: text.slice(start + 2, close).trim(), defaultValue: undefined, end: close + 1 };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at++;
  return at;
}

/** A key with several values is no value for a variable. */
function variableValue({ name, defaultValue }: Variable, context: RequestContext): string | undefined {
  if (ESCAPES.has(name)) return name;
  const values = context.get(name);
  return values?.length === 1 ? values[0] : defaultValue;
}
