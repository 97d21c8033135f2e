import type { Finding } from "../../findings/finding";
import type { LockdownSnapshot } from "../../organization/lockdown-snapshot";
import type { Snapshot } from "../../organization/snapshot";
import { printable } from "../../render/printable";

/** What is not in the snapshot is not known, and a person has to know that. */
export function notReadFindings({ lockdown }: Snapshot): readonly Finding[] {
  if (lockdown === undefined) {
    return [
      {
        code: "lockdown-not-in-snapshot",
        severity: "warning",
        message: "the snapshot does not have the root lockdown: how far it is deployed is not known",
        fix: "org-guardrails snapshot --out FILE",
      },
    ];
  }
  return lockdown.notRead.map(({ what, action, reason }) => ({
    code: "lockdown-not-read",
    severity: "warning",
    path: what,
    message: `${printable(what)} was not read: ${printable(reason)}`,
    fix: `grant ${printable(action)} to the credentials that take the snapshot`,
  }));
}

/** Why a part of the facts is not known; undefined where it is. */
export function reasonFor(facts: LockdownSnapshot | undefined, what: string): string | undefined {
  if (facts === undefined) return "the snapshot does not have it";
  return facts.notRead.find((gap) => gap.what === what)?.reason;
}
