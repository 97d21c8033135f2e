import type { AnyGuardrail } from "../../../catalogue/guardrail";
import { planChains } from "../../../chain/plan-chains";
import { stackCallers } from "../../../lockdown/stack-calls";
import type { LockdownPlan, PlannedStackSet } from "../../../lockdown/types";
import type { Intent } from "../../../organization/intent";
import { isInactive } from "../../../organization/targets";
import { principalArn } from "../../../plan/facts";
import type { PlanView } from "../../../plan/plan-file";
import { canonicalJson } from "../../../policy/canonical";
import type { Calls, Need } from "../needs/need";
import { regionsOf, requestsOf } from "../principals";
import { type LockoutInput, merged } from "../prove";
import { Asked, type QuestionAnswer } from "../question";
import type { LockoutRow } from "../types";
import { dutyNeeds } from "./duty-needs";
import { busRows, resourceSide } from "./resource-side";
import { proveRootClosed } from "./root-closed";

/** Somebody who acts for the lockdown, and where. */
interface Actor {
  readonly role: string;
  readonly need: Need;
  readonly accounts: readonly string[];
  /** One account by id, or "*". */
  readonly shown: string;
}

/**
 * Proves that the policies of a plan leave the root lockdown its way: the roles of the StackSets and those that their
 * stacks make can do what they are for, in each account and Region where they stand; the roles that deploy to accounts
 * with duties can make everything there and undo it; and root is closed where it is managed centrally.
 *
 * @param catalogue to tell a quarantine, which means to stop everything, from a guardrail that does not
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function proveLockdown(
  input: LockoutInput,
  lockdown: LockdownPlan,
  catalogue: readonly AnyGuardrail[],
): readonly LockoutRow[] {
  const { plan, intent, now } = input;
  const members = plan.nodes
    .filter((node) => node.kind === "account" && !isInactive(node))
    .map(({ id }) => id)
    .filter((account) => account !== intent.organization.managementAccount);
  const asked = new Asked(planChains(plan), members, now);
  const inUse = new Set(members);
  const quarantines = new Set(catalogue.filter(({ theme }) => theme === "quarantine").map(({ id }) => id));
  const covered = new Set(lockdown.covered.filter((account) => inUse.has(account)));
  const rows = [
    ...lockdown.stackSets.flatMap((set) => stackSetRows(set, lockdown, covered, plan, intent, asked)),
    ...busRows(lockdown, intent, asked),
    ...dutyNeeds(lockdown).flatMap(({ account, role, need }) => {
      const actor = { role, need, accounts: [account], shown: account };
      if (inUse.has(account)) return prove(actor, intent, asked);
      const reason = `${account} is no account in use of the organization`;
      return [
        {
          ...rowOf(actor, intent),
          type: "scp" as const,
          accounts: [account],
          verdict: "undecided" as const,
          reason,
        },
      ];
    }),
  ].map((row) => (stopsOnly(row, quarantines) ? { ...row, tolerated: QUARANTINE } : row));
  return merged([...rows, ...proveRootClosed(input, lockdown, asked, members)], plan);
}

const QUARANTINE = "the guardrail is a quarantine, which is meant to stop everything";

function stackSetRows(
  set: PlannedStackSet,
  { organization }: LockdownPlan,
  covered: ReadonlySet<string>,
  plan: PlanView,
  intent: Intent,
  asked: Asked,
): readonly LockoutRow[] {
  const accounts = below(set.units, plan).filter((account) => covered.has(account));
  if (accounts.length === 0) return [];
  const { callers, unknown } = stackCallers(set, organization);
  const actors = callers.map(({ role, calls }): Actor => {
    const purpose = `do what the StackSet ${set.name} has it for`;
    return { role, need: { id: set.name, purpose, calls }, accounts, shown: "*" };
  });
  return [
    ...unknown.map((type): LockoutRow => {
      const reason = `the template has a resource of the type ${type}, and what making one calls is not known`;
      return { ...rowOf(actors[0]!, intent), type: "scp", accounts, verdict: "undecided", reason };
    }),
    ...actors.flatMap((actor) => prove(actor, intent, asked)),
  ];
}

function below(units: readonly string[], { nodes }: PlanView): readonly string[] {
  const parents = new Map(nodes.map(({ id, parent }) => [id, parent]));
  const wanted = new Set(units);
  const isBelow = (id: string | null | undefined): boolean =>
    id != null && (wanted.has(id) || isBelow(parents.get(id)));
  return nodes.filter(({ id, kind }) => kind === "account" && isBelow(id)).map(({ id }) => id);
}

function rowOf({ role, need, shown }: Actor, { organization }: Intent) {
  return {
    principal: principalArn(organization.partition, shown, role),
    need: need.id,
    purpose: need.purpose,
  };
}

/**
 * Asks for everything at once. Only where that is not proved, it asks for each group of calls in each Region, where ARNs
 * are of that very Region: that names all that stops it, and finds what cannot be to be no obstacle.
 */
function prove(actor: Actor, intent: Intent, asked: Asked): readonly LockoutRow[] {
  const { role, need, accounts } = actor;
  const among = new Set(accounts);
  const ask = (calls: Need["calls"], some: readonly string[]): readonly QuestionAnswer[] => {
    const requests = requestsOf({ role, need: { ...need, calls } }, "SCP", intent);
    return requests === null
      ? []
      : asked.answers({ type: "SCP", requests, expect: "allowed" }, new Set(some));
  };
  const scp = ask(need.calls, accounts).flatMap((answer): readonly QuestionAnswer[] => {
    if (answer.verdict === "proved") return [answer];
    const stopped = need.calls
      .flatMap((calls) => byRegion(calls, intent))
      .flatMap((calls) => ask([calls], answer.accounts))
      .filter(({ verdict }) => verdict !== "proved");
    const names = new Set(stopped.flatMap((each) => each.accounts));
    const free = answer.accounts.filter((account) => !names.has(account));
    return [
      ...(free.length === 0 ? [] : [{ accounts: free, verdict: "proved" as const }]),
      ...distinct(stopped),
    ];
  });
  const rcp = [requestsOf({ role, need }, "RCP", intent), resourceSide(role, need, intent)].flatMap(
    (requests) =>
      requests === null ? [] : asked.answers({ type: "RCP", requests, expect: "allowed" }, among),
  );
  const rows = (type: LockoutRow["type"], answers: readonly QuestionAnswer[]) =>
    answers.map((answer): LockoutRow => ({ ...rowOf(actor, intent), type, ...answer }));
  return [...rows("scp", scp), ...rows("rcp", rcp)];
}

function byRegion(calls: Calls, { organization }: Intent): readonly Calls[] {
  return regionsOf(calls.regions, organization).map((region) => ({ ...calls, regions: [region] }));
}

/** One answer for each thing that stops some accounts, by its first witness. */
function distinct(answers: readonly QuestionAnswer[]): readonly QuestionAnswer[] {
  const name = ({ accounts, decidedBy, reason }: QuestionAnswer) =>
    canonicalJson([accounts, decidedBy ?? [], reason ?? null]);
  return [...new Map(answers.toReversed().map((answer) => [name(answer), answer])).values()].toReversed();
}

/** Whether guardrails that are to stop everything are all that stops it. */
function stopsOnly({ verdict, decidedBy = [] }: LockoutRow, guardrails: ReadonlySet<string>): boolean {
  return (
    verdict === "blocked" &&
    decidedBy.length > 0 &&
    decidedBy.every(({ guardrail }) => guardrail !== null && guardrails.has(guardrail))
  );
}
