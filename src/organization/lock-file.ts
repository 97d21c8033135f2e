import { z } from "zod";
import type { Finding } from "../findings/finding";
import { POLICY_TYPES } from "../policy/types";
import type { Intent } from "./intent";
import { by, jsonText, type Parsed, parseJsonFile, sortedRecord, textRecord } from "./json-file";
import type { Lock } from "./lock";

const text = z.string();
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const digest = z.string().regex(DIGEST, 'a digest is "sha256:" and 64 hexadecimal digits');

const schema: z.ZodType<Lock> = z.object({
  formatVersion: z.literal(1),
  organization: text,
  digests: textRecord((value) => DIGEST.test(value), "digests"),
  policies: z.array(
    z.object({
      key: text,
      type: z.enum(POLICY_TYPES),
      name: text,
      items: z.array(text),
      merged: z.boolean(),
      targets: z.array(text),
    }),
  ),
  retiredKeys: z.array(text),
  targets: textRecord(() => true, "ids"),
  consents: z.array(z.object({ stack: text, digest, reason: text })),
});

const KIND = { name: "lock", formatVersion: 1, remedy: "org-guardrails lock" };

/**
 * Reads organization.lock.json. Never throws.
 *
 * @param file the name for messages
 */
export function parseLock(
  text: string,
  file: string,
): { lock: Lock | null; problems: Parsed<Lock>["problems"] } {
  const { value, problems } = parseJsonFile(text, file, KIND, schema);
  return { lock: value === null ? null : sortLock(value), problems };
}

/** The text of organization.lock.json: equal locks give equal bytes, in whatever order they were built. */
export function serializeLock(lock: Lock): string {
  return jsonText(sortLock(lock));
}

/** A lock that was made for another organization would hand out keys and ids that mean nothing here. */
export function checkLockOrganization(intent: Intent, lock: Lock, file: string): Finding[] {
  const { id } = intent.organization;
  if (lock.organization === id) return [];
  return [
    {
      code: "lock-of-another-organization",
      severity: "error",
      place: { file, line: 1, column: 1 },
      path: "organization",
      message: `the lock was written for the organization ${lock.organization}, ${intent.file} names ${id}`,
      found: lock.organization,
      expected: id,
      fix: "use the lock of this organization, or remove the file and run org-guardrails lock",
    },
  ];
}

function sortLock({
  formatVersion,
  organization,
  digests,
  policies,
  retiredKeys,
  targets,
  consents,
}: Lock): Lock {
  return {
    formatVersion,
    organization,
    digests: sortedRecord(digests),
    policies: policies
      .map(({ key, type, name, items, merged, targets: at }) => ({
        key,
        type,
        name,
        items: [...items].sort(),
        merged,
        targets: [...at].sort(),
      }))
      .sort(by(({ key }) => key)),
    retiredKeys: [...retiredKeys].sort(),
    targets: sortedRecord(targets),
    consents: consents
      .map(({ stack, digest, reason }) => ({ stack, digest, reason }))
      .sort(by(({ stack, digest, reason }) => `${stack} ${digest} ${reason}`)),
  };
}
