import type { Finding, Place, Severity } from "../findings/finding";
import { printable } from "./printable";
import type { Style } from "./style";

/**
 * Findings as text, each with where it is, what was found and what to do. Nothing that a name holds can reach
 * the terminal as anything but visible characters.
 *
 * @returns one line or more for each finding, each ended; empty for none
 */
export function renderFindings(findings: readonly Finding[], style: Style): string {
  return findings.map((finding) => renderFinding(finding, style)).join("");
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
