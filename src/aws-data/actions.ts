import { readFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "../collections";
import { type EncodedActions, KEY_TYPE_LETTERS, LEVEL_LETTERS } from "./encoding";
import type { KeyType } from "./global-keys";

export type AccessLevel = (typeof LEVEL_LETTERS)[keyof typeof LEVEL_LETTERS];

/** A type of resource that an action can name. */
export interface ActionResource {
  readonly type: string;
  /** The forms of its ARN, one or more, with variables: "arn:${Partition}:s3:::${BucketName}". */
  readonly arns: readonly string[];
  /** Whether each request for the action names one. */
  readonly required: boolean;
  /** The keys that a request for the action on such a resource can carry, besides those of the action; sorted. */
  readonly conditionKeys: readonly string[];
}

export interface ActionInfo {
  /** In AWS's casing. */
  readonly action: string;
  readonly accessLevel: AccessLevel;
  /** The keys that a request for the action can carry whatever it names, global keys aside; sorted. */
  readonly conditionKeys: readonly string[];
  /** Empty when the action names no resource. */
  readonly resources: readonly ActionResource[];
}

/** The version of the data, and its date as "2026-09-26". */
export interface ActionDataVersion {
  readonly version: string;
  readonly date: string;
}

/**
 * All actions that AWS documents, as "s3:GetObject", in AWS's casing; sorted as if in lower case. The list is the
 * same object at each call.
 *
 * Source: the Service Authorization Reference,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
 * as gathered by https://github.com/act-security-labs/iam-data at actionDataVersion(). `npm run generate` renews it.
 */
export const knownActions: () => readonly string[] = once(() =>
  services().flatMap(({ actions }) => actions.split(" ")),
);

/** The same in lower case: what patterns and requests are compared with. */
export const foldedActions: () => readonly string[] = once(() =>
  services().flatMap(({ actions }) => actions.toLowerCase().split(" ")),
);

/** The place of an action in knownActions(), whatever its casing; undefined when AWS documents no such action. */
export function actionPlace(action: string): number | undefined {
  return places().get(action) ?? foldedPlaces().get(action.toLowerCase());
}

/** What AWS documents of an action, whatever its casing; undefined when it documents no such action. */
export function actionInfo(action: string): ActionInfo | undefined {
  const place = actionPlace(action);
  if (place === undefined) return undefined;
  const name = knownActions()[place]!;
  const { types } = data().services[name.slice(0, name.indexOf(":"))]!;
  const [head = "", ...uses] = details()[place]!.split(" ");
  return {
    action: name,
    accessLevel: LEVEL_LETTERS[head[0] as keyof typeof LEVEL_LETTERS],
    conditionKeys: keySet(head.slice(1)),
    resources: uses.map((use) => {
      const [at, set] = use.replace("!", "").split(":");
      const [type = "", ...arns] = types[Number(at)]!;
      return { type, arns, required: use.endsWith("!"), conditionKeys: keySet(set!) };
    }),
  };
}

/** The forms of the ARNs of all types of resources that a service documents, by the prefix of its actions. */
export function arnForms(service: string): readonly string[] {
  return data().services[service]?.types.flatMap(([, ...arns]) => arns) ?? [];
}

/** A condition key of a service. */
export interface ServiceKey {
  /** In AWS's casing; a part in ${…} or <…> stands for any text. */
  readonly key: string;
  readonly type: KeyType;
  readonly multivalued: boolean;
  /** Whether the service lists it with an action; of the others it does not say what carries them. */
  readonly listed: boolean;
}

/** Every condition key that a service documents, also those that it does not list with any action. */
export const serviceKeys: () => readonly ServiceKey[] = once(() => {
  const listed = new Set(keySets().flatMap((set) => set.split(",")));
  return conditionKeys().map((key, place) => {
    const letter = data().keyTypes[place]!;
    const type = KEY_TYPE_LETTERS[letter.toUpperCase() as keyof typeof KEY_TYPE_LETTERS];
    return { key, type, multivalued: letter !== letter.toUpperCase(), listed: listed.has(String(place)) };
  });
});

/** The prefixes of all services, as they stand before the colon of an action; sorted. */
export const servicePrefixes: () => readonly string[] = once(() => Object.keys(data().services).sort());

export function actionDataVersion(): ActionDataVersion {
  const { version, date } = data();
  return { version, date };
}

/** Read when first asked for, because most commands never do; as text, which no loader then translates. */
const data = once(
  () => JSON.parse(readFileSync(join(__dirname, "generated", "actions.json"), "utf8")) as EncodedActions,
);
const services = () => Object.values(data().services);
const places = once(() => placesOf(knownActions()));
const foldedPlaces = once(() => placesOf(foldedActions()));
const details = once(() => services().flatMap((service) => service.details.split(";")));
const conditionKeys = once(() => data().conditionKeys.split(" "));
const keySets = once(() => data().keySets.split(";"));

function keySet(place: string): readonly string[] {
  const set = keySets()[Number(place)]!;
  return set === "" ? [] : set.split(",").map((key) => conditionKeys()[Number(key)]!);
}

function placesOf(actions: readonly string[]): ReadonlyMap<string, number> {
  return new Map(actions.map((action, place) => [action, place]));
}
