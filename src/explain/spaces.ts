import { actionInfo } from "../aws-data/actions";
import type { ChainType } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { RequestError } from "../evaluate/errors";
import { parseArn } from "../evaluate/reference/arn";
import { checkedAction } from "../evaluate/reference/checked";
import { contextOf } from "../evaluate/reference/context";
import type { ContextValue } from "../evaluate/request";
import type { Space } from "../evaluate/space/space";
import { keysAsked } from "./turns";
import type { ExplainQuestion } from "./types";

/** A principal as its ARN says. */
interface Principal {
  readonly account: string;
  readonly type: string;
  /** Patterns of its aws:PrincipalArn. */
  readonly patterns: readonly string[];
}

/** A question with its names checked. */
export interface CheckedQuestion {
  /** In AWS's casing, where AWS documents the action. */
  readonly action: string;
  readonly principal: Principal | null;
  /** Whose SCPs bind: the principal's account. */
  readonly callingAccount: string;
  /** Whose RCPs bind: the resource's account. */
  readonly owningAccount: string;
}

/** @throws RequestError for an action, a principal or a context that no request can have */
export function checkedQuestion(question: ExplainQuestion): CheckedQuestion {
  const { account, resource, context = {} } = question;
  const action = checkedAction({ action: question.action });
  contextOf({ action, context }, "SCP");
  const principal = question.principal === undefined ? null : principalOf(question.principal);
  const owner = resource === undefined ? "" : (parseArn(resource)?.account ?? "");
  return {
    action: actionInfo(action)?.action ?? action,
    principal,
    callingAccount: principal?.account ?? account,
    owningAccount: /^\d{12}$/.test(owner) ? owner : account,
  };
}

/** The requests that a question asks about, as the policies of one type see them. */
export function spaceOf(
  type: ChainType,
  question: ExplainQuestion,
  { action, principal, callingAccount, owningAccount }: CheckedQuestion,
  chains: PlanChains,
): Space {
  const account = type === "SCP" ? callingAccount : owningAccount;
  const asked = new Set(keysAsked(chains.chain(account, type), action).map((key) => key.toLowerCase()));
  const given = new Set(
    [...Object.keys(question.context ?? {}), ...(question.absent ?? [])].map((key) => key.toLowerCase()),
  );
  const known =
    principal === null
      ? []
      : principalKeys(principal, chains).filter(
          ([key]) => asked.has(key.toLowerCase()) && !given.has(key.toLowerCase()),
        );
  return {
    type,
    account,
    organization: chains.plan.organization.id,
    organizationPath: chains.organizationPath(account),
    now: question.now,
    knownActions: [action],
    actions: [action],
    ...(question.resource === undefined ? {} : { resources: [question.resource] }),
    ...(principal === null ? {} : { principals: principal.patterns }),
    fixed: { ...Object.fromEntries(known), ...question.context },
    absent: question.absent ?? [],
  };
}

/** What follows from who asks. */
function principalKeys({ account, type }: Principal, chains: PlanChains): readonly [string, ContextValue][] {
  const ofOrganization: readonly [string, ContextValue][] =
    chains.node(account) === undefined
      ? []
      : [
          ["aws:PrincipalOrgID", chains.plan.organization.id],
          ["aws:PrincipalOrgPaths", [chains.organizationPath(account)]],
        ];
  return [
    ["aws:PrincipalAccount", account],
    ["aws:PrincipalType", type],
    ["aws:PrincipalIsAWSService", "false"],
    ...ofOrganization,
  ];
}

function principalOf(text: string): Principal {
  const context = contextOf({ action: "sts:GetCallerIdentity", principal: text }, "SCP");
  const [arn] = context.get("aws:PrincipalArn")!;
  const { account } = parseArn(arn!)!;
  if (!/^\d{12}$/.test(account)) {
    throw new RequestError("principal", `expected an account of twelve digits in ${JSON.stringify(text)}`);
  }
  return { account, type: context.get("aws:PrincipalType")![0]!, patterns: patternsOf(text, arn!) };
}

/**
 * A session's ARN has its role without the path. The roles of Identity Center are known to have one, with the
 * Region in it outside us-east-1.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html, read 2026-11.
 */
function patternsOf(given: string, arn: string): readonly string[] {
  const role = /^arn:[^:]*:sts:/.test(given) ? /:role\/(AWSReservedSSO_[^/]+)$/.exec(arn)?.[1] : undefined;
  if (role === undefined) return [arn];
  const head = `${arn.slice(0, arn.indexOf(":role/"))}:role/aws-reserved/sso.amazonaws.com/`;
  return [`${head}${role}`, `${head}*/${role}`];
}
