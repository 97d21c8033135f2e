import type { LevelDocuments } from "../../evaluate/request";
import { speaksOf } from "../../explain/chain-verdict";
import { statementsOf } from "../../policy/document";

/**
 * The levels with only those statements that speak of an action: for requests of that action they decide the same, and
 * the search has not to tell apart what policies of thousands of actions say of all the others.
 */
export function narrowedTo(levels: LevelDocuments, action: string): LevelDocuments {
  return levels.map((documents) =>
    documents.map((document) => ({
      ...document,
      Statement: statementsOf(document)
        .filter((statement) => speaksOf(statement, action))
        .map(({ NotAction: _, ...statement }) => ({ ...statement, Action: action })),
    })),
  );
}
