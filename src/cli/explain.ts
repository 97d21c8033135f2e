import { catalogue } from "../../guardrails";
import type { DecidedBy } from "../chain/chain";
import { type PlanChains, planChains } from "../chain/plan-chains";
import { PolicyError, RequestError } from "../evaluate/errors";
import { exceptionLines } from "../explain/exception";
import { explain, explanationOf, ImpossibleQuestion, type Report } from "../explain/explain";
import { explainMessage, UnclearMessage } from "../explain/from-message";
import { type PlanInputs, planFromFiles } from "../files/plan-files";
import { introducedBy } from "../git/introduced";
import { resolveTarget } from "../organization/targets";
import { buildTree, type Tree } from "../organization/tree";
import { type GuardrailFacts, renderExplanation } from "../render/explain";
import { renderFindings } from "../render/findings";
import { printable } from "../render/printable";
import { style } from "../render/style";
import { accountNamed } from "./account";
import type { Arguments } from "./arguments";
import { contextFrom } from "./context";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";

interface Answer {
  readonly report: Report;
  readonly notes: readonly string[];
  /** The ARN of who asks, where it is known. */
  readonly principal: string | null;
}

/** `explain`: 0 whatever the verdict, 2 when there is none to give. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const { plan, inputs, problems } = planFromFiles(planFiles(args, io), io.now);
  if (plan === null || inputs === null) {
    if (args.options.json) io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
    else io.stderr(renderFindings(problems, style(false)));
    return 2;
  }
  const tree = buildTree(inputs.snapshot);
  const chains = planChains(plan);
  const { report, notes, principal } = refused(() => answer(args, io, chains, tree));
  if (args.options.json) {
    io.stdout(JSON.stringify({ formatVersion: 1, ...explanationOf(report) }) + "\n");
    return 0;
  }
  const facts = guardrailFacts({
    inputs,
    tree,
    principal,
    path: planFiles(args, io).organization.path,
    now: io.now,
  });
  const account = report.question.callingAccount;
  io.stdout(
    renderExplanation({
      report,
      notes,
      chains,
      facts: (by) => facts(by, by.target === null ? account : accountAt(report, by)),
      style: style(io.colour),
    }),
  );
  return 0;
}

/** The account that an exception would be for: the one whose chain the decider is in. */
function accountAt({ scp, rcp }: Report, by: DecidedBy): string {
  return rcp?.decidedBy.includes(by) ? rcp.account : scp.account;
}

function answer(args: Arguments, io: Io, chains: PlanChains, tree: Tree): Answer {
  const { options, positionals } = args;
  const error = options.error as string | undefined;
  if (error !== undefined) {
    const given = [
      ...positionals,
      ...["principal", "resource", "context", "absent"].filter((name) => options[name]),
    ];
    if (given.length > 0)
      throw new CannotRun("--error takes all from the message: give nothing else with it");
    const { report, notes, said } = explainMessage(chains, error === "-" ? io.stdin() : error, io.now);
    return { report, notes, principal: said.principal };
  }
  const [account, action] = positionals;
  if (account === undefined || action === undefined) {
    throw new CannotRun("name an account and an action, or paste a message with --error TEXT");
  }
  const principal = options.principal as string | undefined;
  const report = explain(chains, {
    account: accountNamed(account, tree),
    action,
    principal,
    resource: options.resource as string | undefined,
    context: contextFrom((options.context ?? []) as readonly string[]),
    absent: (options.absent ?? []) as readonly string[],
    now: io.now,
  });
  return { report, notes: [], principal: principal ?? null };
}

/** What the user can mend, as an error of the command. */
function refused<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const known = [RequestError, ImpossibleQuestion, UnclearMessage];
    if (known.some((kind) => error instanceof kind)) throw new CannotRun(printable((error as Error).message));
    if (!(error instanceof PolicyError)) throw error;
    throw new CannotRun(`the plan holds a policy that cannot be evaluated: ${printable(error.message)}`);
  }
}

interface FactsInput {
  readonly inputs: PlanInputs;
  readonly tree: Tree;
  readonly principal: string | null;
  /** Of organization.yaml. */
  readonly path: string;
  readonly now: number;
}

function guardrailFacts({ inputs, tree, principal, path, now }: FactsInput) {
  return ({ guardrail, target }: DecidedBy, account: string): GuardrailFacts | null => {
    const known = catalogue.find(({ id }) => id === guardrail);
    if (known === undefined) return null;
    const written = inputs.intent.guardrails.find(
      (each) => each.guardrails.some(({ id }) => id === known.id) && isAt(tree, each.target, target),
    );
    const since = written === undefined ? null : introducedBy(path, written.target, known.id);
    const name = tree.node(account)?.name ?? account;
    const isName = "nodes" in resolveTarget(tree, name);
    return {
      title: known.title,
      rationale: known.rationale,
      since:
        since === null
          ? null
          : `${since.date.slice(0, 10)}, commit ${since.commit.slice(0, 12)}: ${since.subject}`,
      exception: known.automatic
        ? []
        : exceptionLines({ guardrail: known.id, account: isName ? name : account, principal, now }),
    };
  };
}

function isAt(tree: Tree, written: string, node: string | null): boolean {
  const found = resolveTarget(tree, written);
  return node !== null && "nodes" in found && found.nodes.includes(node);
}
