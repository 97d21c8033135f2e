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

export function progressLine({ progress: onTerminal, stderr }: Io): ProgressLine {
  if (!onTerminal) return { show: () => {}, end: () => {} };
  return {
    show({ calls, units, accounts, policies, policiesRead }) {
      const filled = policies === 0 ? 0 : Math.floor((WIDTH * policiesRead) / policies);
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      const policiesSoFar = `${grouped(policiesRead)} of ${counted(policies, "policy", "policies")}`;
      const tree = `${counted(units, "unit")}, ${counted(accounts, "account")}`;
      stderr(`${CLEAR_LINE}${bar} ${policiesSoFar}, ${tree}, ${counted(calls, "call")}`);
    },
    end: () => stderr(CLEAR_LINE),
  };
}
