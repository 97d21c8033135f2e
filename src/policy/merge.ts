import { obtain } from "../collections";
import type { StatementOrigin } from "../plan/types";
import type { Statement } from "./document";
import { many } from "./document";
import { minifyStatement } from "./minify";

/** A statement and the guardrail that it comes from. */
export interface OwnedStatement {
  readonly guardrail: string;
  readonly statement: Statement;
}

/** Statements of one policy, and where each comes from. */
export interface Provenance {
  readonly statements: readonly Statement[];
  readonly origins: readonly StatementOrigin[];
}

/** The statements as they are, each with its one guardrail. */
export function keepApart(owned: readonly OwnedStatement[]): Provenance {
  return {
    statements: owned.map(({ statement }) => statement),
    origins: owned.map(({ guardrail, statement }) => ({ sid: statement.Sid ?? "", guardrail })),
  };
}

/**
 * Statements that differ only in Action become one with the actions of all; the others stay as they are. A
 * request matches the merged statement exactly when it matches one of its parts, because the parts agree in
 * everything else. NotAction is left alone: two of them together spare less than either.
 *
 * The merged statement stands where its first part stood and has that part's Sid.
 */
export function mergeStatements(owned: readonly OwnedStatement[]): Provenance {
  const alike = new Map<string, OwnedStatement[]>();
  for (const [index, part] of owned.entries()) {
    const { Sid: _sid, Action, ...rest } = minifyStatement(part.statement);
    const key = Action === undefined ? `alone ${index}` : JSON.stringify(rest);
    obtain(alike, key, () => []).push(part);
  }
  const merged = [...alike.values()].map(mergeAlike);
  return {
    statements: merged.flatMap(({ statements }) => statements),
    origins: merged.flatMap(({ origins }) => origins),
  };
}

function mergeAlike(parts: readonly OwnedStatement[]): Provenance {
  if (parts.length === 1) return keepApart(parts);
  const first = parts[0]!.statement;
  const actions = new Map<string, Set<string>>();
  for (const { guardrail, statement } of parts) {
    const own = obtain(actions, guardrail, () => new Set());
    for (const action of many(statement.Action)) own.add(action);
  }
  const all = new Set([...actions.values()].flatMap((own) => [...own]));
  const sid = first.Sid ?? "";
  return {
    statements: [{ ...first, Action: [...all] }],
    origins:
      actions.size === 1
        ? [{ sid, guardrail: parts[0]!.guardrail }]
        : [...actions].map(([guardrail, own]) => ({ sid, guardrail, actions: [...own].sort() })),
  };
}
