import { createHash } from "node:crypto";

/**
 * JSON with object keys sorted and no white space: equal values give equal text, in whatever order they were
 * built. Arrays keep their order. Undefined members are left out, as in JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (member === null || typeof member !== "object" || Array.isArray(member)) return member;
    const sorted: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(member).sort()) sorted[key] = (member as Record<string, unknown>)[key];
    return sorted;
  });
}

/** "sha256:" and the hexadecimal digest of the canonical JSON of a value. */
export function digestOf(value: unknown): string {
  return "sha256:" + createHash("sha256").update(canonicalJson(value)).digest("hex");
}
