import type { Finding, Severity } from "../findings/finding";
import { digestOf } from "../policy/canonical";
import { printable } from "./printable";

/** The part of SARIF 2.1.0 that is written here. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly [SarifRun];
}

interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly results: readonly SarifResult[];
}

interface SarifDriver {
  readonly name: string;
  readonly rules: readonly SarifRule[];
}

interface SarifRule {
  readonly id: string;
  readonly shortDescription?: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string };
  readonly helpUri?: string;
}

/** What is the same for all findings of a code. */
export interface CodeDescription {
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly url?: string | undefined;
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: "error" | "warning" | "note";
  readonly message: { readonly text: string };
  readonly locations: readonly SarifLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
}

const LEVELS: Readonly<Record<Severity, SarifResult["level"]>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * Findings as a SARIF log, for code scanning.
 *
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, read 2026-11.
 *
 * @param file where findings without a place are shown: code scanning shows none that is nowhere
 * @param describe what is known of a code
 */
export function sarif(
  findings: readonly Finding[],
  file: string,
  describe: (code: string) => CodeDescription | undefined = () => undefined,
): SarifLog {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "org-guardrails", rules: codes.map((id) => sarifRule(id, describe(id))) } },
        results: findings.map((finding) => result(finding, codes.indexOf(finding.code), file)),
      },
    ],
  };
}

function sarifRule(id: string, description: CodeDescription | undefined): SarifRule {
  if (description === undefined) return { id };
  const { title, why, fix, url } = description;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why}\n\nFix: ${fix}` },
    ...(url === undefined ? {} : { helpUri: url }),
  };
}

function result(finding: Finding, ruleIndex: number, file: string): SarifResult {
  const { code, severity, place, path, message, found, expected, fix } = finding;
  const details = [
    message,
    found === undefined ? "" : `Found: ${found}`,
    expected === undefined ? "" : `Expected: ${expected}`,
    fix === undefined ? "" : `Fix: ${fix}`,
  ];
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: {
      text: details
        .filter((text) => text !== "")
        .map(plain)
        .join("\n"),
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI((place?.file ?? file).replaceAll("\\", "/")) },
          region: { startLine: place?.line ?? 1, startColumn: place?.column ?? 1 },
        },
      },
    ],
    partialFingerprints: { "org-guardrails/v1": digestOf([code, path ?? null, message]) },
  };
}

/** In a message, brackets make a link. Source: as above, 3.11.6. */
function plain(text: string): string {
  return printable(text).replace(/[\\[\]]/g, "\\$&");
}
