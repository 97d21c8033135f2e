import { checkedResource } from "../reference/checked";
import { contextOf, type RequestContext } from "../reference/context";
import { isServiceLinked } from "../reference/exemptions";
import type { AccessRequest, ContextValue } from "../request";
import { bitOf, eachBit, wordsFor } from "./bits";
import type { CompiledStatement } from "./statements";

/**
 * All that a request says but its action, and which statements hold in it. Whoever asks about many actions asks in
 * the same situation, so that each statement is tested once.
 */
export class Situation {
  readonly isExempt: boolean;
  private readonly resource: string;
  private readonly context: RequestContext;
  private readonly said: Said;
  private readonly tested: Int32Array;
  private readonly holding: Int32Array;

  /** @throws RequestError as contextOf and checkedResource do */
  constructor(
    request: AccessRequest,
    type: "SCP" | "RCP",
    private readonly statements: readonly CompiledStatement[],
  ) {
    this.resource = checkedResource(request);
    this.context = contextOf(request, type);
    this.isExempt = isServiceLinked(this.context);
    this.said = saidBy(request);
    this.tested = new Int32Array(wordsFor(statements.length));
    this.holding = new Int32Array(this.tested.length);
  }

  /** Whether a request says the same, its action aside. */
  isOf(request: AccessRequest): boolean {
    const { said } = this;
    return (
      request.resource === said.resource &&
      request.principal === said.principal &&
      request.account === said.account &&
      saysSame(request.context, said.context)
    );
  }

  /** Those of some statements that hold, all of one word of bits. */
  among(word: number, asked: number): number {
    eachBit(word, asked & ~this.tested[word]!, (place) => {
      if (this.statements[place]!.holds(this.resource, this.context)) this.holding[word]! |= bitOf(place);
    });
    this.tested[word]! |= asked;
    return asked & this.holding[word]!;
  }
}

/** A copy of what a request said, in which later changes of the request do not show. */
interface Said {
  readonly resource: string | undefined;
  readonly principal: string | undefined;
  readonly account: string | undefined;
  readonly context: readonly (readonly [string, ContextValue])[];
}

function saidBy({ resource, principal, account, context = {} }: AccessRequest): Said {
  const entries = Object.entries(context);
  return {
    resource,
    principal,
    account,
    context: entries.map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
  };
}

function saysSame(context: AccessRequest["context"], said: Said["context"]): boolean {
  if (context === undefined) return said.length === 0;
  if (context === null || typeof context !== "object" || Array.isArray(context)) return false;
  const keys = Object.keys(context);
  return (
    keys.length === said.length &&
    said.every(([key, value], index) => keys[index] === key && sameValue(context[key], value))
  );
}

function sameValue(found: ContextValue | undefined, said: ContextValue): boolean {
  if (!Array.isArray(said) || !Array.isArray(found)) return found === said;
  return found.length === said.length && said.every((one, index) => found[index] === one);
}
