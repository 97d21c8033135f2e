import { catalogue } from "../../guardrails";
import { planFromFiles } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import { proveIntent } from "../plan/prove";
import { renderFindings } from "../render/findings";
import { counted, style } from "../render/style";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import type { Io } from "./io";

/** `check`: everything that would stop a deployment, or should. 1 when at least one finding is an error. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const planned = planFromFiles(planFiles(args, io), io.now);
  const proofs = planned.inputs === null ? [] : proveIntent(planned.inputs.intent, catalogue);
  const problems = [...planned.problems, ...proofs];
  const errors = count(problems, "error");
  if (args.options.json) {
    io.stdout(JSON.stringify({ formatVersion: 1, problems: problems.map(row) }) + "\n");
  } else {
    io.stdout(renderFindings(problems, style(io.colour)) + summary(problems));
  }
  return errors > 0 ? 1 : 0;
}

const count = (problems: readonly Finding[], severity: string) =>
  problems.filter((problem) => problem.severity === severity).length;

function summary(problems: readonly Finding[]): string {
  if (problems.length === 0) return "No problems found.\n";
  const parts = [
    counted(count(problems, "error"), "error"),
    counted(count(problems, "warning"), "warning"),
    counted(count(problems, "info"), "note"),
  ];
  return parts.join(", ") + "\n";
}

/** The flat shape that scripts read. */
function row({ place, ...finding }: Finding) {
  return { ...finding, file: place?.file, line: place?.line, column: place?.column };
}
