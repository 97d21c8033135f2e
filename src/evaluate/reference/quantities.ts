/** An exact decimal number: `units` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** An integer or decimal such as "10", "-3" or "0.25", exactly; undefined for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const found = DECIMAL.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = "", fraction = ""] = found;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = scaledUp(left, scale) - scaledUp(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function scaledUp({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

const YEAR_MONTH_DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(.*))?)?)?$/;
const TIME_AND_ZONE = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Seconds since 1970 for a date in one of the W3C forms of ISO 8601 ("2026", "2026-11", "2026-11-22",
 * "2026-11-22T10:00Z", "2026-11-22T10:00:00.5+01:00") or for a number of seconds. Four digits are a year.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * read 2026-11, which names https://www.w3.org/TR/NOTE-datetime.
 */
export function parseInstant(text: string): Decimal | undefined {
  const date = YEAR_MONTH_DAY.exec(text);
  if (date === null) return parseDecimal(text);
  const [, year, month = "01", day = "01", rest = "00:00Z"] = date;
  const time = TIME_AND_ZONE.exec(rest);
  if (time === null) return undefined;
  const [, hour, minute, second = "00", fraction = "", sign, zoneHours = "00", zoneMinutes = "00"] = time;

  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const milliseconds = Date.parse(written + "Z");
  // Date.parse takes days that a month does not have and the hour 24; reading it back finds them out.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== written + ".000Z")
    return undefined;
  if (Number(zoneHours) > 23 || Number(zoneMinutes) > 59) return undefined;

  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60 * (sign === "-" ? -1 : 1);
  const seconds = BigInt(milliseconds / 1000 - offset);
  const scale = fraction.length;
  return { units: seconds * 10n ** BigInt(scale) + BigInt(fraction || "0"), scale };
}
