import type { SnapshotProgress } from "../aws/snapshot-reader";
import { counted, grouped } from "../render/style";
import type { Io } from "./io";

const WIDTH = 20;
const CLEAR_LINE = "\r\u001b[K";

/** A line on a terminal that says how far the reading is; nothing elsewhere. */
export interface ProgressLine {
  show(progress: SnapshotProgress): void;
  /** Takes the line away, so that what follows starts on a clean one. */
  end(): void;
}

/** A line on a terminal that says how many of some accounts are done; nothing elsewhere. */
export function accountsLine(
  { progress: onTerminal, stderr }: Io,
  total: number,
): { readonly one: () => void; readonly end: () => void } {
  if (!onTerminal) return { one: () => {}, end: () => {} };
  let done = 0;
  return {
    one() {
      done++;
      stderr(`${CLEAR_LINE}${bar(done, total)} ${grouped(done)} of ${counted(total, "account")}`);
    },
    end: () => stderr(CLEAR_LINE),
  };
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.floor((WIDTH * done) / total);
  return "█".repeat(filled) + "░".repeat(WIDTH - filled);
}

/** @param now milliseconds, for the time that is left */
export function snapshotLine(
  { progress: onTerminal, stderr }: Io,
  now = () => performance.now(),
): ProgressLine {
  if (!onTerminal) return { show: () => {}, end: () => {} };
  const began = now();
  return {
    show: (progress) => stderr(`${CLEAR_LINE}${snapshotProgress(progress, now() - began)}`),
    end: () => stderr(CLEAR_LINE),
  };
}

/** @param elapsed milliseconds since the reading began */
export function snapshotProgress(progress: SnapshotProgress, elapsed: number): string {
  const { calls, toCome, units, accounts, policies, policiesRead, sets, setsRead } = progress;
  const parts = [
    `${bar(calls, calls + toCome)} ${counted(calls, "call")} of at least ${grouped(calls + toCome)}`,
    counted(units, "unit"),
    counted(accounts, "account"),
    `${grouped(policiesRead)} of ${counted(policies, "policy", "policies")}`,
    ...(sets === 0 ? [] : [`${grouped(setsRead)} of ${counted(sets, "permission set")}`]),
    ...(calls === 0 || toCome <= 0 ? [] : [`about ${duration((elapsed * toCome) / calls)} left`]),
  ];
  return parts.join(", ");
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function duration(milliseconds: number): string {
  return milliseconds < MINUTE
    ? `${Math.ceil(milliseconds / SECOND)} s`
    : `${grouped(Math.ceil(milliseconds / MINUTE))} min`;
}
