import type { Comparison } from "../../policy/operators";
import { parseIpRange } from "../reference/ip";
import { compareDecimals, type Decimal, parseDecimal, parseInstant } from "../reference/quantities";

/** A bound of a quantity operator. */
export interface Bound {
  readonly comparison: Comparison;
  readonly wanted: string;
}

/** How a key writes its values; others could not occur in a request. */
export type Form = "iso-time" | "epoch-time" | "address" | "boolean";

/** All values of a key with the form "boolean". */
const BOOLEANS = ["true", "false"];

const DAY = 86_400n;

/**
 * Words such that every combination of answers that some word gives to these bounds is given by one of them: the
 * line of numbers or addresses is cut at the bounds, and each piece has its words. Each number is written in
 * several ways, so that one of them is none of the texts that other operators name.
 */
export function quantityWords(bounds: readonly Bound[], spellings: number, form?: Form): readonly string[] {
  const numeric = bounds.filter(({ comparison }) => comparison.startsWith("numeric"));
  const dates = bounds.filter(({ comparison }) => comparison.startsWith("date"));
  const ranges = bounds.filter(({ comparison }) => comparison === "ip-address");
  const instants = [...parsed(numeric, parseDecimal), ...parsed(dates, parseInstant)];
  const words = new Set<string>(form === "boolean" ? BOOLEANS : []);
  if (dates.length > 0 || form === "iso-time" || form === "epoch-time") {
    for (const point of piecesOf(instants, DAY)) {
      if (form !== "epoch-time") for (const word of isoTimes(point, spellings)) words.add(word);
      if (form !== "iso-time") for (const word of decimals(point, spellings, true)) words.add(word);
    }
    if (numeric.length > 0) for (const year of fourDigits(instants)) words.add(year);
  } else if (numeric.length > 0) {
    for (const point of piecesOf(instants, 1n))
      for (const word of decimals(point, spellings, false)) words.add(word);
  }
  if (ranges.length > 0) for (const word of addresses(ranges)) words.add(word);
  words.add("unparsable");
  return [...words].filter((word) => form === undefined || hasForm(word, form));
}

/** Whether a word is written as the key writes its values. */
export function hasForm(word: string, form: Form): boolean {
  switch (form) {
    case "iso-time":
      return word.includes("T") && parseInstant(word) !== undefined;
    case "epoch-time":
      return parseDecimal(word) !== undefined && !/^\d{4}$/.test(word);
    case "address":
      return !word.includes("/") && parseIpRange(word) !== undefined;
    case "boolean":
      return BOOLEANS.includes(word);
  }
}

function parsed(bounds: readonly Bound[], parse: (text: string) => Decimal | undefined): readonly Decimal[] {
  return bounds.flatMap(({ wanted }) => parse(wanted) ?? []);
}

/** Each bound, a point between each two, and one beyond either end. */
function piecesOf(bounds: readonly Decimal[], margin: bigint): readonly Decimal[] {
  const sorted = [...bounds].sort(compareDecimals);
  if (sorted.length === 0) return [{ units: 0n, scale: 0 }];
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  const between = sorted.flatMap((bound, index) => {
    const next = sorted[index + 1];
    return next === undefined || compareDecimals(bound, next) === 0 ? [bound] : [bound, middle(bound, next)];
  });
  return [shifted(first, -margin), ...between, shifted(last, margin)];
}

/** A whole number between the two where there is one. */
function middle(low: Decimal, high: Decimal): Decimal {
  const whole = { units: floor(low) + 1n, scale: 0 };
  if (compareDecimals(whole, high) < 0) return whole;
  const scale = Math.max(low.scale, high.scale);
  const units = low.units * 10n ** BigInt(scale - low.scale) + high.units * 10n ** BigInt(scale - high.scale);
  return { units: units * 5n, scale: scale + 1 };
}

function shifted({ units, scale }: Decimal, by: bigint): Decimal {
  return { units: units + by * 10n ** BigInt(scale), scale };
}

function floor({ units, scale }: Decimal): bigint {
  const size = 10n ** BigInt(scale);
  return units >= 0n ? units / size : -((-units + size - 1n) / size);
}

/** A number of seconds as text; four digits would be a year. */
export function secondsText(instant: Decimal): string {
  return decimals(instant, 1, true)[0]!;
}

/** The number as text, with more and more zeros behind. As a date, four digits would be a year. */
function decimals(point: Decimal, spellings: number, neverYear: boolean): readonly string[] {
  const sign = point.units < 0n ? "-" : "";
  const digits = String(point.units < 0n ? -point.units : point.units).padStart(point.scale + 1, "0");
  const cut = digits.length - point.scale;
  const whole = neverYear && cut === 4 ? `0${digits.slice(0, cut)}` : digits.slice(0, cut);
  const fraction = digits.slice(cut);
  return Array.from({ length: spellings }, (_, zeros) => {
    const written = fraction + "0".repeat(zeros);
    return written === "" ? sign + whole : `${sign}${whole}.${written}`;
  });
}

const FIRST_INSTANT = -62_167_219_200n;
const LAST_INSTANT = 253_402_300_799n;

function isoTimes(point: Decimal, spellings: number): readonly string[] {
  const seconds = floor(point);
  if (seconds < FIRST_INSTANT || seconds > LAST_INSTANT) return [];
  const rest = point.units - seconds * 10n ** BigInt(point.scale);
  const fraction = point.scale === 0 ? "" : String(rest).padStart(point.scale, "0").replace(/0+$/, "");
  const upToSeconds = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return Array.from({ length: spellings }, (_, zeros) => {
    const written = fraction + "0".repeat(zeros);
    return `${upToSeconds}${written === "" ? "" : `.${written}`}Z`;
  });
}

/** Four digits are a year to a date operator and a number to a numeric one. */
function fourDigits(instants: readonly Decimal[]): readonly string[] {
  const years = new Set<number>([0, 1970, 9999]);
  for (const instant of instants) {
    const seconds = floor(instant);
    const centres = [seconds];
    if (seconds >= FIRST_INSTANT && seconds <= LAST_INSTANT) {
      centres.push(BigInt(new Date(Number(seconds) * 1000).getUTCFullYear()));
    }
    for (const centre of centres) {
      for (const near of [-1n, 0n, 1n, 2n]) {
        const year = centre + near;
        if (year >= 0n && year <= 9999n) years.add(Number(year));
      }
    }
  }
  return [...years].map((year) => String(year).padStart(4, "0"));
}

/** The ends of each range, their outer neighbours, and the range itself, which some keys may hold. */
function addresses(bounds: readonly Bound[]): readonly string[] {
  const words = ["203.0.113.1", "0.0.0.0", "::"];
  for (const { wanted } of bounds) {
    const range = parseIpRange(wanted);
    if (range === undefined) continue;
    const size = 1n << BigInt(range.width - range.prefix);
    const first = (range.address / size) * size;
    for (const address of [first, first + size - 1n, first - 1n, first + size]) {
      if (address >= 0n && address < 1n << BigInt(range.width)) words.push(addressText(address, range.width));
    }
    words.push(`${addressText(first, range.width)}/${range.prefix}`);
  }
  return words;
}

function addressText(address: bigint, width: 32 | 128): string {
  const [bits, count, radix, separator] = width === 32 ? [8n, 4, 10, "."] : [16n, 8, 16, ":"];
  const part = (index: number) => (address >> (bits! * BigInt(count! - 1 - index))) & ((1n << bits!) - 1n);
  return Array.from({ length: count! }, (_, index) => part(index).toString(radix)).join(separator);
}
