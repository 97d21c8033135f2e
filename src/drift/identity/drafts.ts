import { isOurs } from "../../identity/plan/changes";
import type { IdentitySnapshot } from "../../organization/identity-snapshot";
import type { PlanView } from "../../plan/plan-file";
import { identityReview } from "../../review/identity/review";
import type { DesiredState } from "../desired";
import type { Draft } from "../draft";
import type { Places } from "../places";
import { type Context, Unread } from "./context";
import { grantDrafts } from "./grants";
import { attributeDraft, memberDraft, missingGroup } from "./groups";
import { withKnownNames } from "./known";
import { addedSet, missingSet, outdatedDrafts, setDrafts } from "./sets";
import { identitySidesOf } from "./sides";

interface Found {
  readonly drafts: readonly Draft[];
  readonly assumed: readonly string[];
}

/**
 * What differs in who may do what through Identity Center.
 *
 * @param plan the facts as a plan, without policies that cannot be evaluated: what binds both sides
 */
export function identityDrafts(
  { identity, recorded, partition, homeRegion, now }: DesiredState,
  read: IdentitySnapshot | undefined,
  plan: PlanView,
  places: Places,
): Found {
  if (identity === null || read === undefined) return { drafts: [], assumed: [] };
  const facts = withKnownNames(read, recorded.identity);
  const unread = new Unread(facts);
  if (unread.has("identity") || unread.has("identity.permissionSets")) return { drafts: [], assumed: [] };
  const { wanted, found, assumed } = identitySidesOf(identity, facts, recorded.identity, unread);
  const review = identityReview({ base: wanted, head: found, plan, partition, region: homeRegion, now });
  const ours = new Set([
    ...identity.stacks.flatMap(({ permissionSets }) => permissionSets.map(({ name }) => name)),
    ...facts.permissionSets.filter(isOurs).map(({ name }) => name),
  ]);
  const missing = [...wanted.sets.keys()].filter((name) => !found.sets.has(name));
  const added = [...found.sets.keys()].filter((name) => !wanted.sets.has(name));
  const groups = missingGroups(identity, facts, unread);
  const context: Context = {
    places,
    unread,
    ours,
    wanted,
    found,
    missing: new Set(missing),
    missingGroups: new Set(groups.map(({ name }) => name)),
  };
  return {
    assumed,
    drafts: [
      ...review.grants.flatMap((grant) => grantDrafts(grant, context)),
      ...(unread.sets ? [] : missing.map((name) => missingSet(name, context))),
      ...added.map((name) => addedSet(name, context)),
      ...review.permissionSets.flatMap((set) => setDrafts(set, context)),
      ...outdatedDrafts(facts, recorded.identity, context),
      ...groups.map((group) => missingGroup(group, context)),
      ...review.members.map((member) => memberDraft(member, context)),
      ...review.attributes.map((attribute) => attributeDraft(attribute, context)),
    ],
  };
}

/** Groups that the plan names and that are not there; none where the list was not read. */
function missingGroups(
  { stacks }: NonNullable<DesiredState["identity"]>,
  { groups }: IdentitySnapshot,
  unread: Unread,
) {
  if (unread.has("identity.groups")) return [];
  const there = new Set(groups.map(({ name }) => name));
  const wanted = new Map(
    stacks.flatMap((stack) => stack.groups.map((group) => [group.name, group] as const)),
  );
  return [...wanted.values()].filter(({ name }) => !there.has(name));
}
