const DATE_OR_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?Z)?$/;

/** The form of an end, for the JSON Schema; whether the day exists is for parseExpires to say. */
export const EXPIRES_FORM = DATE_OR_TIME;

/**
 * The first instant without an exception.
 *
 * @param text a date, which means 00:00 UTC, or a UTC time with or without seconds
 * @returns "2027-01-31T00:00:00Z"; null when it is neither, or no day of the calendar
 */
export function parseExpires(text: string): string | null {
  const match = DATE_OR_TIME.exec(text);
  if (match === null) return null;
  const [, date, time = "00:00", seconds = "00"] = match;
  const instant = `${date}T${time}:${seconds}Z`;
  const parsed = new Date(instant);
  // A day that is not there (30 February) comes back as another one.
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString() === instant.replace("Z", ".000Z");
  return exists ? instant : null;
}
