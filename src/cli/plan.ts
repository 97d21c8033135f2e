import { planFromFiles } from "../files/plan-files";
import { renderFindings } from "../render/findings";
import { renderPlan } from "../render/plan/text";
import { style } from "../render/style";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";
import { momentOf } from "./moment";

/** `plan`: 0 whenever there is a plan, 2 when none can be made. Writes nothing. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const stack = args.options.stack ?? "guardrails";
  if (stack !== "guardrails")
    throw new CannotRun(`there is no stack ${JSON.stringify(stack)}; known: guardrails`);
  const { plan, problems, moves, inputs } = planFromFiles(planFiles(args, io), momentOf(args, io));
  if (plan === null) {
    if (args.options.json) io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
    else io.stderr(renderFindings(problems, style(false)));
    return 2;
  }
  if (args.options.json) io.stdout(JSON.stringify({ ...plan, problems }) + "\n");
  else
    io.stdout(
      renderPlan({ plan: { ...plan, problems }, moves, lock: inputs!.lock, style: style(io.colour) }),
    );
  return 0;
}
