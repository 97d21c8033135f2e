import { obtain } from "../../collections";
import { canonicalJson } from "../../policy/canonical";
import { many, type PolicyDocument, type Statement, statementsOf } from "../../policy/document";
import { isJsonObject, type ManagementDocument } from "../../policy/management/document";
import { settingKey, settingsOf } from "../../policy/management/settings";
import { minifyStatement } from "../../policy/minify";
import { shapeProblems } from "../../policy/shape";
import { isAuthorizationType } from "../../policy/types";

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
 * A statement as it is compared, or one setting of a management policy. There is one object for each meaning, so
 * that equal statements of different policies are the same term.
 *
 * A setting is held to be a Deny: it must not be missing on the way where it stands before and after, nor stand
 * where it is not wanted. It is covered by itself alone.
 */
export interface Term {
  readonly id: string;
  readonly effect: "Allow" | "Deny";
  /** Null for a setting, and for text that cannot be read: that may say anything. */
  readonly meaning: Meaning | null;
  /** The key of a setting's path: whatever stands there in an account takes the place of what stood there. */
  readonly setting?: string;
}

export interface TermReader {
  /** The terms of a policy's text. */
  read(type: string, text: string): readonly Term[];
}

/** Reads each text once. Terms are comparable by identity within one reader only. */
export function termReader(): TermReader {
  const texts = new Map<string, readonly Term[]>();
  const terms = new Map<string, Term>();
  const intern = (term: Term) => obtain(terms, term.id, () => term);
  return {
    read(type, text) {
      return obtain(texts, `${type} ${text}`, () => [...new Set(termsOf(type, text).map(intern))]);
    },
  };
}

function termsOf(type: string, text: string): readonly Term[] {
  if (isAuthorizationType(type)) {
    const document = parsePolicy(type, text);
    return document === null ? unreadable(text) : statementsOf(document).map(termOf(document));
  }
  const content = parseContent(text);
  if (content === null) return unreadable(text).filter(({ effect }) => effect === "Deny");
  return settingsOf(content).map(({ path, operators }) => {
    const setting = settingKey(path);
    return { id: `${setting} ${canonicalJson(operators)}`, effect: "Deny", meaning: null, setting };
  });
}

/** The policy, or null when the text is none that can be evaluated. */
export function parsePolicy(type: string, text: string): PolicyDocument | null {
  if (!isAuthorizationType(type)) return null;
  const value = parsed(text);
  return shapeProblems(value, type).length === 0 ? (value as PolicyDocument) : null;
}

/** The document of a management policy, or null when the text is none. */
export function parseContent(text: string): ManagementDocument | null {
  const value = parsed(text);
  return isJsonObject(value) ? value : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
