/** A part of an id: whatever is no plain character is written as its code, so that two parts never run together. */
function part(text: string): string {
  return text.replace(
    /[^A-Za-z0-9._@+=,/-]/g,
    (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The id of a row: the same in every run for the same kind and parts, and another one for all others. */
export function rowId(kind: string, parts: readonly string[]): string {
  return [kind, ...parts.map(part)].join(":");
}
