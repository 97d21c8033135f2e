import { type Chain, type ChainType, type DecidedBy, levelsOf } from "../chain/chain";
import type { PlanChains } from "../chain/plan-chains";
import { isGoverned } from "../evaluate/reference/exemptions";
import type { AccessRequest } from "../evaluate/request";
import { findRequest } from "../evaluate/search/find-request";
import type { Space } from "../evaluate/space/space";
import { type ChainVerdict, chainVerdict } from "./chain-verdict";
import { type CheckedQuestion, checkedQuestion, spaceOf } from "./spaces";
import { turnsOf } from "./turns";
import type { ChainExplanation, ExplainQuestion, Explanation, Verdict } from "./types";

/** One chain's part of an answer, with what a person wants to see of it. */
export interface ChainReport extends ChainExplanation {
  readonly type: ChainType;
  readonly account: string;
  /** Why the chain does not bind; null where it does. */
  readonly spared: string | null;
  /** What each level says, root first. */
  readonly levels: readonly LevelReport[];
  /** A request that would be allowed, as near to the question as there is one. */
  readonly instead: Instead | null;
  /** Why something could not be told. */
  readonly doubts: readonly string[];
  /** Whether what is blamed can deny. */
  readonly isBlamed: boolean;
}

export interface LevelReport {
  readonly target: string | null;
  /** What denies everything asked about. */
  readonly denies: readonly DecidedBy[];
  /** What denies some of it. */
  readonly mayDeny: readonly DecidedBy[];
}

export interface Instead {
  readonly request: AccessRequest;
  /** What of the question it does not keep. */
  readonly without: readonly ("context" | "resource" | "principal")[];
}

export interface Report {
  readonly question: CheckedQuestion;
  readonly verdict: Verdict;
  readonly scp: ChainReport;
  readonly rcp: ChainReport | null;
}

/**
 * What the policies of a plan say of the requests that a question describes: a condition key that it does not name
 * may be anything.
 *
 * @param blame narrows the answer of one chain to what it accepts, where any of that can deny
 * @throws RequestError for a question that no request can fit
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function explain(chains: PlanChains, question: ExplainQuestion, blame?: Blame): Report {
  const checked = checkedQuestion(question);
  const part = (type: ChainType) => explainChain({ type, chains, question, checked, blame });
  const scp = part("SCP");
  const rcp = question.resource === undefined ? null : part("RCP");
  return { question: checked, verdict: combined(scp.verdict, rcp?.verdict), scp, rcp };
}

/** What is known to have denied a request: then that is the answer, if it can be so at all. */
export interface Blame {
  readonly type: ChainType;
  readonly accepts: (by: DecidedBy) => boolean;
}

/** The answer as data, without what is only for people. */
export function explanationOf({ verdict, scp, rcp }: Report): Explanation {
  const bare = ({ verdict: own, decidedBy, when }: ChainReport): ChainExplanation => ({
    verdict: own,
    decidedBy,
    when,
  });
  const parts = rcp === null ? [scp] : [scp, rcp];
  return {
    verdict,
    decidedBy: parts.flatMap(({ decidedBy }) => decidedBy),
    when: parts.flatMap(({ when }) => when),
    scp: bare(scp),
    rcp: rcp === null ? null : bare(rcp),
  };
}

type PartVerdict = ChainExplanation["verdict"];

function combined(scp: PartVerdict, rcp: PartVerdict | undefined): Verdict {
  const parts = rcp === undefined ? [scp] : [scp, rcp];
  if (parts.every((part) => part === "exempt")) return "exempt";
  if (parts.includes("denied")) return "denied";
  return parts.includes("depends") ? "depends" : "allowed";
}

interface ChainQuestion {
  readonly type: ChainType;
  readonly chains: PlanChains;
  readonly question: ExplainQuestion;
  readonly checked: CheckedQuestion;
  readonly blame: Blame | undefined;
}

