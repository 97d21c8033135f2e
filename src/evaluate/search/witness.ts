import { TELLINGS } from "../facts/tellings";
import { parseArn } from "../reference/arn";
import type { AccessRequest, ContextValue } from "../request";
import type { Space } from "../space/space";
import { ABSENT, type CellSet, type Values } from "../space/values";
import type { Axes } from "./axes";
import { aloneIn, canHoldSet, chosenSet, type Domain } from "./domain";

/** The values of one axis in a witness: none for an absent key; "unseen" where only unseen cells are left. */
export type Chosen = readonly string[] | "unseen";

/** Picks values out of a domain, those that people know first. */
export function chosenFrom(domain: Domain, values: Values): Chosen {
  const alone = aloneIn(domain, values);
  const { preferAbsent, multivalued } = values.axis.options;
  if (preferAbsent && (alone & ABSENT) !== 0n) return [];
  if (multivalued && canHoldSet(domain, values)) {
    const words = chosenSet(domain, values).map((cell) => values.words[cell]);
    return words.includes(undefined) ? "unseen" : (words as readonly string[]);
  }
  const cell = values.order.find((one) => has(alone, one));
  if (cell !== undefined) return [values.words[cell]!];
  return (alone & ABSENT) !== 0n ? [] : "unseen";
}

function has(set: CellSet, cell: number): boolean {
  return ((set >> BigInt(cell)) & 1n) === 1n;
}

/** A request of these values, by axis name. Values that follow from others are worked out from those. */
export function requestOf(
  chosen: ReadonlyMap<string, readonly string[]>,
  axes: Axes,
  { type, account }: Space,
): AccessRequest {
  const values = new Map([...axes.keys].map(([key, { name }]) => [key, chosen.get(name)!]));
  for (const { whole, part, told } of TELLINGS) {
    const [from] = values.get(whole.toLowerCase()) ?? [];
    const follows = from === undefined ? undefined : told(from);
    if (follows !== undefined && values.has(part.toLowerCase())) values.set(part.toLowerCase(), [follows]);
  }

  const [arn] = values.get("aws:principalarn") ?? [];
  const principal = arn !== undefined && isPrincipal(arn) ? arn : undefined;
  const implied = new Map<string, string>();
  if (account !== undefined)
    implied.set(type === "SCP" ? "aws:principalaccount" : "aws:resourceaccount", account);
  if (principal !== undefined) {
    implied.set("aws:principalarn", principal);
    implied.set("aws:principalaccount", parseArn(principal)!.account);
    implied.set("aws:principaltype", typeOf(principal));
  }

  const context: [string, ContextValue][] = [];
  for (const [key, axis] of axes.keys) {
    const found = values.get(key)!;
    const isTold = found.length === 1 && implied.get(key) === found[0];
    // An empty list takes away what the account or the principal would fill in.
    if (isTold || (found.length === 0 && !implied.has(key))) continue;
    context.push([axis.name, found.length === 1 && !axis.options.multivalued ? found[0]! : found]);
  }

  const [action] = chosen.get(axes.action.name)!;
  const [resource] = chosen.get(axes.resource.name)!;
  return {
    action: axes.spelling.get(action!) ?? action!,
    ...(resource === "*" ? {} : { resource: resource! }),
    ...(principal === undefined ? {} : { principal }),
    ...(account === undefined ? {} : { account }),
    ...(context.length === 0
      ? {}
      : { context: Object.fromEntries(context.sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  "iam:root": "Account",
  "iam:user": "User",
  "iam:role": "AssumedRole",
  "sts:federated-user": "FederatedUser",
};

/** Whether `principal` of a request can say this ARN, so that it need not stand in the context. */
function isPrincipal(text: string): boolean {
  const arn = parseArn(text);
  const [kind, name] = arn?.resource.split("/") ?? [];
  return TYPES[`${arn?.service}:${kind}`] !== undefined && (kind === "root" || Boolean(name));
}

function typeOf(principal: string): string {
  const { service, resource } = parseArn(principal)!;
  return TYPES[`${service}:${resource.split("/")[0]}`]!;
}
