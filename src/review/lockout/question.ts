import { foldedActions, knownActions } from "../../aws-data/actions";
import { type Chain, type ChainType, type DecidedBy, decidedBy, levelsOf } from "../../chain/chain";
import type { PlanChains } from "../../chain/plan-chains";
import { accountClasses } from "../../compare/classes";
import { decide } from "../../evaluate/reference";
import { matches, withWildcards } from "../../evaluate/reference/pattern";
import type { AccessRequest, ContextValue, Levels } from "../../evaluate/request";
import { findRequest } from "../../evaluate/search/find-request";
import { many, type PolicyDocument, type Statement } from "../../policy/document";
import { isOpen, RelevantChains } from "./relevant";
import type { LockoutVerdict } from "./types";

/** Requests, as a policy would allow just them; and whether the chain must let all of them through, or none. */
export interface Question {
  readonly type: ChainType;
  /** Allow statements for the requests in an account. Only the account's own id may differ between accounts. */
  readonly requests: (account: string) => readonly Statement[];
  /** Keys that all of them have. */
  readonly fixed?: Readonly<Record<string, ContextValue>> | undefined;
  readonly expect: "allowed" | "denied";
}

/** The answer for accounts that no policy tells apart, as far as these requests go. */
export interface QuestionAnswer {
  readonly accounts: readonly string[];
  readonly verdict: Exclude<LockoutVerdict, "exempt">;
  readonly reason?: string;
  readonly witness?: AccessRequest;
  readonly decidedBy?: readonly DecidedBy[];
}

/** The member accounts to ask about, put into classes once for all questions. */
export class Asked {
  private readonly members: Readonly<Record<ChainType, ReadonlyMap<string, readonly string[]>>>;

  /** @param now milliseconds since 1970: requests before it are left out */
  constructor(
    private readonly chains: PlanChains,
    accounts: readonly string[],
    private readonly now: number,
  ) {
    const classes = (type: ChainType) =>
      new Map(
        accountClasses(accounts, chains, chains, type).map((each) => [each.accounts[0]!, each.accounts]),
      );
    this.members = { SCP: classes("SCP"), RCP: classes("RCP") };
  }

  /** @param among some of the accounts; all of them when left out */
  answers(question: Question, among?: ReadonlySet<string>): readonly QuestionAnswer[] {
    const members = this.membersOf(question.type, among);
    const first = [...members.keys()][0];
    if (first === undefined) return [];
    const actions = question.requests(first).flatMap(({ Action }) => many(Action));
    const narrowed = narrowedTo(question, actions, this.chains);
    const classes = accountClasses([...members.keys()], narrowed, narrowed, question.type);
    return classes.map(({ accounts, after }) => ({
      accounts: accounts.flatMap((account) => members.get(account)!),
      ...this.answer(question, accounts[0]!, after, actions),
    }));
  }

  private membersOf(type: ChainType, among: ReadonlySet<string> | undefined) {
    if (among === undefined) return this.members[type];
    const found = [...this.members[type].values()]
      .map((accounts) => accounts.filter((account) => among.has(account)))
      .filter(({ length }) => length > 0);
    return new Map(found.map((accounts) => [accounts[0]!, accounts]));
  }

  private answer(
    question: Question,
    account: string,
    relevant: Chain,
    actions: readonly string[],
  ): Omit<QuestionAnswer, "accounts"> {
    const { type, expect } = question;
    if (expect === "allowed" && isOpen(relevant)) return { verdict: "proved" };
    const document: PolicyDocument = { Version: "2012-10-17", Statement: question.requests(account) };
    const requests: Levels = { type, levels: [[document]] };
    const levels = levelsOf(relevant);
    const found = findRequest({
      allowedBy: expect === "allowed" ? [requests] : [requests, levels],
      deniedBy: expect === "allowed" ? [levels] : [],
      within: {
        type,
        account,
        organization: this.chains.plan.organization.id,
        organizationPath: this.chains.organizationPath(account),
        now: this.now,
        actions,
        knownActions: spelled(actions),
        fixed: question.fixed,
      },
    });
    if (found.kind === "none") return { verdict: "proved" };
    if (found.kind === "undecided") return { verdict: "undecided", reason: found.reason };
    const { request } = found;
    const chain = this.chains.chain(account, type);
    const deciders = decide(levelsOf(chain), request).decidedBy;
    return {
      verdict: "blocked",
      witness: request,
      decidedBy: deciders.map((decider) => decidedBy(chain, decider, request.action)),
    };
  }
}

/** A pattern of actions also means those that nobody has listed yet: then the chains stay as they are. */
function narrowedTo({ requests }: Question, actions: readonly string[], chains: PlanChains): PlanChains {
  if (actions.some(hasWildcard)) return chains;
  const relevant = new RelevantChains(actions);
  const chain: PlanChains["chain"] = (account, type) =>
    relevant.of(chains.chain(account, type), requests(account));
  return { ...chains, chain };
}

const hasWildcard = (action: string) => /[*?]/.test(action);

/** The actions that patterns mean, as AWS spells them. */
function spelled(patterns: readonly string[]): readonly string[] {
  const plain = patterns.filter((pattern) => !hasWildcard(pattern));
  const others = patterns.filter(hasWildcard).map((text) => withWildcards(text.toLowerCase()));
  const folded = foldedActions();
  const meant =
    others.length === 0
      ? []
      : knownActions().filter((_, place) => others.some((pattern) => matches(pattern, folded[place]!)));
  return [...new Set([...plain, ...meant])];
}
