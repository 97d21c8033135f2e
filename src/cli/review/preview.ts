import { PolicyError } from "../../evaluate/errors";
import { type PlanFiles, planFromFiles } from "../../files/plan-files";
import { readBytes } from "../../files/read";
import type { Finding } from "../../findings/finding";
import type { Snapshot } from "../../organization/snapshot";
import { buildTree } from "../../organization/tree";
import type { PlanNode } from "../../plan/types";
import { printable } from "../../render/printable";
import { parsePreview, REMEDY } from "../../review/pulumi-preview/document";
import { reviewPreview } from "../../review/pulumi-preview/review";
import type { Review } from "../../review/types";
import type { Arguments } from "../arguments";
import { namedFile } from "../inputs";
import { CannotRun, type Io } from "../io";
import { liveSnapshot } from "./base";

interface PreviewInput {
  /** What --pulumi names. */
  readonly name: string;
  readonly files: PlanFiles;
  readonly now: number;
}

/**
 * Reviews what `pulumi preview --json` printed.
 *
 * @returns no review where one of the documents cannot be read, or they do not go together
 * @throws CannotRun when AWS refuses, or a policy cannot be evaluated; FileError
 */
export async function previewReview(
  { name, files, now }: PreviewInput,
  { options }: Arguments,
  io: Io,
): Promise<{
  readonly review: Review | null;
  readonly nodes: readonly PlanNode[];
  readonly problems: readonly Finding[];
}> {
  const refused = (problems: readonly Finding[]) => ({ review: null, nodes: [], problems });
  const { preview, problems } = previewFrom(name, io);
  const planned = planFromFiles(files, now);
  const { inputs } = planned;
  if (preview === null || inputs === null)
    return refused([...problems, ...(inputs === null ? planned.problems : [])]);
  const { intent, lock } = inputs;
  const isWanted = intent.identity !== undefined || inputs.snapshot.identity !== undefined;
  const snapshot: Snapshot = options.live ? await liveSnapshot(intent, isWanted, io) : inputs.snapshot;
  try {
    const found = reviewPreview({ preview, snapshot, intent, lock, plan: planned.plan, now });
    return found.review === null
      ? refused(found.problems)
      : { review: found.review, nodes: nodesOf(snapshot, found.after), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new CannotRun(`a policy cannot be evaluated: ${printable(error.message)}`);
  }
}

/** The nodes of both sides; where they differ, as they are after the steps. */
function nodesOf(before: Snapshot, after: Snapshot): readonly PlanNode[] {
  const { nodes } = buildTree(after);
  const ids = new Set(nodes.map(({ id }) => id));
  return [...nodes, ...buildTree(before).nodes.filter(({ id }) => !ids.has(id))];
}

function previewFrom(given: string, io: Io) {
  if (given === "-") return parsePreview(io.stdin(), "stdin");
  if (given === "") throw new CannotRun(`name the preview: --pulumi FILE, from: ${REMEDY}`);
  const { path, name } = namedFile(given, io);
  return parsePreview(Buffer.from(readBytes(path, name, `write it with: ${REMEDY}`)).toString("utf8"), name);
}
