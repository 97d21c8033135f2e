import { printable } from "./printable";

/**
 * What a spreadsheet takes for the beginning of a formula, in plain and in full width.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection, read 2026-11.
 */
const FORMULA = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/**
 * One line of a CSV file (RFC 4180). Names from AWS may be formulas: such a cell begins with an apostrophe, and hidden
 * characters are shown as escapes.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(text: string): string {
  const shown = printable(text);
  const safe = FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
