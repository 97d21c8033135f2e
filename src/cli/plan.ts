import { identityOf } from "../files/identity-files";
import { planFromFiles, readPlanInputs } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import { identityView } from "../identity/plan/view";
import { renderFindings } from "../render/findings";
import { renderIdentityPlan } from "../render/identity/plan";
import { renderPlan } from "../render/plan/text";
import { style } from "../render/style";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";
import { momentOf } from "./moment";

const STACKS = ["guardrails", "identity", "identity-management"] as const;

/** `plan`: 0 whenever there is a plan, 2 when none can be made. Writes nothing. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const stack = args.options.stack ?? "guardrails";
  if (!STACKS.some((known) => known === stack))
    throw new CannotRun(`there is no stack ${JSON.stringify(stack)}; known: ${STACKS.join(", ")}`);
  return stack === "guardrails" ? planGuardrails(args, io) : planIdentity(stack as string, args, io);
}

/** The document says of Identity Center too what is wanted, so that one file is enough to review a change by. */
function planGuardrails(args: Arguments, io: Io): number {
  const now = momentOf(args, io);
  const { plan, problems, moves, inputs, tree } = planFromFiles(planFiles(args, io), now);
  if (plan === null) return refuse(problems, args, io);
  if (args.options.json) {
    const identity = identityView(identityOf(inputs, tree, now));
    io.stdout(JSON.stringify({ ...plan, problems, identity }) + "\n");
  } else
    io.stdout(
      renderPlan({ plan: { ...plan, problems }, moves, lock: inputs!.lock, style: style(io.colour) }),
    );
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
