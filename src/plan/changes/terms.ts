import { obtain } from "../../collections";
import { canonicalJson } from "../../policy/canonical";
import { many, type PolicyDocument, type Statement, statementsOf } from "../../policy/document";
import { minifyStatement } from "../../policy/minify";
import { shapeProblems } from "../../policy/shape";
import type { AuthorizationPolicyType } from "../../policy/types";

/** A positive or a negated list of patterns: Action or NotAction, Resource or NotResource. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** One operator and key of a Condition, with its values. */
export interface Clause {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What a statement says, its Sid aside. */
export interface Meaning {
  readonly version: string | undefined;
  readonly principal: string;
  /** In lower case: actions are compared without regard to case. */
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly clauses: readonly Clause[];
}

/**
 * A statement as it is compared. There is one object for each meaning, so that equal statements of different
 * policies are the same term.
 */
export interface Term {
  readonly id: string;
  readonly effect: "Allow" | "Deny";
  /** Null for text that cannot be read: it may say anything. */
  readonly meaning: Meaning | null;
}

export interface TermReader {
  /** The terms of a policy's text. Policies whose text is no IAM policy have none, so that no law concerns them. */
  read(type: string, text: string): readonly Term[];
}

/** Whether policies of a type are written in the IAM policy language, so that they allow and deny. */
export function isAuthorization(type: string): type is AuthorizationPolicyType {
  return type === "SERVICE_CONTROL_POLICY" || type === "RESOURCE_CONTROL_POLICY";
}

/** Reads each text once. Terms are comparable by identity within one reader only. */
export function termReader(): TermReader {
  const texts = new Map<string, readonly Term[]>();
  const terms = new Map<string, Term>();
  const intern = (term: Term) => obtain(terms, term.id, () => term);
  return {
    read(type, text) {
      if (!isAuthorization(type)) return [];
      return obtain(texts, `${type} ${text}`, () => {
        const document = parsePolicy(type, text);
        const read = document === null ? unreadable(text) : statementsOf(document).map(termOf(document));
        return [...new Set(read.map(intern))];
      });
    },
  };
}

/** The policy, or null when the text is none that can be evaluated. */
export function parsePolicy(type: string, text: string): PolicyDocument | null {
  if (!isAuthorization(type)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return shapeProblems(value, type).length === 0 ? (value as PolicyDocument) : null;
}

/** It may deny anything and allow anything. */
function unreadable(text: string): readonly Term[] {
  return (["Allow", "Deny"] as const).map((effect) => ({
    id: `unreadable ${effect} ${text}`,
    effect,
    meaning: null,
  }));
}

function termOf({ Version }: PolicyDocument) {
  return (statement: Statement): Term => {
    const { Sid: _sid, ...rest } = minifyStatement(statement);
    const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = rest;
    const clauses = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values: many(values).map(String) })),
    );
    return {
      id: canonicalJson([Version, rest]),
      effect: Effect,
      meaning: {
        version: Version,
        principal: canonicalJson([Principal ?? null, NotPrincipal ?? null]),
        actions: {
          negated: NotAction !== undefined,
          patterns: many(Action ?? NotAction).map((action) => action.toLowerCase()),
        },
        resources: { negated: NotResource !== undefined, patterns: many(Resource ?? NotResource) },
        clauses,
      },
    };
  };
}
