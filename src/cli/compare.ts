import { compare, compareChains } from "../compare/compare";
import type { Differences } from "../compare/types";
import { PolicyError } from "../evaluate/errors";
import { type PolicySource, readPolicySource } from "../files/policy-files";
import type { Finding } from "../findings/finding";
import { renderDifferences } from "../render/compare";
import { renderFindings } from "../render/findings";
import { printable } from "../render/printable";
import { style } from "../render/style";
import type { Arguments } from "./arguments";
import { namedFile } from "./inputs";
import { CannotRun, type Io } from "./io";
import { momentOf } from "./moment";

/** `compare`: 0 when the two sides are proved equal, 1 when they differ or it cannot be told, 2 for what is no policy. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const type = policyType(args);
  const now = momentOf(args, io);
  const [before, after] = args.positionals.map((path) =>
    readPolicySource(namedFile(path, io), type === "rcp" ? "RCP" : "SCP"),
  ) as [PolicySource, PolicySource];
  const problems = [before, after].flatMap((side) => (side.kind === "invalid" ? side.problems : []));
  if (problems.length > 0) return refuse(problems, args, io);

  const found = differences(before, after, { type, now });
  if (args.options.json) io.stdout(JSON.stringify({ formatVersion: 1, ...found }) + "\n");
  else io.stdout(renderDifferences(found, style(io.colour)));
  return found.equal ? 0 : 1;
}

function differences(
  before: PolicySource,
  after: PolicySource,
  { type, now }: { readonly type: "scp" | "rcp" | undefined; readonly now: number },
): Differences {
  if (before.kind === "chain" && after.kind === "chain")
    return compareChains(before.chain, after.chain, { now });
  if (before.kind !== "plan" || after.kind !== "plan") {
    throw new CannotRun("one side is a plan and the other is not: compare two plans, or two policies");
  }
  try {
    return compare(before.plan, after.plan, { type, now });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new CannotRun(`a plan holds a policy that cannot be evaluated: ${printable(error.message)}`);
  }
}

function refuse(problems: readonly Finding[], args: Arguments, io: Io): number {
  if (args.options.json) io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
  else io.stderr(renderFindings(problems, style(false)));
  return 2;
}

function policyType(args: Arguments): "scp" | "rcp" | undefined {
  const { type } = args.options;
  if (type === undefined || type === "scp" || type === "rcp") return type;
  throw new CannotRun(`--type takes scp or rcp, found ${JSON.stringify(type)}`);
}
