import type { Finding } from "../../findings/finding";
import type { Intent } from "../../organization/intent";
import type { Lock } from "../../organization/lock";
import type { Snapshot } from "../../organization/snapshot";
import { buildTree } from "../../organization/tree";
import type { PlanView } from "../../plan/plan-file";
import { canonicalJson } from "../../policy/canonical";
import { factsOfSnapshot } from "../facts";
import type { Sides } from "../identity/grants";
import { stateOfLive } from "../identity/state";
import { planOfSnapshot } from "../live-plan";
import { review } from "../review";
import type { Review } from "../types";
import type { Preview } from "./document";
import { applyIdentity, writesIdentity } from "./identity";
import { applyPolicies } from "./policies";
import { type AppliedTree, applyTree } from "./tree";
import { Doubts } from "./values";
import { notJudged, type Writes, writesOf } from "./writes";

export interface PreviewReviewInput {
  readonly preview: Preview;
  /** What there is now: recorded, or live. */
  readonly snapshot: Snapshot;
  readonly intent: Intent;
  readonly lock: Lock | null;
  /** What organization.yaml makes, to name guardrails by; null where it makes no plan. */
  readonly plan: PlanView | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What the steps of a Pulumi preview do to every account. Pure: equal inputs give equal bytes. A write whose effect is
 * not known is a problem that blocks; the rest is shown all the same.
 *
 * @returns no review where the preview and the facts do not go together
 * @throws PolicyError for a policy that cannot be evaluated; SnapshotError when the snapshot's tree is broken
 */
export function reviewPreview(
  input: PreviewReviewInput,
):
  | { readonly review: Review; readonly after: Snapshot; readonly problems: readonly [] }
  | { readonly review: null; readonly problems: readonly Finding[] } {
  const { preview, snapshot, intent, lock, now } = input;
  const writes = writesOf(preview);
  const doubts = new Doubts(preview.stack);
  const tree = applyTree(snapshot, writes, doubts);
  const policies = applyPolicies(snapshot, tree, writes, doubts);
  const applied = identityAfter(snapshot, tree, writes, doubts);
  if (doubts.unfit.length > 0) return { review: null, problems: doubts.unfit };

  const { units, accounts } = tree;
  const after = {
    ...snapshot,
    units,
    accounts,
    policies,
    ...(applied === null ? {} : { identity: applied.after }),
  };
  const facts = factsOfSnapshot(snapshot);
  const { unknown, notes } = notJudged(writes, preview.stack);
  const viewOf = (side: Snapshot) =>
    named(planOfSnapshot(side, lock, input.plan?.exceptions ?? []), input.plan);
  const found = review({
    base: viewOf(snapshot),
    head: viewOf(after),
    baseFacts: facts,
    // What the steps do to policies is in the groups.
    headFacts: { ...facts, nodes: buildTree(after).nodes },
    identity: applied?.sides ?? null,
    assumed: [...assumptions(preview), ...tree.assumed, ...(applied?.assumed ?? [])],
    intent,
    tree: buildTree(after),
    locked: lock?.targets ?? {},
    problems: [...doubts.unknown, ...unknown, ...doubts.notes, ...notes],
    now,
  });
  return { review: found, after, problems: [] };
}

interface IdentityAfter {
  readonly after: NonNullable<Snapshot["identity"]>;
  readonly sides: Sides;
  readonly assumed: readonly string[];
}

function identityAfter(
  { identity }: Snapshot,
  tree: AppliedTree,
  writes: Writes,
  doubts: Doubts,
): IdentityAfter | null {
  if (!writesIdentity(writes)) return null;
  if (identity === undefined) {
    const [first] = [...writes.written, ...writes.removed].filter(({ type }) =>
      /:(ssoadmin|identitystore)\//.test(type),
    );
    doubts.doesNotFit(
      first!.urn,
      "the preview writes to Identity Center, and the facts do not have it",
      `name the section identity in organization.yaml and take a new snapshot; ${doubts.stale}`,
    );
    return null;
  }
  const { after, sets, groups } = applyIdentity(identity, tree, writes, doubts);
  const unread = identity.notRead.map(
    ({ what, action }) =>
      `${what} was not read (grant ${action}): what may be there is shown as gained, and not as lost`,
  );
  const sides = { base: stateOfLive(identity, groups, sets), head: stateOfLive(after, groups, sets) };
  return { after, sides, assumed: unread };
}

function assumptions({ stack, project, steps }: Preview): readonly string[] {
  const stays = "what no step of the preview writes stays as the facts have it";
  if (stack === null) return ["the preview has no steps at all: nothing would be written", stays];
  const writes = steps.filter(({ op }) => op !== "same").length;
  return [
    `the preview is of stack ${stack} of project ${project}, with ${writes === 1 ? "1 step" : `${writes} steps`} that are not "same"`,
    stays,
  ];
}

/** Where a policy says just what the plan has for its key, its statements are of the plan's guardrails. */
function named(view: PlanView, plan: PlanView | null): PlanView {
  const planned = new Map((plan?.policies ?? []).map((policy) => [policy.key, policy]));
  return {
    ...view,
    policies: view.policies.map((policy) => {
      const known = planned.get(policy.key);
      const isSame = known !== undefined && canonicalJson(known.content) === canonicalJson(policy.content);
      return isSame ? { ...policy, guardrails: known.guardrails, statements: known.statements } : policy;
    }),
  };
}
