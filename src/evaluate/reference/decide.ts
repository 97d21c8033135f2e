import { NOT_GOVERNED_BY_RCP, RCP_SERVICES } from "../../aws-data/rcp-services";
import { statementsOf } from "../../policy/document";
import { shapeProblems } from "../../policy/shape";
import type { AuthorizationPolicyType } from "../../policy/types";
import { PolicyError, RequestError } from "../errors";
import type { AccessRequest, Decider, Decision, LevelDocuments, Levels } from "../request";
import { parseArn } from "./arn";
import { contextOf, type RequestContext } from "./context";
import { type StatementRequest, statementMatches } from "./statement";

/**
 * Whether the SCPs or RCPs of one chain let a request pass: every level must allow it and none may deny it.
 * This is the plain definition of the truth; a key that the request does not give is absent.
 *
 * Sources, read 2026-11:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html.
 * docs/semantics.md has each rule with its source.
 *
 * @throws PolicyError for levels or policies that have no meaning, naming the place
 * @throws RequestError for a request that has none
 */
export function decide(levels: Levels, request: AccessRequest): Decision {
  const { type, documents } = checkedLevels(levels);
  const asked = checkedRequest(request, type);

  if (isServiceLinked(asked.context)) return { verdict: "allowed", reason: "exempt", decidedBy: [] };
  if (type === "RCP" && !isGoverned(asked.action)) {
    return { verdict: "allowed", reason: "not-governed", decidedBy: [] };
  }

  const matching = matchingStatements(documents, asked);
  const denying = matching.filter(({ effect }) => effect === "Deny").map(({ decider }) => decider);
  if (denying.length > 0) return { verdict: "denied", decidedBy: denying };

  const allowing = new Set(matching.map(({ decider }) => decider.level));
  const silent = documents.map((_, level) => level).filter((level) => !allowing.has(level));
  if (silent.length > 0) return { verdict: "denied", decidedBy: silent.map(wholeLevel) };

  return { verdict: "allowed", decidedBy: [] };
}

function matchingStatements(documents: LevelDocuments, asked: StatementRequest) {
  return documents.flatMap((policies, level) =>
    policies.flatMap((document, policy) =>
      statementsOf(document).flatMap((statement, index) => {
        if (!statementMatches(statement, document.Version, asked)) return [];
        const decider: Decider = { level, policy, statement: index, sid: statement.Sid ?? null };
        return [{ effect: statement.Effect, decider }];
      }),
    ),
  );
}

function wholeLevel(level: number): Decider {
  return { level, policy: null, statement: null, sid: null };
}

/**
 * Neither SCPs nor RCPs bind service-linked roles, which alone live under this path.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html.
 */
function isServiceLinked(context: RequestContext): boolean {
  const [principal = ""] = context.get("aws:PrincipalArn") ?? [];
  const arn = parseArn(principal);
  return arn?.service === "iam" && arn.resource.startsWith("role/aws-service-role/");
}

function isGoverned(action: string): boolean {
  const folded = action.toLowerCase();
  return RCP_SERVICES.has(folded.slice(0, folded.indexOf(":"))) && !NOT_GOVERNED_BY_RCP.has(folded);
}

const POLICY_TYPES: Readonly<Record<"SCP" | "RCP", AuthorizationPolicyType>> = {
  SCP: "SERVICE_CONTROL_POLICY",
  RCP: "RESOURCE_CONTROL_POLICY",
};

function checkedLevels(levels: Levels): { type: "SCP" | "RCP"; documents: LevelDocuments } {
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
      const [problem] = shapeProblems(document, POLICY_TYPES[type]);
      if (problem === undefined) return;
      const place = [`level ${level}`, `policy ${policy}`, problem.path].filter(Boolean).join(", ");
      throw new PolicyError(place, problem.message);
    });
  });
  return { type, documents };
}

const ACTION = /^[A-Za-z0-9-]+:[A-Za-z0-9-_]+$/;

function checkedRequest(request: AccessRequest, type: "SCP" | "RCP"): StatementRequest {
  if (request === null || typeof request !== "object")
    throw new RequestError("request", "expected an object");
  const { action, resource = "*" } = request;
  if (typeof action !== "string" || !ACTION.test(action)) {
    throw new RequestError(
      "action",
      `expected one action such as s3:GetObject, found ${JSON.stringify(action)}`,
    );
  }
  if (typeof resource !== "string" || resource === "") {
    throw new RequestError("resource", `expected an ARN or "*", found ${JSON.stringify(resource)}`);
  }
  return { action, resource, context: contextOf(request, type) };
}
