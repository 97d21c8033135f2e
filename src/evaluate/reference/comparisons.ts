import type { Comparison } from "../../policy/operators";
import { arnMatches } from "./arn";
import type { RequestContext } from "./context";
import { contains, parseIpRange } from "./ip";
import { matches, type Pattern } from "./pattern";
import { compareDecimals, type Decimal, parseDecimal, parseInstant } from "./quantities";
import { expanded } from "./variables";

/** Whether a value of the request matches the value of the policy that the test was made for. */
export type ValueTest = (found: string) => boolean;

/** Makes the test for a value of the policy in which variables may stand. */
const WITH_VARIABLES: ReadonlyMap<Comparison, (wanted: Pattern) => ValueTest> = new Map([
  ["string-equals", (wanted) => (found) => found === wanted.text],
  ["string-equals-ignore-case", (wanted) => (found) => found.toLowerCase() === wanted.text.toLowerCase()],
  ["string-like", (wanted) => (found) => matches(wanted, found)],
  ["arn-like", (wanted) => (found) => arnMatches(wanted, found)],
  ["bool", (wanted) => sameBoolean(wanted.text)],
]);

/** Makes the test for a value of the policy in which `${` means nothing. */
const WITHOUT_VARIABLES: ReadonlyMap<Comparison, (wanted: string) => ValueTest> = new Map([
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
 * The test whether a value of the request matches a value of the policy, before any negation. A value on either
 * side that cannot be read as what the operator compares matches nothing, and so does one with a variable that has
 * no value.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (which operators know variables).
 */
export function valueTest(
  comparison: Comparison,
  wanted: string,
  version: string | undefined,
  context: RequestContext,
): ValueTest {
  const plain = WITHOUT_VARIABLES.get(comparison);
  if (plain !== undefined) return plain(wanted);
  const pattern = expanded(wanted, version, context);
  return pattern === undefined ? never : WITH_VARIABLES.get(comparison)!(pattern);
}

const never: ValueTest = () => false;

function ordered(parse: (text: string) => Decimal | undefined, holds: (order: number) => boolean) {
  return (text: string): ValueTest => {
    const wanted = parse(text);
    if (wanted === undefined) return never;
    return (foundText) => {
      const found = parse(foundText);
      return found !== undefined && holds(compareDecimals(found, wanted));
    };
  };
}

function sameBoolean(text: string): ValueTest {
  const wanted = text.toLowerCase();
  if (wanted !== "true" && wanted !== "false") return never;
  return (found) => found.toLowerCase() === wanted;
}

function sameBytes(text: string): ValueTest {
  const wanted = decodedBase64(text);
  return wanted === undefined ? never : (found) => decodedBase64(found) === wanted;
}

/** The bytes as hexadecimal text; undefined when the text is not base64. */
function decodedBase64(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, "base64").toString("hex");
}

function inRange(text: string): ValueTest {
  const range = parseIpRange(text);
  if (range === undefined) return never;
  return (found) => {
    const address = parseIpRange(found);
    return address !== undefined && contains(range, address);
  };
}
