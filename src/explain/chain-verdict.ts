import { type Chain, type DecidedBy, decidedBy, FULL_ACCESS, levelsOf } from "../chain/chain";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import { placedStatements, wholeLevel } from "../evaluate/reference/placed";
import type { AccessRequest, Decider, LevelDocuments } from "../evaluate/request";
import { type Answer, findRequest } from "../evaluate/search/find-request";
import type { Space } from "../evaluate/space/space";
import { many, type PolicyDocument, type Statement, statementsOf } from "../policy/document";

/** A statement, or a level without an Allow, that denies some of the requests asked about. */
export interface Denial {
  readonly decider: Decider;
  readonly by: DecidedBy;
  /** One of those that it denies; if there is such a one, one that nothing else denies. */
  readonly request: AccessRequest;
  /** Whether it denies all of them. */
  readonly always: boolean;
}

/** What a chain says of all requests of a space. */
export interface ChainVerdict {
  readonly denials: readonly Denial[];
  /** A request that it allows; null where there is none. */
  readonly allowed: AccessRequest | null;
  /** Why something could not be told; what is not found then may be there all the same. */
  readonly doubts: readonly string[];
}

/** Looks for everything in a chain that can deny a request of a space, and for a request that nothing denies. */
export function chainVerdict(chain: Chain, within: Space, action: string): ChainVerdict {
  const { type } = chain;
  const { levels } = levelsOf(chain);
  const doubts = new Set<string>();
  const typed = (documents: LevelDocuments) => ({ type, levels: documents });
  const find = (query: { readonly allows?: LevelDocuments; readonly denies?: LevelDocuments }) =>
    findRequest({
      allowedBy: query.allows === undefined ? [] : [typed(query.allows)],
      deniedBy: query.denies === undefined ? [] : [typed(query.denies)],
      within,
    });
  const requestIn = (answer: Answer) => {
    if (answer.kind === "undecided") doubts.add(answer.reason);
    return answer.kind === "witness" ? answer.request : null;
  };
  const denial = (decider: Decider, own: LevelDocuments, others: LevelDocuments): readonly Denial[] => {
    const any = requestIn(find({ denies: own }));
    if (any === null) return [];
    const alone = find({ denies: own, allows: others });
    const request = alone.kind === "witness" ? alone.request : any;
    const always = find({ allows: own }).kind === "none";
    return [{ decider, by: decidedBy(chain, decider, action), request, always }];
  };

  const everything = FULL_ACCESS[type].document;
  const denies = placedStatements(levels)
    .filter(({ statement }) => statement.Effect === "Deny" && speaksOf(statement, action))
    .map(({ statement, version, decider }) =>
      denial(decider, [[everything, documentOf(statement, version)]], without(levels, statement)),
    );
  const silent = levels.map((policies, level) =>
    denial(wholeLevel(level), [policies.map(allowsOf)], levels.with(level, [everything, ...policies])),
  );
  return {
    denials: [...denies, ...silent].flat().sort((a, b) => a.decider.level - b.decider.level),
    allowed: requestIn(find({ allows: levels })),
    doubts: [...doubts],
  };
}

function without(levels: LevelDocuments, statement: Statement): LevelDocuments {
  return levels.map((policies) =>
    policies.map((document) => ({
      ...document,
      Statement: statementsOf(document).filter((other) => other !== statement),
    })),
  );
}

/** Whether a statement speaks of an action, by its list of actions alone. */
export function speaksOf({ Action, NotAction }: Statement, action: string): boolean {
  const isLike = (pattern: string) => matches(withWildcards(pattern.toLowerCase()), action.toLowerCase());
  return many(Action ?? NotAction).some(isLike) === (Action !== undefined);
}

function documentOf(statement: Statement, version: string | undefined): PolicyDocument {
  return { ...(version === undefined ? {} : { Version: version }), Statement: [statement] };
}

function allowsOf(document: PolicyDocument): PolicyDocument {
  return { ...document, Statement: statementsOf(document).filter(({ Effect }) => Effect === "Allow") };
}
