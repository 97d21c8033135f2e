import { shapeProblems } from "../../policy/shape";
import type { AuthorizationPolicyType } from "../../policy/types";
import { PolicyError, RequestError } from "../errors";
import type { AccessRequest, LevelDocuments, Levels } from "../request";

const POLICY_TYPES: Readonly<Record<"SCP" | "RCP", AuthorizationPolicyType>> = {
  SCP: "SERVICE_CONTROL_POLICY",
  RCP: "RESOURCE_CONTROL_POLICY",
};

/** Policies that have a meaning: they are plain data that nobody changes, and asked about again and again. */
const sound: Readonly<Record<"SCP" | "RCP", WeakSet<object>>> = { SCP: new WeakSet(), RCP: new WeakSet() };

/** @throws PolicyError for levels or policies that have no meaning, naming the place */
export function checkedLevels(levels: Levels): { type: "SCP" | "RCP"; documents: LevelDocuments } {
  const typed = Array.isArray(levels)
    ? { type: "SCP" as const, levels: levels as LevelDocuments }
    : (levels as Exclude<Levels, LevelDocuments>);
  const { type, levels: documents } = typed ?? {};
  if (type !== "SCP" && type !== "RCP") throw new PolicyError("levels.type", 'expected "SCP" or "RCP"');
  if (!Array.isArray(documents) || documents.length === 0) {
    throw new PolicyError("levels", "expected a list of levels, the root first");
  }
  documents.forEach((policies, level) => {
    if (!Array.isArray(policies)) throw new PolicyError(`level ${level}`, "expected a list of policies");
    policies.forEach((document, policy) => {
      if (sound[type].has(document)) return;
      const [problem] = shapeProblems(document, POLICY_TYPES[type]);
      if (problem === undefined) {
        sound[type].add(document);
        return;
      }
      const place = [`level ${level}`, `policy ${policy}`, problem.path].filter(Boolean).join(", ");
      throw new PolicyError(place, problem.message);
    });
  });
  return { type, documents };
}

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9-_]+$/;

/** The action of a request. @throws RequestError when it is no request or names no action */
export function checkedAction(request: AccessRequest): string {
  if (request === null || typeof request !== "object") {
    throw new RequestError("request", "expected an object");
  }
  const { action } = request;
  if (typeof action === "string" && ACTION.test(action)) return action;
  throw new RequestError(
    "action",
    `expected one action such as s3:GetObject, found ${JSON.stringify(action)}`,
  );
}

/** The resource of a request, "*" when it gives none. @throws RequestError when it is no text */
export function checkedResource({ resource = "*" }: AccessRequest): string {
  if (typeof resource === "string" && resource !== "") return resource;
  throw new RequestError("resource", `expected an ARN or "*", found ${JSON.stringify(resource)}`);
}
