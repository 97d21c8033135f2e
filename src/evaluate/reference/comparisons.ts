import type { Comparison } from "../../policy/operators";
import { arnMatches } from "./arn";
import type { RequestContext } from "./context";
import { contains, parseIpRange } from "./ip";
import { matches, type Pattern } from "./pattern";
import { compareDecimals, type Decimal, parseDecimal, parseInstant } from "./quantities";
import { expanded } from "./variables";

/** Compares a value of the request with a value of the policy, in which variables may stand. */
type WithVariables = (found: string, wanted: Pattern) => boolean;

/** Compares a value of the request with a value of the policy, in which `${` means nothing. */
type Plain = (found: string, wanted: string) => boolean;

const WITH_VARIABLES: ReadonlyMap<Comparison, WithVariables> = new Map<Comparison, WithVariables>([
  ["string-equals", (found, wanted) => found === wanted.text],
  ["string-equals-ignore-case", (found, wanted) => found.toLowerCase() === wanted.text.toLowerCase()],
  ["string-like", (found, wanted) => matches(wanted, found)],
  ["arn-like", (found, wanted) => arnMatches(wanted, found)],
  ["bool", (found, wanted) => sameBoolean(found, wanted.text)],
]);

const PLAIN: ReadonlyMap<Comparison, Plain> = new Map<Comparison, Plain>([
  ["numeric-equals", ordered(parseDecimal, (order) => order === 0)],
  ["numeric-less", ordered(parseDecimal, (order) => order < 0)],
  ["numeric-less-or-equal", ordered(parseDecimal, (order) => order <= 0)],
  ["numeric-greater", ordered(parseDecimal, (order) => order > 0)],
  ["numeric-greater-or-equal", ordered(parseDecimal, (order) => order >= 0)],
  ["date-equals", ordered(parseInstant, (order) => order === 0)],
  ["date-less", ordered(parseInstant, (order) => order < 0)],
  ["date-less-or-equal", ordered(parseInstant, (order) => order <= 0)],
  ["date-greater", ordered(parseInstant, (order) => order > 0)],
  ["date-greater-or-equal", ordered(parseInstant, (order) => order >= 0)],
  ["binary-equals", sameBytes],
  ["ip-address", inRange],
]);

/**
 * Whether one value of the request matches one value of the policy, before any negation. A value on either side
 * that cannot be read as what the operator compares matches nothing, and so does one with a variable that has no
 * value.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (which operators know variables).
 */
export function compares(
  comparison: Comparison,
  found: string,
  wanted: string,
  version: string | undefined,
  context: RequestContext,
): boolean {
  const plain = PLAIN.get(comparison);
  if (plain !== undefined) return plain(found, wanted);
  const pattern = expanded(wanted, version, context);
  return pattern !== undefined && WITH_VARIABLES.get(comparison)!(found, pattern);
}

function ordered(parse: (text: string) => Decimal | undefined, holds: (order: number) => boolean): Plain {
  return (foundText, wantedText) => {
    const found = parse(foundText);
    const wanted = parse(wantedText);
    return found !== undefined && wanted !== undefined && holds(compareDecimals(found, wanted));
  };
}

function sameBoolean(found: string, wanted: string): boolean {
  const value = found.toLowerCase();
  return (value === "true" || value === "false") && value === wanted.toLowerCase();
}

function sameBytes(found: string, wanted: string): boolean {
  const bytes = decodedBase64(found);
  return bytes !== undefined && bytes === decodedBase64(wanted);
}

/** The bytes as hexadecimal text; undefined when the text is not base64. */
function decodedBase64(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, "base64").toString("hex");
}

function inRange(found: string, wanted: string): boolean {
  const address = parseIpRange(found);
  const range = parseIpRange(wanted);
  return address !== undefined && range !== undefined && contains(range, address);
}
