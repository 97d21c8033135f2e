import { checkedAction, checkedLevels } from "../reference/checked";
import { isGoverned } from "../reference/exemptions";
import { placedStatements, wholeLevel } from "../reference/placed";
import type { AccessRequest, Decider, Decision, Levels } from "../request";
import { ActionTable } from "./action-table";
import { bitsWhere, eachBit } from "./bits";
import { Situation } from "./situation";
import { compiledStatement } from "./statements";

/** The policies of one chain, prepared for many requests. */
export interface CompiledLevels {
  /** @throws RequestError for a request that has no meaning */
  decide(request: AccessRequest): Decision;
}

/**
 * The same answers as the plain evaluator's `decide`, much faster when there are many requests: fastest when those
 * that differ in nothing but the action come one after the other. Later changes of `levels` do not show.
 *
 * @throws PolicyError for levels or policies that have no meaning, naming the place
 */
export function compile(levels: Levels): CompiledLevels {
  const { type, documents } = checkedLevels(levels);
  const statements = placedStatements(documents).map(compiledStatement);
  const table = new ActionTable(statements.map(({ actions }) => actions));
  const denying = bitsWhere(statements, ({ denies }) => denies);
  const allowing = documents.map((_, level) =>
    bitsWhere(statements, ({ denies, decider }) => !denies && decider.level === level),
  );
  const matching = new Int32Array(denying.length);
  let situation: Situation | undefined;

  function decide(request: AccessRequest): Decision {
    const action = checkedAction(request);
    if (situation === undefined || !situation.isOf(request))
      situation = new Situation(request, type, statements);
    if (situation.isExempt) return EXEMPT;
    if (type === "RCP" && !isGoverned(action)) return NOT_GOVERNED;

    table.read(action, matching);
    for (let word = 0; word < matching.length; word++) {
      matching[word] = situation.among(word, matching[word]!);
    }
    if (overlap(matching, denying)) return denied(denials());
    if (allowing.every((level) => overlap(matching, level))) return ALLOWED;
    return denied(allowing.flatMap((bits, level) => (overlap(matching, bits) ? [] : [wholeLevel(level)])));
  }

  function denials(): readonly Decider[] {
    const deciders: Decider[] = [];
    denying.forEach((bits, word) => {
      eachBit(word, bits & matching[word]!, (place) => deciders.push(statements[place]!.decider));
    });
    return deciders;
  }

  return { decide };
}

// Many requests get these very answers, so that nobody may change them.
const ALLOWED = answer({ verdict: "allowed", decidedBy: [] });
const EXEMPT = answer({ verdict: "allowed", reason: "exempt", decidedBy: [] });
const NOT_GOVERNED = answer({ verdict: "allowed", reason: "not-governed", decidedBy: [] });

function answer(decision: Decision): Decision {
  Object.freeze(decision.decidedBy);
  return Object.freeze(decision);
}

function denied(decidedBy: readonly Decider[]): Decision {
  return { verdict: "denied", decidedBy };
}

function overlap(left: Int32Array, right: Int32Array): boolean {
  for (let word = 0; word < left.length; word++) {
    if ((left[word]! & right[word]!) !== 0) return true;
  }
  return false;
}
