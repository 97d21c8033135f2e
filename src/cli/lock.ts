import { catalogue } from "../../guardrails";
import { identityOf } from "../files/identity-files";
import { lockdownOf } from "../files/lockdown-files";
import { readPlanInputs } from "../files/plan-files";
import { writeWhole } from "../files/write";
import type { Finding } from "../findings/finding";
import { wantsLockdown } from "../lockdown/plan/make-lockdown-plan";
import { serializeLock } from "../organization/lock-file";
import { makePlan } from "../plan/make-plan";
import { withStacks } from "../plan/next-lock";
import { renderFindings } from "../render/findings";
import { counted, style } from "../render/style";
import type { Arguments } from "./arguments";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";

/** What `lock` is there to mend, and so does not stop it. */
const MENDED_BY_LOCK = new Set(["lock-missing", "lock-stale"]);

/** `lock`: the only command that writes organization.lock.json. Writes nothing while the intent is wrong. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const consent = consentOption(args);
  const files = planFiles(args, io);
  const { inputs, problems } = readPlanInputs(files);
  if (inputs === null) return refuse(problems, io);
  const planned = makePlan({
    ...inputs,
    catalogue,
    now: io.now,
    repack: args.options.repack === true,
    consent,
  });
  const blocking = planned.problems.filter(
    ({ severity, code }) => severity === "error" && !MENDED_BY_LOCK.has(code),
  );
  if (planned.lock === null || blocking.some(({ code }) => code === "loosening-needs-consent")) {
    return refuse(blocking, io);
  }
  const identity = identityOf(inputs, planned.tree, io.now);
  if (inputs.intent.identity !== undefined && identity.plans.length === 0)
    return refuse(identity.problems, io);
  const lockdown = lockdownOf(inputs, planned.tree);
  if (wantsLockdown(inputs.intent) && lockdown.plan === null) return refuse(lockdown.problems, io);
  const stacks = [...identity.plans, ...(lockdown.plan === null ? [] : [lockdown.plan])];
  const text = serializeLock(withStacks(planned.lock, stacks));
  if (inputs.lock !== null && serializeLock(inputs.lock) === text) {
    io.stdout(`${files.lock.name} is up to date.\n`);
    return 0;
  }
  writeWhole(files.lock.path, text);
  const moves = planned.moves.length === 0 ? "" : `, ${counted(planned.moves.length, "statement")} moved`;
  io.stdout(
    `Wrote ${files.lock.name}: ${counted(planned.lock.policies.length, "policy", "policies")}${moves}.\n`,
  );
  return 0;
}

function consentOption({ options }: Arguments): string | undefined {
  const reason = (options.reason as string | undefined)?.trim();
  if (options["allow-loosening"] && !reason) throw new CannotRun('--allow-loosening needs --reason "why"');
  if (!options["allow-loosening"] && reason !== undefined)
    throw new CannotRun("--reason goes with --allow-loosening");
  return reason;
}

function refuse(problems: readonly Finding[], io: Io): number {
  io.stderr(`${renderFindings(problems, style(false))}Nothing was written.\n`);
  return 1;
}
