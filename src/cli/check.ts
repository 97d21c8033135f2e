import { catalogue } from "../../guardrails";
import { PolicyError } from "../evaluate/errors";
import { identityOf } from "../files/identity-files";
import { lockdownOf } from "../files/lockdown-files";
import { type PlanInputs, planFromFiles } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import { inheritanceFindings } from "../inheritance/findings";
import { lintPlan } from "../lint/plan";
import { ownerFindings } from "../lockdown/owners";
import type { LockdownPlan } from "../lockdown/types";
import type { Tree } from "../organization/tree";
import { proveIntent } from "../plan/prove";
import type { Plan } from "../plan/types";
import { findingRow, findingSummary, renderFindings } from "../render/findings";
import { style } from "../render/style";
import { allProofs } from "../review/lockout/all-proofs";
import { lockoutFindings, pathsOf } from "../review/lockout/findings";
import { proveRootSessions, rootSessionFindings } from "../review/lockout/root-sessions";
import type { LockoutRow } from "../review/lockout/types";
import { keptRoots } from "../root/keep";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import type { Io } from "./io";

/** `check`: everything that would stop a deployment, or should. 1 when at least one finding is an error. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const { plan, tree, inputs, problems: found } = planFromFiles(planFiles(args, io), io.now);
  const proofs = inputs === null ? [] : proveIntent(inputs.intent, catalogue);
  const lockdown = lockdownOf(inputs, tree);
  const lockout =
    plan === null || tree === null || inputs === null
      ? NOT_PROVED
      : lockoutOf(plan, tree, inputs, lockdown.plan, io.now);
  const inherited = plan === null ? [] : inheritanceFindings(plan);
  const linted = plan === null || inputs === null ? [] : lintPlan(plan, inputs.intent);
  const identity = identityOf(inputs, tree, io.now);
  const kept =
    inputs === null || tree === null
      ? []
      : keptRoots(inputs.intent, tree, inputs.lock?.targets ?? {}, io.now).problems;
  const problems = [
    ...found,
    ...proofs,
    ...lockout.problems,
    ...inherited,
    ...linted,
    ...identity.problems,
    ...lockdown.problems,
    ...(plan === null ? [] : ownerFindings(plan, lockdown.plan)),
    ...kept,
  ];
  if (args.options.json) {
    const document = { formatVersion: 1, problems: problems.map(findingRow), lockout: lockout.rows };
    io.stdout(JSON.stringify(document) + "\n");
  } else {
    io.stdout(renderFindings(problems, style(io.colour)) + findingSummary(problems));
  }
  return problems.some(({ severity }) => severity === "error") ? 1 : 0;
}

interface Lockout {
  readonly rows: readonly LockoutRow[];
  readonly problems: readonly Finding[];
}

/** Without a plan there is nothing to prove, and an error that says why. */
const NOT_PROVED: Lockout = { rows: [], problems: [] };

function lockoutOf(
  plan: Plan,
  tree: Tree,
  { intent, lock }: PlanInputs,
  lockdown: LockdownPlan | null,
  now: number,
): Lockout {
  try {
    const locked = lock?.targets ?? {};
    const input = { plan, intent, tree, locked, now };
    const rows = allProofs(input, { plan: lockdown, catalogue });
    const pathOf = pathsOf(plan.nodes);
    const root = rootSessionFindings(proveRootSessions(input), intent.rootLockdown !== undefined, pathOf);
    return { rows, problems: [...lockoutFindings(rows, pathOf), ...root] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { rows: [], problems: [notEvaluable(error)] };
  }
}

function notEvaluable({ message }: PolicyError): Finding {
  return {
    code: "policy-not-understood",
    severity: "error",
    message: `whether anybody is locked out cannot be told: ${message}`,
    fix: "correct the policy, or take a new snapshot",
  };
}
