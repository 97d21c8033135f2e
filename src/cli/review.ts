import { catalogue } from "../../guardrails";
import { PolicyError } from "../evaluate/errors";
import { lockdownOf } from "../files/lockdown-files";
import { type PlanFiles, readPlanInputs } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import { buildTree } from "../organization/tree";
import type { PlanView } from "../plan/plan-file";
import type { PlanNode } from "../plan/types";
import { renderFindings } from "../render/findings";
import { printable } from "../render/printable";
import { reviewMarkdown } from "../render/review/markdown";
import { reviewSarif } from "../render/review/sarif";
import { reviewText } from "../render/review/text";
import { PLAIN, style } from "../render/style";
import { factsOfSnapshot } from "../review/facts";
import { identitySides } from "../review/identity/sides";
import { lockdownReview } from "../review/lockdown";
import { pathsOf } from "../review/lockout/findings";
import { review } from "../review/review";
import type { Review } from "../review/types";
import type { Arguments } from "./arguments";
import { formatOf } from "./format";
import { planFiles } from "./inputs";
import { CannotRun, type Io } from "./io";
import { momentOf } from "./moment";
import {
  type Base,
  baseKind,
  baseOfFile,
  baseOfLive,
  baseOfReference,
  type Head,
  PROJECT,
} from "./review/base";
import { planInProcess } from "./review/plan-process";
import { previewReview } from "./review/preview";

const FORMATS = ["text", "markdown", "sarif", "json"] as const;
type Format = (typeof FORMATS)[number];

const SECOND = 1000;

/** `review`: what a change does to every account. 1 when it is blocked, 2 when one side has no plan. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const format = formatOf(args, FORMATS);
  const { base, pulumi } = args.options as Readonly<Record<string, string | undefined>>;
  if (pulumi !== undefined && base !== undefined)
    throw new CannotRun("--base and --pulumi are two different reviews: say one of them");
  if (pulumi !== undefined) return reviewOfPreview(pulumi, args, format, io);
  if (args.options.live)
    throw new CannotRun("--live goes with --pulumi; to compare with the live organization: --base live");
  if (base === undefined || base === "")
    throw new CannotRun("say what to compare with: --base REF|PLAN.json|live, or --pulumi FILE");
  // A plan is told the moment in text: both sides and the proofs get the very same one.
  const now = Math.floor(momentOf(args, io) / SECOND) * SECOND;
  const files = planFiles(args, io);
  const { inputs, problems } = readPlanInputs(files);
  if (inputs === null) return refuse(problems, format, io);

  const head: Head = { files, inputs, now };
  const [before, made] = await both(
    baseOf(base, head, io),
    planInProcess({ name: "this plan", project: PROJECT, cwd: io.cwd, files }, now, io),
  );
  if (made.plan === null) return refuse(made.problems, format, io);

  const found = reviewed(before(made.plan), made.plan, head);
  return print(found, made.plan.nodes, files, format, io);
}

/** What Pulumi is about to do, instead of what a change of files does. */
async function reviewOfPreview(name: string, args: Arguments, format: Format, io: Io): Promise<number> {
  const files = planFiles(args, io);
  const now = momentOf(args, io);
  const { review: found, nodes, problems } = await previewReview({ name, files, now }, args, io);
  return found === null ? refuse(problems, format, io) : print(found, nodes, files, format, io);
}

function print(
  found: Review,
  nodes: readonly PlanNode[],
  { organization }: PlanFiles,
  format: Format,
  io: Io,
): number {
  const pathOf = pathsOf(nodes);
  const write: Record<Format, () => string> = {
    text: () => reviewText(found, pathOf, style(io.colour)),
    markdown: () => reviewMarkdown(found, pathOf),
    sarif: () => reviewSarif(found, pathOf, organization.name),
    json: () => JSON.stringify(found) + "\n",
  };
  io.stdout(write[format]());
  return found.blocked ? 1 : 0;
}

/** Waits for both even when one fails: what either started has to come to its end. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}

async function baseOf(base: string, head: Head, io: Io): Promise<(head: PlanView) => Base> {
  const kind = baseKind(base, io);
  if (kind === "live") return baseOfLive(head, io);
  const found = kind === "file" ? baseOfFile(base, io) : await baseOfReference(base, head, io);
  return () => found;
}

function reviewed(base: Base, head: PlanView, { inputs, now }: Head): Review {
  const headFacts = factsOfSnapshot(inputs.snapshot);
  const identity = identitySides(base.identity, head.identity);
  const tree = buildTree(inputs.snapshot);
  try {
    return review({
      base: base.plan,
      head,
      baseFacts: base.facts ?? headFacts,
      headFacts,
      identity: identity.sides,
      assumed: [...base.assumed, ...identity.assumed],
      intent: inputs.intent,
      tree,
      lockdown: { plan: lockdownOf(inputs, tree).plan, catalogue },
      locked: inputs.lock?.targets ?? {},
      problems: [
        ...head.problems,
        ...(head.identity?.problems ?? []),
        ...lockdownReview(base.plan.lockdown, head.lockdown),
      ],
      now,
    });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new CannotRun(`a policy cannot be evaluated: ${printable(error.message)}`);
  }
}

/** Without a plan of head there is nothing to review. */
function refuse(problems: readonly Finding[], format: Format, io: Io): number {
  if (format === "json") io.stdout(JSON.stringify({ formatVersion: 1, problems }) + "\n");
  else io.stderr(renderFindings(problems, PLAIN));
  return 2;
}
