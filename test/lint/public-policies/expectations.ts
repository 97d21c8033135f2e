import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../../src/findings/finding";
import { lint } from "../../../src/lint/lint";
import type { LintType } from "../../../src/lint/types";
import { publicPolicyTexts } from "../../support/public-policies";

/** One file of expectations for each repository that the policies are from. */
export const REPOSITORIES = [
  "data-perimeter-policy-examples",
  "resource-control-policy-examples",
  "service-control-policy-examples",
] as const;

export type Repository = (typeof REPOSITORIES)[number];

/** Stands for the reason of a finding that nobody has looked at yet. */
export const UNEXPLAINED = "UNEXPLAINED";

export function expectationsPath(repository: Repository): string {
  return join(__dirname, `${repository}.txt`);
}

export function writtenExpectations(repository: Repository): string {
  return readFileSync(expectationsPath(repository), "utf8");
}

/**
 * What a policy is, by its folder. Two lie among the RCPs and are policies of resources: RCPs govern neither Amazon SNS
 * nor API Gateway, and the repository calls them so.
 */
export function typeOf(path: string): LintType {
  if (path.includes("vpc_endpoint_policies/")) return "resource";
  if (/\/(?:api_gateway|sns_topic)_policy\.json$/.test(path)) return "resource";
  return /resource[-_]control/.test(path) ? "rcp" : "scp";
}

/** Reasons as somebody wrote them, by where they stand. */
export interface Reasons {
  /** By code: of findings that are true for the same reason wherever they are. */
  readonly common: ReadonlyMap<string, string>;
  /** By file and code: of the findings in their order. */
  readonly own: ReadonlyMap<string, readonly string[]>;
}

const COMMON = /^= ([a-z0-9-]+): (.+)$/;
const FILE = /^(\S.*\.json) \((?:scp|rcp|identity|resource)\)$/;
const OWN = /^ {2}\d+:\d+ (?:error|warning|info) ([a-z0-9-]+): (.+)$/;

export function reasonsIn(text: string): Reasons {
  const common = new Map<string, string>();
  const own = new Map<string, string[]>();
  let file = "";
  for (const line of text.split("\n")) {
    const [, everywhere, why] = COMMON.exec(line) ?? [];
    if (everywhere !== undefined) common.set(everywhere, why!);
    file = FILE.exec(line)?.[1] ?? file;
    const [, code, reason] = OWN.exec(line) ?? [];
    if (code === undefined) continue;
    const name = nameOf(file, code);
    own.set(name, [...(own.get(name) ?? []), reason!]);
  }
  return { common, own };
}

/** The expectations of a repository as they should stand, with the reasons that are known. */
export function expectations(repository: Repository, { common, own }: Reasons): string {
  const parts = publicPolicyTexts()
    .filter(({ path }) => path.startsWith(`${repository}/`))
    .flatMap((policy) => {
      const findings = lint(policy.text, { file: policy.path, type: typeOf(policy.path) });
      if (findings.length === 0) return [];
      const path = policy.path.slice(repository.length + 1);
      return [`${path} (${typeOf(policy.path)})\n${linesOf(path, findings, { common, own }).join("\n")}`];
    });
  const everywhere = [...common].map(([code, why]) => `= ${code}: ${why}`);
  return `${[HEAD, ...(everywhere.length > 0 ? [everywhere.join("\n")] : []), ...parts].join("\n\n")}\n`;
}

const HEAD = `# What lint finds in these policies, and why each is true. A file that is not here is free of findings.
# "= code: reason" is the reason wherever the code stands without one of its own.
# npx tsx test/lint/public-policies/regenerate.ts renews this file and keeps the reasons.`;

function linesOf(path: string, findings: readonly Finding[], { common, own }: Reasons): readonly string[] {
  const places = (some: readonly Finding[]) =>
    some.map(({ place }) => `${place!.line}:${place!.column}`).join(" ");
  const lines: string[] = [];
  const seen = new Map<string, number>();
  const grouped = new Set<string>();
  for (const finding of findings) {
    const { code, severity } = finding;
    const name = nameOf(path, code);
    const at = seen.get(name) ?? 0;
    seen.set(name, at + 1);
    if (!common.has(code)) {
      lines.push(`  ${places([finding])} ${severity} ${code}: ${own.get(name)?.[at] ?? UNEXPLAINED}`);
    } else if (!grouped.has(severity + code)) {
      grouped.add(severity + code);
      const alike = findings.filter((other) => other.code === code && other.severity === severity);
      lines.push(`  ${places(alike)} ${severity} ${code}`);
    }
  }
  return lines;
}

function nameOf(file: string, code: string): string {
  return `${file} ${code}`;
}
