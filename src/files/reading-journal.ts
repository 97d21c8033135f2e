import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { FileError } from "./read";

/**
 * How old a kept answer may be, in milliseconds. A snapshot is never of one moment, since AWS has none to give; this bounds
 * how far apart its moments can be.
 */
export const JOURNAL_KEEPS = 4 * 60 * 60_000;

/** The first line of a journal; another form is another version, and is not gone on with. */
interface Head {
  readonly journal: 1;
  readonly organization: string;
}

export interface ReadingJournal {
  /** @throws FileError */
  readonly begin: (organization: string) => void;
  readonly recall: (key: string) => { readonly value: unknown } | undefined;
  /** @throws FileError */
  readonly record: (key: string, value: unknown) => void;
  /** Answers that were kept before and may be used again; 0 when nothing is gone on with. */
  readonly resumed: () => number;
  /** Why the file that was there is not gone on with; empty when it is, or there was none. */
  readonly forgotten: () => string;
  /** Takes the file away: everything was read, or what was read does not fit together. */
  readonly remove: () => void;
}

/**
 * The journal of a reading, in a file: a line for each answer with its time, after one that says whose they are. A line
 * that a crash cut off is forgotten.
 *
 * @param now tells milliseconds since 1970
 */
export function readingJournal(path: string, now: () => number): ReadingJournal {
  const kept = new Map<string, string>();
  let file: number | undefined;
  let resumed = 0;
  let forgotten = "";

  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw new FileError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code}`);
    }
  };
  const append = (line: object) => attempt(() => writeSync(file!, `${JSON.stringify(line)}\n`));

  return {
    resumed: () => resumed,
    forgotten: () => forgotten,
    begin(organization) {
      const found = readJournal(path, now());
      forgotten = found === null ? "" : unusable(found, organization);
      const isUsable = found !== null && forgotten === "";
      if (isUsable) for (const [key, value] of found.answers) kept.set(key, value);
      resumed = kept.size;
      attempt(() => {
        file = openSync(path, isUsable ? "a" : "w", 0o600);
        if (isUsable) ftruncateSync(file, found.bytes);
      });
      if (!isUsable) append({ journal: 1, organization } satisfies Head);
    },
    recall(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      // Each call is made once: what was used is not held any longer.
      kept.delete(key);
      return { value: (JSON.parse(value) as { readonly value?: unknown }).value };
    },
    record: (key, value) => void append({ key, at: now(), value }),
    remove() {
      if (file !== undefined) closeSync(file);
      file = undefined;
      rmSync(path, { force: true });
    },
  };
}

function unusable({ head, answers, stale }: Found, organization: string): string {
  if (head === null) return "it is no journal of this version";
  if (head.organization !== organization) return `it is of the organization ${head.organization}`;
  return stale && answers.size === 0 ? "its answers are older than four hours" : "";
}

interface Found {
  readonly head: Head | null;
  /** Whole lines that are not too old, by their keys. */
  readonly answers: ReadonlyMap<string, string>;
  /** Whether some are. */
  readonly stale: boolean;
  /** Length of the whole lines. */
  readonly bytes: number;
}

/** Null where there is no file. @throws FileError */
function readJournal(path: string, now: number): Found | null {
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new FileError(`cannot read ${path}: ${(error as NodeJS.ErrnoException).code}`);
  }
  const answers = new Map<string, string>();
  let head: Head | null = null;
  let bytes = 0;
  let stale = false;
  for (let end = content.indexOf(10); end !== -1; end = content.indexOf(10, bytes)) {
    const line = content.toString("utf8", bytes, end);
    const parsed = parseLine(line);
    if (bytes === 0) head = headOf(parsed);
    else if (isFresh(parsed?.at, now)) answers.set(String(parsed?.key), line);
    else stale = true;
    if (parsed === null || head === null) break;
    bytes = end + 1;
  }
  return { head, answers, stale, bytes };
}

function parseLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" ? (value as Readonly<Record<string, unknown>> | null) : null;
  } catch {
    return null;
  }
}

function headOf(line: Readonly<Record<string, unknown>> | null): Head | null {
  const { journal, organization } = line ?? {};
  return journal === 1 && typeof organization === "string" ? { journal, organization } : null;
}

/** A time to come means that a clock was set back, and nobody knows how old the answer is. */
function isFresh(at: unknown, now: number): boolean {
  return typeof at === "number" && at <= now && now - at <= JOURNAL_KEEPS;
}
