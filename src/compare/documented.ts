import { actionInfo, knownActions } from "../aws-data/actions";
import { obtain } from "../collections";
import { arnParts } from "../evaluate/reference/arn";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import type { AccessRequest } from "../evaluate/request";
import type { Space } from "../evaluate/space/space";
import { globContains, globsMeet } from "../plan/changes/globs";
import { many } from "../policy/document";
import type { Projection } from "./projection";

/** The part of a space that holds a request to what AWS documents of its action. */
export type DocumentedSpace = Required<Pick<Space, "resources" | "absent">>;

/**
 * Whether AWS documents that a request for a known action can have this resource and these keys. What cannot be told
 * is taken to be so: global keys, keys that no action documents, and "*", which stands for any resource.
 */
export function isDocumented(action: string, { resource = "*", context = {} }: AccessRequest): boolean {
  const { keys, resources } = documentation(action);
  const hasKey = (key: string) => isFree(key) || keys.has(keyStem(key));
  const hasResource = resource === "*" || resources.some((glob) => matches(withWildcards(glob), resource));
  return hasResource && Object.keys(context).every(hasKey);
}

/**
 * The request as AWS may document it: without the keys that the action does not have, of each form of resource that it
 * has in turn. A guess, cheaper than a search; whether it means the same has to be tried.
 */
export function documentedVariants(
  action: string,
  { context = {}, resource: _, ...request }: AccessRequest,
): readonly AccessRequest[] {
  const { keys, resources } = documentation(action);
  const own = Object.entries(context).filter(([key]) => isFree(key) || keys.has(keyStem(key)));
  return ["*", ...resources.map((glob) => glob.replace(/^arn:\*:/, "arn:aws:").replaceAll("*", "x"))].map(
    (resource) => ({ ...request, action, resource, context: Object.fromEntries(own) }),
  );
}

/** Actions whose documentation answers alike, as far as some policies ask. */
export interface DocumentedGroup {
  readonly actions: readonly string[];
  /** For the first of the actions. */
  readonly space: DocumentedSpace;
}

/**
 * Known actions by what their documentation says of the keys and resources that two projections ask of. Resources
 * are told apart by which of the patterns they meet, and which they lie in.
 */
export function byDocumentation(
  actions: readonly string[],
  sides: readonly Projection[],
): readonly DocumentedGroup[] {
  const parts = sides.flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
  const keys = [
    ...new Set(
      parts.flatMap(({ statement }) => Object.values(statement.Condition ?? {}).flatMap(Object.keys)),
    ),
  ].filter((key) => !isFree(key));
  const patterns = new Set(
    parts
      .flatMap(({ statement }) => [...many(statement.Resource), ...many(statement.NotResource)])
      .map((text) => text.replace(/\$\{[^}]*\}/g, "*"))
      .filter((text) => text !== "*"),
  );
  const standings = new Map<string, string>();
  const standing = (glob: string) =>
    obtain(standings, glob, () => [...patterns].map((pattern) => standingOf(glob, pattern)).join(""));

  const groups = new Map<string, { readonly actions: string[]; readonly space: DocumentedSpace }>();
  for (const action of actions) {
    const documented = documentation(action);
    const absent = keys.filter((key) => !documented.keys.has(keyStem(key)));
    const asked = documented.resources.filter((glob) => /[12]/.test(standing(glob)));
    const name = [...new Set(asked.map(standing)), "", ...absent].join("\n");
    // What no statement asks of is all alike: a resource of one character stands for it, "*" first of all.
    obtain(groups, name, () => ({ actions: [], space: { resources: ["?", ...asked], absent } })).actions.push(
      action,
    );
  }
  return [...groups.values()];
}

/**
 * How a glob stands to a pattern, part by part as ARNs are written. "0": apart; "2": inside, that is certain; "1": they
 * meet, or it cannot be told.
 */
export function standingOf(glob: string, pattern: string): "0" | "1" | "2" {
  const [ofGlob, ofPattern] = [arnParts(glob), arnParts(pattern)];
  if (ofGlob === undefined || ofPattern === undefined) {
    if (!globsMeet(glob, pattern)) return "0";
    return globContains(pattern, glob) ? "2" : "1";
  }
  if (!ofGlob.every((part, place) => globsMeet(part, ofPattern[place]!))) return "0";
  return ofGlob.every((part, place) => globContains(ofPattern[place]!, part)) ? "2" : "1";
}

interface Documentation {
  /** Stems of the keys of the action's service. */
  readonly keys: ReadonlySet<string>;
  /** ARNs with "*" for what varies. */
  readonly resources: readonly string[];
}

const documentations = new Map<string, Documentation>();

function documentation(action: string): Documentation {
  return obtain(documentations, action, () => {
    const { conditionKeys, resources } = actionInfo(action)!;
    const keys = [...conditionKeys, ...resources.flatMap((resource) => resource.conditionKeys)];
    return {
      keys: new Set(keys.map(keyStem)),
      resources: [...new Set(resources.flatMap(({ arns }) => arns).map(globOf))].sort(),
    };
  });
}

function globOf(arn: string): string {
  return arn.replace(/\$\{[^}]*\}/g, "*");
}

/** The documentation writes "ec2:ResourceTag/${TagKey}" for all keys that begin so. */
function keyStem(key: string): string {
  return key.toLowerCase().replace(/\/.*/s, "/");
}

/** Keys of which the documentation of an action says nothing: global ones, and those that no action has. */
function isFree(key: string): boolean {
  const stem = keyStem(key);
  const service = stem.slice(0, stem.indexOf(":") + 1);
  return service === "aws:" || !keysOfService(service).has(stem);
}

const serviceKeys = new Map<string, ReadonlySet<string>>();

/** Stems of all keys of the actions of a service, "s3:" for example. */
function keysOfService(service: string): ReadonlySet<string> {
  return obtain(serviceKeys, service, () => {
    const actions = knownActions().filter((action) => action.startsWith(service));
    return new Set(actions.flatMap((action) => [...documentation(action).keys]));
  });
}
