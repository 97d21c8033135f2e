import type { DecidedBy } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { RequestError } from "../evaluate/errors";
import { parseArn } from "../evaluate/reference/arn";
import { type AccessDenied, parseAccessDenied } from "./denial";
import { type Blame, explain, ImpossibleQuestion, type Report } from "./explain";
import type { ExplainQuestion } from "./types";

/** A message out of which no request can be read. Says what to do instead. */
export class UnclearMessage extends Error {
  override readonly name = "UnclearMessage";
}

export interface MessageReport {
  readonly said: AccessDenied;
  readonly report: Report;
  /** Where the message and the plan do not fit together, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Which policy of a plan is behind one of AWS's access-denied messages.
 *
 * @param text the message as somebody pasted it; hostile text is read like any other
 * @throws UnclearMessage when it names no action, or no account of the organization
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function explainMessage(chains: PlanChains, text: string, now: number): MessageReport {
  const said = parseAccessDenied(text);
  const question = questionOf(said, chains, now);
  const { blame, notes } = blameOf(said, chains);
  const report = explained(chains, question, blame);
  const part = blame?.type === "RCP" ? report.rcp : report.scp;
  if (blame !== undefined && part?.isBlamed !== true) {
    const isDenied = part !== null && part.decidedBy.length > 0;
    const found = isDenied ? "something else does, or may" : "none does";
    notes.push(
      `AWS says that ${aPolicy(said)} denied this, and by these files ${found}: what is deployed differs from them, or has changed since`,
    );
  }
  return { said, report, notes };
}

function questionOf(said: AccessDenied, chains: PlanChains, now: number): ExplainQuestion {
  const { action, principal, resource, encoded } = said;
  if (action === null) {
    throw new UnclearMessage(
      encoded
        ? "the message is encoded, and only AWS can decode it: run `aws sts decode-authorization-message --encoded-message TEXT`, then explain ACCOUNT ACTION with what it says"
        : "the message names no action: paste all of it, or use explain ACCOUNT ACTION",
    );
  }
  const accounts = [principal, resource].map((arn) => (arn === null ? undefined : parseArn(arn)?.account));
  const account = accounts.find((one) => one !== undefined && chains.node(one)?.kind === "account");
  if (account === undefined) {
    const named = accounts.filter((one) => one !== undefined && /^\d{12}$/.test(one));
    throw new UnclearMessage(
      named.length === 0
        ? "the message names no account: use explain ACCOUNT ACTION"
        : `the snapshot has no account ${[...new Set(named)].join(" or ")}: is this another organization's message?`,
    );
  }
  const region = regionOf(action, resource);
  return {
    account,
    action,
    now,
    ...(principal === null ? {} : { principal }),
    ...(resource === null ? {} : { resource }),
    ...(region === null ? {} : { context: { "aws:RequestedRegion": region } }),
  };
}

/**
 * The Region of the request, where the message tells it: that of the resource, and us-east-1 for the two global
 * services that guardrails speak of most.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * (aws:RequestedRegion), read 2026-11.
 */
function regionOf(action: string, resource: string | null): string | null {
  const region = resource === null ? "" : (parseArn(resource)?.region ?? "");
  if (/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)) return region;
  return /^(?:iam|organizations):/i.test(action) ? "us-east-1" : null;
}

/** A principal of a form that is not known, or a Region that does not fit, is left out and not guessed. */
function explained(chains: PlanChains, question: ExplainQuestion, blame: Blame | undefined): Report {
  try {
    return explain(chains, question, blame);
  } catch (error) {
    if (!(error instanceof ImpossibleQuestion || error instanceof RequestError)) throw error;
    const { account, action, resource, now } = question;
    return explain(chains, { account, action, resource, now }, blame);
  }
}

function blameOf({ cause, policy }: AccessDenied, { plan }: PlanChains) {
  const notes: string[] = [];
  if (policy !== null && policy.organization !== null && policy.organization !== plan.organization.id) {
    notes.push(
      `the policy named is of organization ${policy.organization}, these files are of ${plan.organization.id}`,
    );
  }
  if (cause === null) return { blame: undefined, notes };
  const isScp = cause.type === "service control policy";
  if (!isScp && cause.type !== "resource control policy") {
    notes.push(`AWS names ${article(cause.type)}, which is none of this tool's: look there first`);
    return { blame: undefined, notes };
  }
  const planned = policy === null ? undefined : plan.policies.find(({ id }) => id === policy.id);
  if (policy !== null && planned === undefined) {
    notes.push(
      `the policy named, ${policy.id}, is not in the plan: take a new snapshot, or look at what the plan changes`,
    );
  }
  const accepts = (by: DecidedBy) =>
    (by.policy !== null) === (cause.effect === "explicit") &&
    (planned === undefined || by.policy === planned.key);
  return { blame: { type: isScp ? ("SCP" as const) : ("RCP" as const), accepts }, notes };
}

function aPolicy({ cause, policy }: AccessDenied): string {
  const named = policy === null ? "" : ` (${policy.id})`;
  return cause === null ? "a policy" : `${article(cause.type)}${named}`;
}

function article(type: string): string {
  return `${/^[aeiou]/i.test(type) ? "an" : "a"} ${type}`;
}
