import { CREDENTIAL_KINDS, type RootCredential } from "./types";

/**
 * One line of the journal of `root lockdown`. "delete" is written before a call and "deleted" after it, so that
 * after a crash at any point the journal tells which deletion is in doubt. It holds ids and no secret.
 */
export type JournalEntry =
  | { readonly event: "start"; readonly formatVersion: 1; readonly organization: string; readonly at: string }
  | ({ readonly event: "delete"; readonly account: string } & RootCredential)
  /** `settled`: an earlier run was cut off at this deletion, and the credential was found gone. */
  | ({ readonly event: "deleted"; readonly account: string; readonly settled?: true } & RootCredential)
  | { readonly event: "end" };

/** A deletion that was begun, and of which nobody knows whether AWS did it. */
export interface OpenDeletion extends RootCredential {
  readonly account: string;
}

export interface Journal {
  readonly entries: readonly JournalEntry[];
  /** Bytes of whole lines: what comes after them is a line that a crash cut off. */
  readonly length: number;
}

export function journalLine(entry: JournalEntry): string {
  return JSON.stringify(entry) + "\n";
}

/**
 * Reads a journal. A last line without its end is what a crash left of it: what it announces has not begun.
 *
 * @returns the journal, or the sentence that says what is wrong
 */
export function parseJournal(bytes: Uint8Array): Journal | string {
  const length = bytes.lastIndexOf(0x0a) + 1;
  const lines = Buffer.from(bytes.subarray(0, length)).toString("utf8").split("\n").slice(0, -1);
  const entries: JournalEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = parseEntry(line);
    if (entry === null) return `line ${index + 1} is not of a journal of root lockdown`;
    if (index === 0 && entry.event !== "start") return "it does not begin with the start of a run";
    entries.push(entry);
  }
  return { entries, length };
}

function parseEntry(line: string): JournalEntry | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { event, formatVersion, organization, at, account, kind, id } = value as Record<string, unknown>;
  if (event === "end") return { event };
  if (event === "start") {
    if (formatVersion !== 1 || typeof organization !== "string" || typeof at !== "string") return null;
    return { event, formatVersion, organization, at };
  }
  const known = CREDENTIAL_KINDS.find((one) => one === kind);
  if (known === undefined || typeof account !== "string" || typeof id !== "string") return null;
  if (event !== "delete" && event !== "deleted") return null;
  return { event, account, kind: known, id };
}

/** The organizations whose runs a journal holds. */
export function organizationsOf({ entries }: Journal): readonly string[] {
  const all = entries.flatMap((entry) => (entry.event === "start" ? [entry.organization] : []));
  return [...new Set(all)];
}

/** When the last run began, if it did not come to its end. */
export function interruptedSince({ entries }: Journal): string | undefined {
  const last = entries.findLast(({ event }) => event === "start" || event === "end");
  return last?.event === "start" ? last.at : undefined;
}

/** Deletions that were begun and not reported done, in the order in which they were begun. */
export function openDeletions({ entries }: Journal): readonly OpenDeletion[] {
  const open = new Map<string, OpenDeletion>();
  for (const entry of entries) {
    if (entry.event !== "delete" && entry.event !== "deleted") continue;
    const { account, kind, id } = entry;
    const key = JSON.stringify([account, kind, id]);
    if (entry.event === "delete") open.set(key, { account, kind, id });
    else open.delete(key);
  }
  return [...open.values()];
}
