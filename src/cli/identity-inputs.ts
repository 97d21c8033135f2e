import { type PlanChains, planChains } from "../chain/plan-chains";
import { identityOf } from "../files/identity-files";
import { planFromFiles } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import type { IdentityPlan } from "../identity/plan/types";
import type { IdentitySnapshot } from "../organization/identity-snapshot";
import type { Intent } from "../organization/intent";
import type { PlanNode } from "../plan/types";
import { renderFindings } from "../render/findings";
import { style } from "../render/style";
import { accountNamed } from "./account";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";

/** What questions about one account's access are answered from. */
export interface IdentityInputs {
  readonly intent: Intent;
  readonly account: PlanNode;
  readonly chains: PlanChains;
  readonly plans: readonly IdentityPlan[];
  readonly live: IdentitySnapshot | undefined;
  /** What a reader of the answer has to know, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads the files for a question about an account; null, with what is wrong printed, when it cannot be answered.
 *
 * @throws CannotRun when nothing in them speaks of Identity Center, or there is no such account
 */
export function identityInputs(account: string, args: Arguments, io: Io): IdentityInputs | null {
  const { plan, tree, inputs, problems } = planFromFiles(planFiles(args, io), io.now);
  const found = identityOf(inputs, tree, io.now);
  if (plan === null || tree === null || inputs === null || hasNoPlan(inputs.intent, found.plans)) {
    refuse([...problems, ...found.problems], args, io);
    return null;
  }
  const live = inputs.snapshot.identity;
  if (inputs.intent.identity === undefined && live === undefined) {
    throw new CannotRun("neither organization.yaml nor the snapshot speaks of Identity Center");
  }
  return {
    intent: inputs.intent,
    account: tree.node(accountNamed(account, tree))!,
    chains: planChains(plan),
    plans: found.plans,
    live,
    notes: notesOn(live),
  };
}

const hasNoPlan = ({ identity }: Intent, plans: readonly IdentityPlan[]) =>
  identity !== undefined && plans.length === 0;

function notesOn(live: IdentitySnapshot | undefined): readonly string[] {
  if (live === undefined)
    return ["the snapshot does not have Identity Center: permission sets of others are not known"];
  return live.notRead.map(
    ({ what, action }) => `${what} was not read: grant ${action} and take a new snapshot`,
  );
}

function refuse(problems: readonly Finding[], args: Arguments, io: Io): void {
  if (args.options.json) io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
  else io.stderr(renderFindings(problems, style(false)));
}
