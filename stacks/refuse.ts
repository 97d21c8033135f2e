import { RunError } from "@pulumi/pulumi";

/** Ends a program before it registers anything. @throws RunError when there is a reason */
export function refuse(reasons: readonly string[]): void {
  if (reasons.length === 0) return;
  // Pulumi prints a RunError without a stack: these are for a person to act on, not for us to debug.
  throw new RunError(
    ["refused, nothing was changed:", ...reasons.map((reason) => `  - ${reason}`)].join("\n"),
  );
}
