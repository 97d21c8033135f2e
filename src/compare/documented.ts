import { actionInfo, knownActions } from "../aws-data/actions";
import { obtain } from "../collections";
import { matches, withWildcards } from "../evaluate/reference/pattern";
import type { AccessRequest } from "../evaluate/request";
import type { Space } from "../evaluate/space/space";
import { globsMeet } from "../plan/changes/globs";
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
 * Known actions by what their documentation says of the keys and resources that two projections ask of. Actions of
 * one group have the same answer.
 */
export function byDocumentation(actions: readonly string[], sides: readonly Projection[]) {
  const parts = sides.flatMap(({ denies, allows }) => [...denies, ...allows.flat()]);
  const asked = [
    ...new Set(
      parts
        .flatMap(({ statement }) => [...many(statement.Resource), ...many(statement.NotResource)])
        .map((text) => text.replace(/\$\{[^}]*\}/g, "*")),
    ),
  ].filter((text) => text !== "*");
  const keys = [
    ...new Set(
      parts.flatMap(({ statement }) =>
        Object.values(statement.Condition ?? {}).flatMap((one) => Object.keys(one)),
      ),
    ),
  ].filter((key) => !isFree(key));

  const meets = new Map<string, boolean>();
  const isAsked = (glob: string) =>
    obtain(meets, glob, () => asked.some((pattern) => globsMeet(glob, pattern)));
  const groups = new Map<string, { readonly actions: string[]; readonly space: DocumentedSpace }>();
  for (const action of actions) {
    const documented = documentation(action);
    const absent = keys.filter((key) => !documented.keys.has(keyStem(key)));
    // What no statement asks of is all alike: a resource of one character stands for it, "*" first of all.
    const resources = ["?", ...documented.resources.filter(isAsked)];
    const name = [...resources, "", ...absent].join("\n");
    obtain(groups, name, () => ({ actions: [], space: { resources, absent } })).actions.push(action);
  }
  return [...groups.values()];
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
