import { protectExemptPrincipals as door } from "../guardrails/protect-exempt-principals";
import type { AnyAuthorizationGuardrail } from "../src/catalogue/guardrail";
import { planChains } from "../src/chain/plan-chains";
import { accountClasses } from "../src/compare/classes";
import { treeOf } from "../src/organization/tree";
import { makePlan } from "../src/plan/make-plan";
import type { Plan } from "../src/plan/types";
import { factsOfPlan } from "../src/review/facts";
import { review } from "../src/review/review";
import { LARGEST, largeCatalogue, largeIntent, largeSnapshot, type Size } from "./large-organization";
import { milliseconds } from "./measure";

// Runs in a process of its own, so that the memory it prints is the review's and nobody else's.

/** The first guardrail gives up an action: it is on the root, so that every class of accounts is touched. */
function loosened(catalogue: readonly AnyAuthorizationGuardrail[]): readonly AnyAuthorizationGuardrail[] {
  const [first, ...others] = catalogue as [AnyAuthorizationGuardrail, ...AnyAuthorizationGuardrail[]];
  const statements: AnyAuthorizationGuardrail["statements"] = (parameters, organization) =>
    first.statements(parameters, organization).map((statement) => ({
      ...statement,
      Action: (statement.Action as string[]).slice(1),
    }));
  return [{ ...first, statements }, ...others];
}

function run(size: Size) {
  const snapshot = largeSnapshot(size);
  const before = largeCatalogue(size, door);
  const after = loosened(before);
  const whole = largeIntent(size, before);
  // Guardrails on the root and on the upper 90 units, and 40 exceptions: 200 classes of accounts.
  const intent = { ...whole, guardrails: whole.guardrails.slice(0, 91) };
  const planOf = (catalogue: readonly AnyAuthorizationGuardrail[]) => {
    const { plan, problems } = makePlan({ intent, snapshot, lock: null, catalogue, now: 0 });
    if (plan === null) throw new Error(problems.map(({ message }) => message).join("; "));
    return plan;
  };
  const base = planOf(before);
  let head = base;
  const planning = milliseconds(() => {
    head = planOf(after);
  });
  const { tree } = treeOf(snapshot);
  const facts = factsOfPlan(head);
  const input = {
    base,
    head,
    baseFacts: facts,
    headFacts: facts,
    identity: null,
    intent,
    tree: tree!,
    locked: {},
    problems: [],
    assumed: [],
    now: 0,
  };
  let groups = 0;
  const reviewing = milliseconds(() => {
    groups = review(input).groups.length;
  });
  return { reviewing, planning, groups, classes: classesOf(base, head) };
}

function classesOf(base: Plan, head: Plan): number {
  const accounts = head.nodes.filter(({ kind }) => kind === "account").map(({ id }) => id);
  return accountClasses(accounts, planChains(base), planChains(head), "SCP").length;
}

const large = run(LARGEST);
const small = run({ ...LARGEST, accounts: 10_000 });
const slope = ((large.reviewing - small.reviewing) / 40_000) * 1_000;
console.log(JSON.stringify({ ...large, slope, megabytes: process.resourceUsage().maxRSS / 1024 }));
