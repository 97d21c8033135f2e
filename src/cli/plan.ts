import { identityOf } from "../files/identity-files";
import { lockdownOf } from "../files/lockdown-files";
import { planFromFiles, readPlanInputs } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import { identityView } from "../identity/plan/view";
import { wantsLockdown } from "../lockdown/plan/make-lockdown-plan";
import { lockdownView } from "../lockdown/plan/view";
import { LOCKDOWN_STACK } from "../lockdown/types";
import { PROGRAMS } from "../organization/programs";
import { treeOf } from "../organization/tree";
import { renderFindings } from "../render/findings";
import { renderIdentityPlan } from "../render/identity/plan";
import { renderLockdownPlan } from "../render/lockdown-plan";
import { renderPlan } from "../render/plan/text";
import { style } from "../render/style";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";
import { momentOf } from "./moment";

/** `plan`: 0 whenever there is a plan, 2 when none can be made. Writes nothing. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const stack = args.options.stack ?? "guardrails";
  if (!PROGRAMS.some((known) => known === stack))
    throw new CannotRun(`there is no stack ${JSON.stringify(stack)}; known: ${PROGRAMS.join(", ")}`);
  if (stack === LOCKDOWN_STACK) return planLockdown(args, io);
  return stack === "guardrails" ? planGuardrails(args, io) : planIdentity(stack as string, args, io);
}

/** The document says of the other stacks too what is wanted, so that one file is enough to review a change by. */
function planGuardrails(args: Arguments, io: Io): number {
  const now = momentOf(args, io);
  const { plan, problems, moves, inputs, tree } = planFromFiles(planFiles(args, io), now);
  if (plan === null) return refuse(problems, args, io);
  if (args.options.json) {
    const identity = identityView(identityOf(inputs, tree, now));
    const lockdown = lockdownView(lockdownOf(inputs, tree), wantsLockdown(inputs!.intent));
    io.stdout(JSON.stringify({ ...plan, problems, identity, lockdown }) + "\n");
  } else
    io.stdout(
      renderPlan({ plan: { ...plan, problems }, moves, lock: inputs!.lock, style: style(io.colour) }) +
        (wantsLockdown(inputs!.intent) ? LOCKDOWN_TOO : ""),
    );
  return 0;
}

/** A plan of one stack that says nothing of another would pass for the whole. */
const LOCKDOWN_TOO = `\norganization.yaml wants the stack ${LOCKDOWN_STACK} too: org-guardrails plan --stack ${LOCKDOWN_STACK}\n`;

function planLockdown(args: Arguments, io: Io): number {
  const { inputs, problems } = readPlanInputs(planFiles(args, io));
  if (inputs === null) return refuse(problems, args, io);
  const read = treeOf(inputs.snapshot);
  if (read.tree === null) return refuse([...problems, read.problem], args, io);
  const { plan, problems: found } = lockdownOf(inputs, read.tree);
  if (plan === null) {
    if (wantsLockdown(inputs.intent)) return refuse([...problems, ...found], args, io);
    throw new CannotRun(
      "organization.yaml wants nothing of this stack: neither under root-lockdown nor under detections",
    );
  }
  const whole = { ...plan, problems: [...problems, ...plan.problems] };
  if (args.options.json) io.stdout(JSON.stringify(whole) + "\n");
  else io.stdout(renderLockdownPlan(whole, { lock: inputs.lock, tree: read.tree, style: style(io.colour) }));
  return 0;
}

function planIdentity(stack: string, args: Arguments, io: Io): number {
  const { inputs, problems } = readPlanInputs(planFiles(args, io));
  if (inputs === null) return refuse(problems, args, io);
  const { plans, problems: found } = identityOf(inputs, null, momentOf(args, io));
  const plan = plans.find((one) => one.stack === stack);
  if (plan === undefined) {
    if (inputs.intent.identity !== undefined && plans.length === 0)
      return refuse([...problems, ...found], args, io);
    throw new CannotRun(
      stack === "identity"
        ? "organization.yaml has no section `identity`"
        : "organization.yaml assigns nothing under identity.management-account",
    );
  }
  const all = [...problems, ...plan.problems];
  if (args.options.json) io.stdout(JSON.stringify({ ...plan, problems: all }) + "\n");
  else io.stdout(renderIdentityPlan({ ...plan, problems: all }, inputs.lock, style(io.colour)));
  return 0;
}

/** Without a plan there is only what stands against one. */
function refuse(problems: readonly Finding[], args: Arguments, io: Io): number {
  if (args.options.json) io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
  else io.stderr(renderFindings(problems, style(false)));
  return 2;
}
