import type { Finding, Place, Severity } from "../findings/finding";
import { printable } from "./printable";
import { counted, type Style } from "./style";

/**
 * Findings as text, each with where it is, what was found and what to do; why a kind of finding matters stands at
 * the first of its kind. Nothing that a name holds can reach the terminal as anything but visible characters.
 *
 * @returns one line or more for each finding, each ended; empty for none
 */
export function renderFindings(findings: readonly Finding[], style: Style): string {
  const explained = new Set<string>();
  return findings
    .map((finding) => {
      const known = explained.has(finding.code);
      explained.add(finding.code);
      return renderFinding(known ? { ...finding, why: undefined } : finding, style);
    })
    .join("");
}

/** "1 error, 2 warnings, 0 notes" as the last line of a report. */
export function findingSummary(findings: readonly Finding[]): string {
  if (findings.length === 0) return "No problems found.\n";
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const parts = [
    counted(count("error"), "error"),
    counted(count("warning"), "warning"),
    counted(count("info"), "note"),
  ];
  return parts.join(", ") + "\n";
}

/** The flat shape that scripts read. */
export function findingRow({ place, ...finding }: Finding) {
  return { ...finding, file: place?.file, line: place?.line, column: place?.column };
}

function renderFinding(finding: Finding, style: Style): string {
  const { severity, code, place, path, message, found, expected, nearest, why, fix } = finding;
  const where = place === undefined ? "" : `${location(place)} `;
  const details: readonly (readonly [string, string | undefined])[] = [
    ["at", path],
    ["found", found],
    ["expected", expected],
    ["nearest", nearest],
    ["why", why],
    ["fix", fix],
  ];
  const lines = details.flatMap(([label, text]) =>
    text === undefined || text === "" ? [] : [`    ${style.faint(label.padEnd(8))} ${printable(text)}`],
  );
  const head = `${where}${paint(severity, style)(severity)} ${style.faint(printable(code))} ${printable(message)}`;
  return [head, ...lines].map((line) => `${line}\n`).join("");
}

/** "file:line:column", as editors and terminals link it. */
function location({ file, line, column }: Place): string {
  return `${printable(file)}:${line}:${column}`;
}

function paint(severity: Severity, style: Style): (text: string) => string {
  if (severity === "error") return style.removed;
  return severity === "warning" ? style.changed : style.faint;
}
