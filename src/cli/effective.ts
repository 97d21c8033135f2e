import { planFromFiles, readPlanInputs } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import { MANAGEMENT_TYPES } from "../inheritance/plan-effective";
import { accountReport } from "../inheritance/report";
import { treeOf } from "../organization/tree";
import type { PlanView } from "../plan/plan-file";
import { renderEffective } from "../render/effective";
import { renderFindings } from "../render/findings";
import { style } from "../render/style";
import { planOfSnapshot } from "../review/live-plan";
import { accountNamed } from "./account";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";
import { policyType } from "./policy-type";

/** `effective`: what management policies come to in an account. 1 when one of them is unknown. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const { options, positionals } = args;
  const wanted =
    options.type === undefined ? undefined : [policyType(options.type as string, MANAGEMENT_TYPES)];
  const { plan, problems } = sourceOf(args, io);
  if (plan === null) {
    if (options.json) io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
    else io.stderr(renderFindings(problems, style(false)));
    return 2;
  }
  const report = accountReport(plan.view, accountNamed(positionals[0]!, plan.tree), wanted);
  io.stdout(
    options.json
      ? JSON.stringify({ formatVersion: 1, ...report }) + "\n"
      : renderEffective(report, style(io.colour)),
  );
  return report.types.some(({ policy }) => policy === null) ? 1 : 0;
}

const SOURCES = ["plan", "snapshot"];

/** What would be attached after the deployment, or what is attached by the snapshot. */
function sourceOf(
  args: Arguments,
  io: Io,
): { readonly plan: Source | null; readonly problems: readonly Finding[] } {
  const from = (args.options.from as string | undefined) ?? "plan";
  if (!SOURCES.includes(from)) {
    throw new CannotRun(`--from takes ${SOURCES.join(" or ")}, found ${JSON.stringify(from)}`);
  }
  const files = planFiles(args, io);
  if (from === "plan") {
    const { plan, tree, problems } = planFromFiles(files, io.now);
    return { plan: plan === null || tree === null ? null : { view: plan, tree }, problems };
  }
  const { inputs, problems } = readPlanInputs(files);
  if (inputs === null) return { plan: null, problems };
  const read = treeOf(inputs.snapshot);
  if (read.tree === null) return { plan: null, problems: [...problems, read.problem] };
  return { plan: { view: planOfSnapshot(inputs.snapshot, inputs.lock, []), tree: read.tree }, problems };
}

interface Source {
  readonly view: PlanView;
  readonly tree: Parameters<typeof accountNamed>[1];
}
