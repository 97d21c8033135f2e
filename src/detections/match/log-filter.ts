import { compares, isOperator } from "./numeric";
import type { Json } from "./pattern";

// The part of CloudWatch Logs' filter patterns for JSON that the detections are written in: comparisons of one property
// with a text or a number, EXISTS in its three forms, && and || with parentheses.
// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html, read
// 2026-11.

/**
 * Characters of a filter pattern.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html, read 2026-11.
 */
export const MOST_FILTER_CHARACTERS = 1024;

type Test = (event: Json) => boolean;

/** What is wrong with a filter pattern, and at which character. */
export class IllegalFilterError extends Error {
  constructor(
    readonly at: number,
    readonly reason: string,
  ) {
    super(`character ${at + 1}: ${reason}`);
    this.name = "IllegalFilterError";
  }
}

/**
 * Whether a filter pattern matches a log event.
 *
 * A property that the event has not, or that is no text or number, meets no comparison, not even != (assumed: AWS's
 * documentation does not say). `&&` binds tighter than `||`.
 *
 * @throws IllegalFilterError for what is longer than CloudWatch Logs takes, or not of the forms above
 */
export function filterMatches(filter: string, event: Json): boolean {
  if (filter.length > MOST_FILTER_CHARACTERS) {
    throw new IllegalFilterError(MOST_FILTER_CHARACTERS, `more than ${MOST_FILTER_CHARACTERS} characters`);
  }
  return new Parser(filter).parse()(event);
}

const TOKEN = /\s*(?:(&&|\|\||[(){}]|!=|<=|>=|[=<>])|"((?:[^"\\]|\\.)*)"|(\$(?:\.\w+)+)|([\w.*:/-]+))/y;

interface Token {
  readonly at: number;
  readonly kind: "symbol" | "text" | "property" | "word";
  readonly value: string;
}

function tokensOf(filter: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = filter.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(filter);
    if (found === null) throw new IllegalFilterError(at, "expected a property, an operator or a value");
    const [, symbol, text, property, word] = found;
    if (symbol !== undefined) tokens.push({ at, kind: "symbol", value: symbol });
    else if (text !== undefined) tokens.push({ at, kind: "text", value: text.replaceAll(/\\(.)/g, "$1") });
    else if (property !== undefined) tokens.push({ at, kind: "property", value: property });
    else tokens.push({ at, kind: "word", value: word! });
  }
  return tokens;
}

class Parser {
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(private readonly filter: string) {
    this.tokens = tokensOf(filter);
  }

  parse(): Test {
    this.expect("{");
    const test = this.either();
    this.expect("}");
    if (this.next < this.tokens.length) throw this.error("text after the closing brace");
    return test;
  }

  private either(): Test {
    const tests = [this.both()];
    while (this.skip("||")) tests.push(this.both());
    return (event) => tests.some((test) => test(event));
  }

  private both(): Test {
    const tests = [this.single()];
    while (this.skip("&&")) tests.push(this.single());
    return (event) => tests.every((test) => test(event));
  }

  private single(): Test {
    if (!this.skip("(")) return this.comparison();
    const test = this.either();
    this.expect(")");
    return test;
  }

  private comparison(): Test {
    const property = this.take("property", "a property such as $.eventName");
    const path = property.slice("$.".length).split(".");
    if (this.skipWords("IS", "NULL")) return (event) => valueAt(event, path) === null;
    if (this.skipWords("NOT", "EXISTS")) return (event) => valueAt(event, path) === undefined;
    if (this.skipWords("EXISTS")) return (event) => valueAt(event, path) !== undefined;
    const operator = this.take("symbol", "an operator");
    const token = this.tokens[this.next];
    if (token === undefined || (token.kind !== "text" && token.kind !== "word")) {
      throw this.error("expected a text or a number");
    }
    this.next += 1;
    const test = comparing(operator, token);
    if (test === undefined) throw this.error(`${operator} does not compare with ${token.value}`);
    return (event) => test(valueAt(event, path));
  }

  private skip(symbol: string): boolean {
    const token = this.tokens[this.next];
    if (token?.kind !== "symbol" || token.value !== symbol) return false;
    this.next += 1;
    return true;
  }

  private skipWords(...words: readonly string[]): boolean {
    const here = this.tokens.slice(this.next, this.next + words.length);
    if (!words.every((word, index) => here[index]?.kind === "word" && here[index].value === word))
      return false;
    this.next += words.length;
    return true;
  }

  private expect(symbol: string): void {
    if (!this.skip(symbol)) throw this.error(`expected ${symbol}`);
  }

  private take(kind: Token["kind"], expected: string): string {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) throw this.error(`expected ${expected}`);
    this.next += 1;
    return token.value;
  }

  private error(reason: string): IllegalFilterError {
    return new IllegalFilterError(this.tokens[this.next]?.at ?? this.filter.length, reason);
  }
}

/** A test of a property's value; undefined where operator and value do not go together. */
function comparing(
  operator: string,
  { kind, value }: Token,
): ((found: Json | undefined) => boolean) | undefined {
  const number = kind === "word" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
  if (number !== undefined && operator === "!=")
    return (found) => typeof found === "number" && found !== number;
  if (number !== undefined) {
    return isOperator(operator)
      ? (found) => typeof found === "number" && compares(found, operator, number)
      : undefined;
  }
  const pattern = new RegExp(`^${value.split("*").map(escaped).join("[^]*")}$`);
  if (operator === "=") return (found) => isScalar(found) && pattern.test(String(found));
  if (operator === "!=") return (found) => isScalar(found) && !pattern.test(String(found));
  return undefined;
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function valueAt(event: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = event;
  for (const name of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = (value as Readonly<Record<string, Json>>)[name];
  }
  return value;
}
