import { conditionHolds } from "../../../src/evaluate/reference/condition";
import type { AccessRequest, ContextValue, LevelDocuments } from "../../../src/evaluate/request";
import type { ConditionBlock, PolicyDocument, Statement } from "../../../src/policy/document";
import type { Random } from "../../support/random";
import { CELLS, type Cell, type Clause, randomClause } from "./cells";

export const ACCOUNT = "111111111111";
const PRINCIPAL = `arn:aws:iam::${ACCOUNT}:role/developer`;
/** What variables of the policies stand for; aws:username has no value. */
const VARIABLES = { "aws:userid": "team" };
const KNOWN = new Map(
  [...Object.entries(VARIABLES), ["aws:PrincipalAccount", ACCOUNT] as const].map(([key, value]) => [
    key,
    [value],
  ]),
);

/** A question that can be put to every evaluator. */
export interface Case {
  readonly type: "SCP" | "RCP";
  readonly levels: LevelDocuments;
  readonly request: AccessRequest;
}

/** One case of a cell: whether its condition holds decides the verdict, whatever else the policies say. */
export function cellCase(random: Random, cell: Cell, effect: Statement["Effect"], holds: boolean): Case {
  const clause = clauseThat(random, cell, holds);
  const type = random.oneIn(2) ? "SCP" : "RCP";
  const deciding = statement(random, type, effect, blockOf([clause]), true);
  const count = 1 + random.below(3);
  const place = random.below(count);
  const levels = Array.from({ length: count }, (_, level) => {
    const inert = random.oneIn(3) ? [statement(random, type, "Deny", undefined, false)] : [];
    const open = effect === "Deny" || level !== place ? [full(type)] : [];
    const own = level === place ? [deciding] : [];
    return [...open, policy(random.oneIn(2) ? [...inert, ...own] : [...own, ...inert])];
  });
  return { type, levels, request: requestWith([clause]) };
}

/** Any policies over lists and conditions, and any request. */
export function anyCase(random: Random): Case {
  const type = random.oneIn(2) ? "SCP" : "RCP";
  const found = new Map<string, readonly string[] | undefined>();
  const anyClause = (): Clause => {
    const clause = randomClause(random, random.pick(CELLS));
    if (!found.has(clause.key)) found.set(clause.key, clause.found);
    return { ...clause, found: found.get(clause.key) };
  };
  const clauses: Clause[] = [];
  const anyStatement = (): Statement => {
    const own = Array.from({ length: random.below(3) }, anyClause);
    clauses.push(...own);
    const effect = random.oneIn(3) ? "Allow" : "Deny";
    return statement(random, type, effect, own.length === 0 ? undefined : blockOf(own), !random.oneIn(3));
  };
  const levels = Array.from({ length: 1 + random.below(3) }, () => [
    ...(random.oneIn(4) ? [] : [full(type)]),
    ...Array.from({ length: 1 + random.below(2) }, () =>
      policy(Array.from({ length: 1 + random.below(2) }, anyStatement)),
    ),
  ]);
  return { type, levels, request: requestWith(clauses) };
}

function clauseThat(random: Random, cell: Cell, holds: boolean): Clause {
  for (let tries = 0; tries < 10_000; tries++) {
    const clause = randomClause(random, cell);
    const get = (key: string) => (key === clause.key ? clause.found : KNOWN.get(key));
    if (conditionHolds(blockOf([clause]), VERSION, { get }) === holds) return clause;
  }
  throw new Error(`${cell.name}, ${cell.presence}: no condition is ${holds}`);
}

export const VERSION = "2012-10-17";

function policy(statements: readonly Statement[]): PolicyDocument {
  return { Version: VERSION, Statement: statements };
}

function full(type: Case["type"]): PolicyDocument {
  const principal = type === "SCP" ? {} : { Principal: "*" };
  return policy([{ Effect: "Allow", ...principal, Action: "*", Resource: "*" }]);
}

function blockOf(clauses: readonly Clause[]): ConditionBlock {
  const block: Record<string, Record<string, readonly string[]>> = {};
  for (const { name, key, wanted } of clauses) block[name] = { ...block[name], [key]: wanted };
  return block;
}

// The request is s3:GetObject on this object; each list speaks of it or does not.
const RESOURCE = "arn:aws:s3:::bucket/key";
const ACTIONS = {
  yes: ["*", "s3:*", "s3:Get*", "S3:GETOBJECT", "s3:?etObject"],
  no: ["iam:*", "s3:Put*", "s3:get", "ec2:*"],
};
const RESOURCES = {
  yes: [
    "*",
    RESOURCE,
    "arn:aws:s3:::bucket/*",
    "arn:aws:s3:::b*/k?y",
    "arn:*:s3:::*",
    "arn:aws:s3:::bucket/${aws:username, 'key'}",
  ],
  no: [
    "arn:aws:s3:::other/*",
    "arn:aws:s3:::bucket",
    "arn:aws:s3:::BUCKET/key",
    "arn:aws:sqs:*:*:*",
    "arn:aws:s3:::${aws:userid}/key",
  ],
};

interface Patterns {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** A statement whose lists speak of the request, or of which one at least does not. */
function statement(
  random: Random,
  type: Case["type"],
  effect: Statement["Effect"],
  condition: ConditionBlock | undefined,
  speaks: boolean,
): Statement {
  const actionSpeaks = speaks || random.oneIn(2);
  const action = element(random, "Action", ACTIONS, actionSpeaks, type === "SCP");
  const resource = element(random, "Resource", RESOURCES, speaks || !actionSpeaks, true);
  return {
    Effect: effect,
    ...(type === "RCP" ? { Principal: "*" } : {}),
    ...action,
    ...resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function element(
  random: Random,
  name: "Action" | "Resource",
  { yes, no }: Patterns,
  speaks: boolean,
  mayNegate: boolean,
): Partial<Statement> {
  const negated = mayNegate && random.oneIn(3);
  const others = random.picks(no, 1 + random.below(2));
  const list = speaks === negated ? others : [...others, random.pick(yes)];
  const value = list.length === 1 && random.oneIn(2) ? list[0]! : list;
  return { [negated ? `Not${name}` : name]: value };
}

function requestWith(clauses: readonly Clause[]): AccessRequest {
  const context: Record<string, ContextValue> = { ...VARIABLES };
  for (const { key, found } of clauses) {
    if (found !== undefined) context[key] = found.length === 1 ? found[0]! : found;
  }
  return { action: "s3:GetObject", resource: RESOURCE, principal: PRINCIPAL, account: ACCOUNT, context };
}