function explainChain({ type, chains, question, checked, blame }: ChainQuestion): ChainReport {
  const account = type === "SCP" ? checked.callingAccount : checked.owningAccount;
  const none = {
    type,
    account,
    decidedBy: [],
    when: [],
    levels: [],
    instead: null,
    doubts: [],
    isBlamed: false,
  };
  const spared = sparedBy(type, account, chains, checked);
  if (spared !== null) return { ...none, ...spared };

  const chain = chains.chain(account, type);
  const within = spaceOf(type, question, checked, chains);
  const { action } = checked;
  const all = chainVerdict(chain, within, action);
  const blamed = blame?.type === type ? all.denials.filter(({ by }) => blame.accepts(by)) : [];
  const isBlamed = blamed.length > 0;
  const found = isBlamed ? { ...all, denials: blamed } : all;
  const verdict = isBlamed ? "denied" : verdictOf(found);
  return {
    type,
    account,
    verdict,
    decidedBy: verdict === "allowed" ? [] : deciding(found, verdict),
    when: verdict === "allowed" ? [] : turnsOf(chain, within, action, found),
    spared: null,
    levels: levelReports(chain, found),
    instead: verdict === "allowed" ? null : insteadOf(chain, within, found),
    doubts: found.doubts,
    isBlamed,
  };
}

/** What is not known is never taken for allowed. Neither a denied nor an allowed request: the facts given exclude all. */
function verdictOf({ denials, allowed, doubts }: ChainVerdict): Verdict {
  if (doubts.length > 0 && (denials.length === 0 || allowed === null)) return "depends";
  if (denials.length === 0 && allowed === null) throw new ImpossibleQuestion();
  if (denials.length === 0) return "allowed";
  return allowed === null ? "denied" : "depends";
}

/** Where something denies every request, it alone decides; else all that may deny. */
function deciding({ denials }: ChainVerdict, verdict: Verdict): readonly DecidedBy[] {
  const certain = verdict === "denied" ? denials.filter(({ always }) => always) : [];
  return (certain.length > 0 ? certain : denials).map(({ by }) => by);
}

/** The facts given contradict each other, or what AWS documents of them. */
export class ImpossibleQuestion extends Error {
  override readonly name = "ImpossibleQuestion";

  constructor() {
    super("no request can be so: the facts given contradict each other");
  }
}

/**
 * Whom SCPs and RCPs do not bind.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html.
 */
function sparedBy(
  type: ChainType,
  account: string,
  chains: PlanChains,
  { action, principal }: CheckedQuestion,
): { readonly verdict: "exempt" | "not-governed"; readonly spared: string } | null {
  const isServiceLinked = principal?.patterns.some((arn) =>
    /^arn:[^:]*:iam::\d*:role\/aws-service-role\//.test(arn),
  );
  if (isServiceLinked)
    return { verdict: "exempt", spared: "a service-linked role is bound by neither SCPs nor RCPs" };
  const whose = type === "SCP" ? "principals" : "resources";
  if (account === chains.plan.organization.managementAccount) {
    return {
      verdict: "exempt",
      spared: `${type}s do not bind ${whose} of the management account ${account}`,
    };
  }
  if (chains.node(account)?.kind !== "account") {
    const spared = `account ${account} is not in the organization: its ${type}s do not bind these ${whose}`;
    return { verdict: type === "SCP" ? "exempt" : "not-governed", spared };
  }
  if (type === "RCP" && !isGoverned(action)) {
    return { verdict: "not-governed", spared: `RCPs do not govern ${action}` };
  }
  return null;
}

function levelReports({ levels }: Chain, { denials }: ChainVerdict): readonly LevelReport[] {
  return levels.map(({ target }, level) => {
    const here = (wanted: boolean) =>
      denials
        .filter(({ decider, always }) => decider.level === level && always === wanted)
        .map(({ by }) => by);
    return { target, denies: here(true), mayDeny: here(false) };
  });
}

/** The nearest allowed request: what was given is given up one after the other, who asks at last. */
function insteadOf(chain: Chain, within: Space, { allowed }: ChainVerdict): Instead | null {
  if (allowed !== null) return { request: allowed, without: [] };
  const { principals, resources, fixed = {}, absent = [], ...free } = within;
  const given: readonly Instead["without"][number][] = [
    ...(Object.keys(fixed).length + absent.length > 0 ? (["context"] as const) : []),
    ...(resources === undefined ? [] : (["resource"] as const)),
    ...(principals === undefined ? [] : (["principal"] as const)),
  ];
  for (let count = 1; count <= given.length; count++) {
    const without = given.slice(0, count);
    const space: Space = {
      ...free,
      ...(without.includes("resource") ? {} : { resources }),
      ...(without.includes("principal") ? {} : { principals }),
    };
    const answer = findRequest({ allowedBy: [levelsOf(chain)], deniedBy: [], within: space });
    if (answer.kind === "witness") return { request: answer.request, without };
  }
  return null;
}
