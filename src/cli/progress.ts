import type { ReadProgress } from "../aws/organization-reader";
import { counted, grouped } from "../render/style";
import type { Io } from "./io";

const WIDTH = 20;
const CLEAR_LINE = "\r\u001b[K";

/** A line on a terminal that says how far the reading is; nothing elsewhere. */
export interface ProgressLine {
  show(progress: ReadProgress): void;
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

export function progressLine({ progress: onTerminal, stderr }: Io): ProgressLine {
  if (!onTerminal) return { show: () => {}, end: () => {} };
  return {
    show({ calls, units, accounts, policies, policiesRead }) {
      const policiesSoFar = `${grouped(policiesRead)} of ${counted(policies, "policy", "policies")}`;
      const tree = `${counted(units, "unit")}, ${counted(accounts, "account")}`;
      stderr(
        `${CLEAR_LINE}${bar(policiesRead, policies)} ${policiesSoFar}, ${tree}, ${counted(calls, "call")}`,
      );
    },
    end: () => stderr(CLEAR_LINE),
  };
}
