import { type Chain, levelsOf } from "../chain/chain";
import { contextOf } from "../evaluate/reference/context";
import type { AccessRequest, ContextValue } from "../evaluate/request";
import { findRequest } from "../evaluate/search/find-request";
import type { Space } from "../evaluate/space/space";
import { statementsOf } from "../policy/document";
import { type ChainVerdict, speaksOf } from "./chain-verdict";
import type { Turn } from "./types";

const RESOURCE = "resource";

/** Keys that AWS fills in together: to change one is to change the others. In lower case. */
const TOGETHER: readonly (readonly string[])[] = [
  ["aws:principalarn", "aws:principaltype", "aws:principalaccount", "aws:username", "aws:userid"],
  ["aws:currenttime", "aws:epochtime"],
  ["aws:multifactorauthpresent", "aws:multifactorauthage"],
  ["aws:viaawsservice", "aws:calledvia", "aws:calledviafirst", "aws:calledvialast"],
  ["aws:sourceip", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"],
];

/**
 * On what a verdict depends: for each denial, the keys whose change alone lets the request pass, each with a pair of
 * requests. Where no single key does, the first in which the denied and an allowed request differ.
 */
export function turnsOf(chain: Chain, within: Space, action: string, verdict: ChainVerdict): readonly Turn[] {
  const { denials, allowed } = verdict;
  if (allowed === null) return [];
  const keys = keysAsked(chain, action);
  const turns = new Map<string, Turn>();
  for (const { request } of denials) {
    const single = [RESOURCE, ...keys].flatMap((key) => {
      const passing = passingBut(key, { keys, chain, within, request });
      return passing === null ? [] : [turn(key, chain, request, passing)];
    });
    const differing = [RESOURCE, ...keys].find((key) => differs(key, chain, request, allowed));
    const found =
      single.length > 0 || differing === undefined ? single : [turn(differing, chain, request, allowed)];
    for (const one of found) {
      const name = JSON.stringify([one.key, one.value]);
      if (!turns.has(name)) turns.set(name, one);
    }
  }
  return [...turns.values()];
}

interface Search {
  readonly keys: readonly string[];
  readonly chain: Chain;
  readonly within: Space;
  readonly request: AccessRequest;
}

/** A request that is allowed and differs from the denied one in one key, and what goes with it; null if none is. */
function passingBut(free: string, { keys, chain, within, request }: Search): AccessRequest | null {
  const context = contextOf(request, chain.type);
  const together = TOGETHER.find((group) => group.includes(free.toLowerCase())) ?? [free.toLowerCase()];
  const held = keys.filter((key) => !together.includes(key.toLowerCase()));
  const fixed: Record<string, ContextValue> = { ...within.fixed };
  const absent = [...(within.absent ?? [])];
  for (const key of held) {
    const values = context.get(key);
    if (values === undefined) absent.push(key);
    else if (!Object.keys(fixed).some((other) => other.toLowerCase() === key.toLowerCase()))
      fixed[key] = values;
  }
  // One character stands for "*", of which a pattern could not speak.
  const resources = free === RESOURCE ? within.resources : [request.resource ?? "?"];
  const answer = findRequest({
    allowedBy: [levelsOf(chain)],
    deniedBy: [],
    within: { ...within, fixed, absent, resources },
  });
  const isChange = answer.kind === "witness" && differs(free, chain, request, answer.request);
  return isChange ? answer.request : null;
}

function turn(key: string, chain: Chain, denied: AccessRequest, allowed: AccessRequest): Turn {
  return { key, value: foundValue(key, chain, denied), denied, allowed };
}

function foundValue(key: string, { type }: Chain, request: AccessRequest): ContextValue | null {
  if (key === RESOURCE) return request.resource ?? "*";
  const values = contextOf(request, type).get(key);
  if (values === undefined) return null;
  return values.length === 1 ? values[0]! : values;
}

function differs(key: string, chain: Chain, a: AccessRequest, b: AccessRequest): boolean {
  return JSON.stringify(foundValue(key, chain, a)) !== JSON.stringify(foundValue(key, chain, b));
}

/** Every key that a statement of the chain asks of where the action is concerned, as first written. */
export function keysAsked({ levels }: Chain, action: string): readonly string[] {
  const found = new Map<string, string>();
  const statements = levels
    .flatMap(({ policies }) => policies.flatMap(({ document }) => statementsOf(document)))
    .filter((statement) => speaksOf(statement, action));
  for (const { Condition = {}, Resource, NotResource } of statements) {
    const named = Object.values(Condition).flatMap((keys) => Object.keys(keys));
    const inVariables = [...JSON.stringify([Condition, Resource, NotResource]).matchAll(/\$\{([^},]*)/g)].map(
      ([, key]) => key!.trim(),
    );
    for (const key of [...named, ...inVariables.filter((one) => one.includes(":"))]) {
      if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), key);
    }
  }
  return [...found.values()];
}
