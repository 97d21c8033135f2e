import { PolicyError } from "../evaluate/errors";
import { readPlanInputs } from "../files/plan-files";
import type { Finding } from "../findings/finding";
import { buildTree } from "../organization/tree";
import type { PlanView } from "../plan/plan-file";
import { renderFindings } from "../render/findings";
import { printable } from "../render/printable";
import { reviewMarkdown } from "../render/review/markdown";
import { reviewSarif } from "../render/review/sarif";
import { reviewText } from "../render/review/text";
import { PLAIN, style } from "../render/style";
import { factsOfSnapshot } from "../review/facts";
import { identitySides } from "../review/identity/sides";
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

const FORMATS = ["text", "markdown", "sarif", "json"] as const;
type Format = (typeof FORMATS)[number];

const SECOND = 1000;

/** `review`: what a change does to every account. 1 when it is blocked, 2 when one side has no plan. */
export async function run(args: Arguments, io: Io): Promise<number> {
  const format = formatOf(args, FORMATS);
  const base = args.options.base as string | undefined;
  if (base === undefined || base === "")
    throw new CannotRun("say what to compare with: --base REF|PLAN.json|live");
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
  const pathOf = pathsOf(made.plan.nodes);
  const write: Record<Format, () => string> = {
    text: () => reviewText(found, pathOf, style(io.colour)),
    markdown: () => reviewMarkdown(found, pathOf),
    sarif: () => reviewSarif(found, pathOf, files.organization.name),
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
  try {
    return review({
      base: base.plan,
      head,
      baseFacts: base.facts ?? headFacts,
      headFacts,
      identity: identity.sides,
      assumed: [...base.assumed, ...identity.assumed],
      intent: inputs.intent,
      tree: buildTree(inputs.snapshot),
      locked: inputs.lock?.targets ?? {},
      problems: [...head.problems, ...(head.identity?.problems ?? [])],
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
