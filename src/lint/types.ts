import type { Severity } from "../findings/finding";
import type { JsonNode, JsonPath } from "../json/node";
import type { JsonProblem } from "../json/parse";
import type { ConditionValue, Statement } from "../policy/document";
import type { Operator } from "../policy/operators";
import type { PlacedProblem } from "../policy/shape";

/** What a policy is attached to: an organization (scp, rcp), a principal, or a resource (a VPC endpoint too). */
export const LINT_TYPES = ["scp", "rcp", "identity", "resource"] as const;

export type LintType = (typeof LINT_TYPES)[number];

export const ALL_TYPES: readonly LintType[] = LINT_TYPES;

/** One trap. Its code in findings is its slug; its examples and its page have the same name. */
export interface LintRule {
  readonly slug: string;
  /** What is wrong, in a few words: the heading of its page. */
  readonly title: string;
  /** Of its findings, where a problem does not say a lesser one. `error` only for what cannot be meant. */
  readonly severity: Severity;
  /** The policies that it is about. Where the type is not known, a finding that depends on it is `info`. */
  readonly types: readonly LintType[];
  /** Why it matters: what AWS does with such a policy, in one to three sentences. */
  readonly why: string;
  /** What to write instead, where a problem does not say it better. */
  readonly fix: string;
  /** Where AWS says so. */
  readonly sources: readonly string[];
  /** Whether it proves what it says over all requests: too slow for a text that is longer than any policy can be. */
  readonly proves?: true;
  check(policy: LintPolicy): Iterable<LintProblem>;
}

/** Where a problem is: at a value (or its key) of the document, or at an offset of the text. */
export type LintSpot =
  | { readonly at: JsonPath; readonly on?: "key" | "value" }
  | { readonly offset: number; readonly at?: JsonPath };

export type LintProblem = LintSpot & {
  /** One sentence that names what was found. */
  readonly message: string;
  /** Lesser than the rule's, for what is not certain. */
  readonly severity?: Severity;
  /** Fewer than the rule's. */
  readonly types?: readonly LintType[];
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly nearest?: string | undefined;
  readonly fix?: string | undefined;
};

/** A problem of grammar, and which of the types that a policy may be have it. */
export interface GrammarProblem extends PlacedProblem {
  readonly types: readonly LintType[];
}

/** A policy as rules see it. A text that is no JSON, or JSON that is no policy, has no statements. */
export interface LintPolicy {
  readonly text: string;
  /** What keeps the text from being strict JSON; slips are mended in what follows. */
  readonly jsonProblems: readonly JsonProblem[];
  /** Undefined when the text breaks in a way that leaves its meaning open. */
  readonly root: JsonNode | undefined;
  /** As JSON.parse gives it. */
  readonly value: unknown;
  /** What keeps the value from being a policy, and which of `types` have that problem. */
  readonly grammar: readonly GrammarProblem[];
  /** What it may be: one type when it was said or is certain. */
  readonly types: readonly LintType[];
  /** The statements that can be understood, in order; those with the wrong kind of value are left out. */
  readonly statements: readonly LintStatement[];
}

export interface LintStatement {
  readonly at: JsonPath;
  readonly effect: "Allow" | "Deny";
  readonly statement: Statement;
  readonly actions: LintList;
  /** Undefined in a policy of a resource that names none. */
  readonly resources: LintList | undefined;
  readonly conditions: readonly LintCondition[];
}

/** An element that is text or a list of texts. */
export interface LintList {
  readonly element: "Action" | "NotAction" | "Resource" | "NotResource";
  readonly negated: boolean;
  readonly at: JsonPath;
  readonly texts: readonly { readonly text: string; readonly at: JsonPath }[];
}

/** One key under one operator. */
export interface LintCondition {
  readonly operatorName: string;
  readonly operator: Operator;
  readonly key: string;
  /** Of the key with its values. */
  readonly at: JsonPath;
  readonly values: readonly { readonly value: ConditionValue; readonly at: JsonPath }[];
}
