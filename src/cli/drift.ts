import type { DesiredState } from "../drift/desired";
import { drift } from "../drift/drift";
import { ofAccounts } from "../drift/select";
import { parseLastRun, sinceLast } from "../drift/since";
import type { Drift } from "../drift/types";
import { identityOf } from "../files/identity-files";
import { lockdownOf } from "../files/lockdown-files";
import { type PlanInputs, planFromFiles } from "../files/plan-files";
import { readBytes } from "../files/read";
import { stacksOf } from "../files/stack-files";
import type { Finding } from "../findings/finding";
import { identityView } from "../identity/plan/view";
import { wantsLockdown } from "../lockdown/plan/make-lockdown-plan";
import type { Snapshot } from "../organization/snapshot";
import { parseSnapshot } from "../organization/snapshot-file";
import { type Tree, treeOf } from "../organization/tree";
import type { Plan } from "../plan/types";
import { driftMarkdown } from "../render/drift/markdown";
import { driftSarif } from "../render/drift/sarif";
import { driftText } from "../render/drift/text";
import { renderFindings } from "../render/findings";
import { PLAIN, style } from "../render/style";
import { COLUMNS } from "../render/wrap";
import { accountNamed } from "./account";
import type { Arguments } from "./arguments";
import { formatOf } from "./format";
import { namedFile, planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";
import { notReadLines, partsOf, readLive } from "./live";
import { momentOf } from "./moment";

const FORMATS = ["text", "markdown", "json", "sarif"] as const;
type Format = (typeof FORMATS)[number];

/** `drift`: what differs from the plan, and what that opens. 1 on drift, 2 when something was not read. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const format = formatOf(args, FORMATS);
  const { live, facts: file } = args.options;
  if (live === true && file !== undefined) throw new CannotRun("--live and --facts say different things");
  const now = momentOf(args, io);
  const files = planFiles(args, io);
  const planned = planFromFiles(files, now);
  const { plan, inputs, tree } = planned;
  if (plan === null || inputs === null || tree === null) return refuse(planned.problems, format, io);

  const last = args.options.since === undefined ? null : lastRun(args.options.since as string, plan, io);
  const facts =
    file === undefined
      ? (await readLive(inputs.intent, partsOf(inputs.intent), io)).snapshot
      : factsFrom(file as string, io);
  checkFacts(facts, plan);
  const stacks = stacksOf(io.cwd, inputs.intent.stacks);
  const desired = { ...desiredState(plan, inputs, tree, now), stacks: stacks.names };
  let found = drift(desired, facts);
  found = { ...found, assumed: [...found.assumed, ...stacks.assumed] };
  if (last !== null) found = sinceLast(found, last);
  const accounts = args.options.account as string[] | undefined;
  if (accounts !== undefined) found = ofAccounts(found, accountsNamed(accounts, facts, tree));

  const pathOf = pathsOf(facts, plan);
  // Who asks for some accounts wants to know all of them.
  const extent = accounts === undefined ? "brief" : "whole";
  const { colour, columns = COLUMNS } = io;
  const write: Record<Format, () => string> = {
    text: () => driftText(found, pathOf, { style: style(colour), columns, extent }),
    markdown: () => driftMarkdown(found, pathOf, extent),
    json: () => JSON.stringify(found) + "\n",
    sarif: () => driftSarif(found, pathOf, files.organization.name),
  };
  io.stdout(write[format]());
  return statusOf(found, args, io);
}

function statusOf({ rows, notRead }: Drift, args: Arguments, io: Io): number {
  if (notRead.length > 0 && args.options["allow-partial"] !== true) {
    for (const line of notReadLines(notRead)) io.stderr(`${line}\n`);
    io.stderr(
      "What was not read is not known to be clean: grant the actions above, or say --allow-partial.\n",
    );
    return 2;
  }
  return rows.length > 0 ? 1 : 0;
}

/** Everything that is wanted. @throws CannotRun where a stack that is wanted cannot be planned */
function desiredState(plan: Plan, inputs: PlanInputs, tree: Tree, now: number): DesiredState {
  const { intent, snapshot, lock } = inputs;
  const identity = intent.identity === undefined ? null : identityView(identityOf(inputs, tree, now));
  if (identity !== null && identity.stacks.length === 0)
    throw new CannotRun(`Identity Center cannot be planned\n${renderFindings(identity.problems, PLAIN)}`);
  const lockdown = wantsLockdown(intent) ? lockdownOf(inputs, tree) : null;
  if (lockdown !== null && lockdown.plan === null)
    throw new CannotRun(`the root lockdown cannot be planned\n${renderFindings(lockdown.problems, PLAIN)}`);
  const { partition, homeRegion } = intent.organization;
  return {
    plan,
    recorded: snapshot,
    lock,
    identity,
    lockdown: lockdown?.plan ?? null,
    partition,
    homeRegion,
    now,
  };
}

function lastRun(given: string, plan: Plan, io: Io) {
  const { path, name } = namedFile(given, io);
  const content = readBytes(path, name, "write it with: org-guardrails drift --json > FILE");
  const { last, problems } = parseLastRun(Buffer.from(content).toString("utf8"), name);
  if (last === null)
    throw new CannotRun(`${name} is nothing to compare with\n${renderFindings(problems, PLAIN)}`);
  if (last.organization !== plan.organization.id)
    throw new CannotRun(
      `${name} is of organization ${JSON.stringify(last.organization)}, this is ${plan.organization.id}`,
    );
  return last;
}

function factsFrom(given: string, io: Io): Snapshot {
  const { path, name } = namedFile(given, io);
  const content = readBytes(path, name, `take one with: org-guardrails snapshot --out ${name}`);
  const { snapshot, problems } = parseSnapshot(Buffer.from(content).toString("utf8"), name);
  if (snapshot === null) throw new CannotRun(`${name} has no facts\n${renderFindings(problems, PLAIN)}`);
  return snapshot;
}

function checkFacts(facts: Snapshot, plan: Plan): void {
  if (facts.organization.id !== plan.organization.id)
    throw new CannotRun(
      `the facts are of organization ${JSON.stringify(facts.organization.id)}, the plan is of ${plan.organization.id}`,
    );
  const read = treeOf(facts);
  if (read.tree === null)
    throw new CannotRun(`the facts are no organization\n${renderFindings([read.problem], PLAIN)}`);
}

/** An account by its name now, or by the one that it had when the plan was made. */
function accountsNamed(names: readonly string[], facts: Snapshot, planned: Tree): ReadonlySet<string> {
  const { tree } = treeOf(facts);
  return new Set(
    names.map((name) => {
      try {
        return accountNamed(name, tree!);
      } catch (error) {
        if (!(error instanceof CannotRun)) throw error;
        return accountNamed(name, planned);
      }
    }),
  );
}

function pathsOf(facts: Snapshot, plan: Plan): (id: string) => string {
  const { tree } = treeOf(facts);
  const paths = new Map([...plan.nodes, ...tree!.nodes].map(({ id, path }) => [id, path]));
  return (id) => paths.get(id) ?? id;
}

/** Without a plan there is nothing to compare with. */
function refuse(problems: readonly Finding[], format: Format, io: Io): number {
  if (format === "json") io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
  else io.stderr(renderFindings(problems, PLAIN));
  return 2;
}
