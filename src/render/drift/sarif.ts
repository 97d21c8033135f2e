import { DRIFT_KINDS } from "../../drift/kinds";
import type { Drift, DriftEffect, DriftRow } from "../../drift/types";
import type { Finding, Severity } from "../../findings/finding";
import type { PathOf } from "../review/words";
import { sarif } from "../sarif";
import { detailsOf, EFFECT_WORDS, gapText, titleOf } from "./words";

const SEVERITIES: Readonly<Record<DriftEffect, Severity>> = {
  opens: "error",
  unknown: "error",
  closes: "warning",
  none: "info",
};

/** Left to the property of a result: the identity of a row does not change with what is said of it. */
const APART = ["id", "mend", "by hand"];

/**
 * Drift for code scanning: what opens or is unknown as errors, what closes as warnings, the rest as notes.
 *
 * @param file organization.yaml, as the repository calls it
 */
export function driftSarif({ rows, notRead }: Drift, pathOf: PathOf, file: string): string {
  const findings = [
    ...rows.map((row) => findingOf(row, pathOf)),
    ...notRead.map(
      (gap): Finding => ({
        code: "not-read",
        severity: "error",
        path: gap.what,
        message: `not read: ${gapText(gap)}`,
        fix: `grant ${gap.action}`,
      }),
    ),
  ];
  return JSON.stringify(sarif(findings, file)) + "\n";
}

function findingOf(row: DriftRow, pathOf: PathOf): Finding {
  const details = detailsOf(row, pathOf, "brief")
    .filter(([label]) => !APART.includes(label))
    .map(([label, text]) => `${label} ${text}`);
  const { command, step } = row.mend;
  return {
    code: `drift-${row.kind}`,
    severity: SEVERITIES[row.effect],
    path: row.id,
    message: `${EFFECT_WORDS[row.effect]}: ${titleOf(row)} ${row.name}; ${details.join("; ")}`,
    why: DRIFT_KINDS[row.kind].meaning,
    fix: [command, step].filter((text) => text !== null && text !== "").join("; "),
  };
}
