import { type Statement, statementsOf } from "../../policy/document";
import type { Decider, LevelDocuments } from "../request";

/** A statement, with the version of its policy and where it stands. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly version: string | undefined;
  readonly decider: Decider;
}

/** Every statement of every level, in order. */
export function placedStatements(documents: LevelDocuments): readonly PlacedStatement[] {
  return documents.flatMap((policies, level) =>
    policies.flatMap((document, policy) =>
      statementsOf(document).map((statement, index) => ({
        statement,
        version: document.Version,
        decider: { level, policy, statement: index, sid: statement.Sid ?? null },
      })),
    ),
  );
}

/** Names a level of which no Allow matches. */
export function wholeLevel(level: number): Decider {
  return { level, policy: null, statement: null, sid: null };
}
