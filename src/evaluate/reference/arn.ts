import { matches, type Pattern, sliced } from "./pattern";

/** The six parts of an ARN; the last keeps its own colons. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const PARTS = 6;

/** The parts of an ARN, or undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  const [scheme, partition = "", service = "", region = "", account = "", resource = ""] =
    arnParts(text) ?? [];
  return scheme === "arn" ? { partition, service, region, account, resource } : undefined;
}

/** The text between the first five colons and after them: six parts, or undefined when there are fewer. */
export function arnParts(text: string): readonly string[] | undefined {
  const ends = partEnds(text);
  return ends?.map((end, index) => text.slice(partStart(ends, index), end));
}

/**
 * Whether an ARN fits a pattern part by part: a wildcard never runs past one of the first five colons.
 * A pattern or a value with fewer than six parts fits nothing.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * (ARN condition operators), read 2026-11.
 */
export function arnMatches(pattern: Pattern, value: string): boolean {
  const patternEnds = partEnds(pattern.text);
  const valueEnds = partEnds(value);
  if (patternEnds === undefined || valueEnds === undefined) return false;
  for (let index = 0; index < PARTS; index++) {
    const part = sliced(pattern, partStart(patternEnds, index), patternEnds[index]);
    if (!matches(part, value.slice(partStart(valueEnds, index), valueEnds[index]))) return false;
  }
  return true;
}

/** Where each of the six parts ends. */
function partEnds(text: string): readonly number[] | undefined {
  const ends: number[] = [];
  let colon = -1;
  while (ends.length < PARTS - 1) {
    colon = text.indexOf(":", colon + 1);
    if (colon < 0) return undefined;
    ends.push(colon);
  }
  return [...ends, text.length];
}

function partStart(ends: readonly number[], index: number): number {
  return index === 0 ? 0 : ends[index - 1]! + 1;
}
