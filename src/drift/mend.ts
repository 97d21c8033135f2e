import type { DriftKind } from "./kinds";
import type { DriftSubject } from "./types";

/** What brings back what is planned. */
export interface Mend {
  /** A command line to run; null where a person has to do something by hand. */
  readonly command: string | null;
  /** URNs of the Pulumi resources that own what differs, their stack and project left out; empty where Pulumi owns nothing of it. */
  readonly resources: readonly string[];
  /** What to do by hand, or to know before the command; empty for nothing. */
  readonly step: string;
}

/** What of a row its mend follows from. */
export interface Mendable {
  readonly kind: DriftKind;
  readonly target: string | null;
  readonly accounts: readonly string[];
  readonly managed: boolean;
  readonly subject: DriftSubject;
}

/** What mends a drift. */
export function mendOf({ managed }: Mendable): Mend {
  return managed
    ? { command: "pulumi up --refresh", resources: [], step: "" }
    : {
        command: null,
        resources: [],
        step: "undo it in AWS, or take a new snapshot and review what it does: org-guardrails review --base main",
      };
}
