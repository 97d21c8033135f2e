import { obtain, once } from "../collections";
import { actionInfo, serviceKeys } from "./actions";
import { GLOBAL_KEYS, globalKey, type KeyPresence, type KeyType } from "./global-keys";

/** What AWS documents of a condition key. */
export interface ConditionKeyInfo {
  /** In AWS's casing, as AWS writes the family that it is of. */
  readonly key: string;
  /** Whether a part of `key` stands for any text, such as the name of a tag. */
  readonly family: boolean;
  readonly type: KeyType;
  readonly multivalued: boolean;
  /**
   * `global` keys come with requests to any service, `service` keys with those to their own, `provider` keys with the
   * sessions of whom an identity provider vouches for.
   */
  readonly scope: "global" | "service" | "provider";
  readonly presence: KeyPresence;
  /** Completes "a request has it …"; empty for keys of services, of which only the actions are documented. */
  readonly when: string;
}

/**
 * What AWS documents of a condition key, whatever its casing. The keys of identity providers that customers run are
 * nowhere listed: "DOMAIN:CLAIM" is taken for one. Undefined when there is no such key.
 *
 * Source for the keys of services: as for knownActions().
 */
export function conditionKeyInfo(name: string): ConditionKeyInfo | undefined {
  const known = INFOS.get(name);
  if (known !== undefined || INFOS.has(name)) return known;
  // The names come out of policies: however many there are, few are kept.
  if (INFOS.size >= MOST_INFOS) INFOS.clear();
  const info = infoOf(name);
  INFOS.set(name, info);
  return info;
}

const INFOS = new Map<string, ConditionKeyInfo | undefined>();
const MOST_INFOS = 10_000;

function infoOf(name: string): ConditionKeyInfo | undefined {
  const global = globalKey(name);
  if (global !== undefined) return { ...global, family: global.key.includes("${"), scope: "global" };
  const folded = name.toLowerCase();
  const known = byFoldedName().get(folded) ?? families().find(({ form }) => form.test(folded))?.known;
  if (known !== undefined) {
    return {
      ...known,
      family: VARIABLE.test(asFamily(known.key)),
      scope: isOfProvider(known.key) ? "provider" : "service",
      presence: "sometimes",
      when: "",
    };
  }
  if (!/^[^\s:]+\.[^\s:.]+:\S+$/.test(name)) return undefined;
  const when = "when the identity provider vouches for the session";
  const claim = { key: name, family: false, type: "String", multivalued: true } as const;
  return { ...claim, scope: "provider", presence: "sometimes", when };
}

/**
 * Whether AWS documents that requests for an action can carry a key, both whatever their casing. Global keys come with
 * every action, save for tags, of which the documentation says for each action whether it takes or compares them. Of
 * keys that no action lists it is not documented which do: any may.
 */
export function carriesKey(action: string, name: string): boolean {
  const info = conditionKeyInfo(name);
  if (info === undefined) return false;
  if (info.scope === "provider" || (info.scope === "global" && !BY_ACTION.has(info.key))) return true;
  return (
    unlistedKeys().has(info.key) ||
    keysOf(action).has(info.key) ||
    ALSO_CARRIED.get(info.key)?.has(action.toLowerCase()) === true
  );
}

/**
 * What the guide of a service says and its list of actions leaves out, in lower case.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html (condition on the products that may
 * be subscribed to), read 2026-11.
 */
const ALSO_CARRIED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["aws-marketplace:ProductId", new Set(["aws-marketplace:subscribe", "aws-marketplace:unsubscribe"])],
]);

/** Global keys that depend on the action. */
const BY_ACTION: ReadonlySet<string> = new Set([
  "aws:RequestTag/${TagKey}",
  "aws:ResourceTag/${TagKey}",
  "aws:TagKeys",
]);

/** The names of all keys that AWS documents, for suggestions; a family stands as "aws:RequestTag/${TagKey}". */
export const conditionKeyNames: () => readonly string[] = once(() => [
  ...GLOBAL_KEYS.map(({ key }) => key),
  ...serviceKeys().map(({ key }) => key),
]);

function keysOf(action: string): ReadonlySet<string> {
  return obtain(KEYS_OF, action.toLowerCase(), () => {
    const info = actionInfo(action);
    if (info === undefined) return new Set();
    return new Set([...info.conditionKeys, ...info.resources.flatMap(({ conditionKeys }) => conditionKeys)]);
  });
}

/** A policy asks of the same actions for each of its keys. */
const KEYS_OF = new Map<string, ReadonlySet<string>>();

/** A provider goes by its domain; all SAML providers go by one name. */
function isOfProvider(key: string): boolean {
  const prefix = key.slice(0, key.indexOf(":"));
  return prefix === "saml" || prefix.includes(".");
}

const unlistedKeys = once(() => new Set(serviceKeys().flatMap(({ key, listed }) => (listed ? [] : [key]))));
const byFoldedName = once(() => new Map(serviceKeys().map((known) => [known.key.toLowerCase(), known])));

/** Keys with a part that stands for any text. */
const families = once(() =>
  serviceKeys()
    .filter(({ key }) => VARIABLE.test(asFamily(key)))
    .map((known) => ({ known, form: formOf(asFamily(known.key).toLowerCase()) })),
);

const VARIABLE = /\$\{[^}]*\}|<[^>]*>/;

/** Some services write the name of a tag as "tag-key", or leave it out. */
function asFamily(key: string): string {
  return key.replace(/\/(?:tag-key)?$/, "/${TagKey}");
}

function formOf(folded: string): RegExp {
  const parts = folded.split(VARIABLE).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`, "s");
}
