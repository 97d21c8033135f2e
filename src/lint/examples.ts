import type { Severity } from "../findings/finding";
import type { LintType } from "./types";

/** Stands directly before each place where the rule finds something. It is no part of the policy. */
export const MARK = "▶";

/** A policy that shows a rule at work. */
export interface Example {
  /** As --type would say it; without it, nobody says. */
  readonly type?: LintType;
  /** Of its findings, where it is not the rule's. */
  readonly severity?: Severity;
  /** What the example shows, where that is not plain. Its page prints it. */
  readonly note?: string;
  /** The policy, with a MARK before each finding of a bad one. */
  readonly text: string;
}

/** The first of each kind are Avoid and Prefer of the rule's page. */
export interface Examples {
  readonly bad: readonly [Example, ...Example[]];
  /** Near misses: the rule finds nothing here. */
  readonly good: readonly [Example, ...Example[]];
}

/** A policy of these statements, each as JSON text. */
export function inPolicy(...statements: readonly string[]): string {
  const indented = statements.map((statement) => statement.replaceAll(/^/gm, "    ")).join(",\n");
  return `{\n  "Version": "2012-10-17",\n  "Statement": [\n${indented}\n  ]\n}\n`;
}

/** The policy of an example, and where the marks stood: lines and columns, from 1. */
export function unmarked(text: string): {
  readonly text: string;
  readonly places: readonly { readonly line: number; readonly column: number }[];
} {
  const places = text.split("\n").flatMap((written, index) =>
    written
      .split(MARK)
      .slice(0, -1)
      .map((_, mark, parts) => ({
        line: index + 1,
        column: parts.slice(0, mark + 1).join("").length + 1,
      })),
  );
  return { text: text.replaceAll(MARK, ""), places };
}
