import type { PlanView } from "../../plan/plan-file";
import { canonicalJson } from "../../policy/canonical";
import { grantChanges, grantRows, type Sides } from "./grants";
import { AccessQuestions } from "./questions";
import { accountsOnBothSides, changedSets, setChanges } from "./sets";
import type { AttributeChange, IdentityReview, MemberChange } from "./types";

export interface IdentityReviewInput extends Sides {
  /** Head's plan of the guardrails: its tree, and the service control policies that bind both sides here. */
  readonly plan: PlanView;
  readonly partition: string;
  /** Of Identity Center. */
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What a change does to who may do what. Service control policies are head's on both sides: what they change is shown
 * for everybody by itself, so that together nothing newly allowed is left out.
 *
 * @throws PolicyError for a policy that cannot be evaluated
 */
export function identityReview({
  plan,
  partition,
  region,
  now,
  ...sides
}: IdentityReviewInput): IdentityReview {
  const rows = grantRows(sides);
  const changed = changedSets(sides);
  const { base, head } = sides;
  const holders = new Set(rows.map(({ principal }) => principal));
  const touched = [base, head].flatMap(({ sets, grants }) =>
    [...sets.values()].filter(({ name }) =>
      [...(grants.get(name)?.keys() ?? [])].some((key) => holders.has(key)),
    ),
  );
  const accounts = new Set([
    ...rows.flatMap((row) => row.accounts),
    ...changed.flatMap(({ after }) => [...accountsOnBothSides(sides, after.name)]),
  ]);
  const sets = new Set([...touched, ...changed.flatMap(({ before, after }) => [before, after])]);
  const questions = new AccessQuestions({ head: plan, partition, region, now, sets: [...sets], accounts });
  const places = new Map(plan.nodes.map(({ id }, place) => [id, place]));
  const order = (account: string) => places.get(account) ?? places.size;
  return {
    grants: grantChanges(rows, sides, questions, order),
    permissionSets: setChanges(changed, sides, questions, order),
    members: memberChanges(sides),
    attributes: attributeChanges(sides),
  };
}

function memberChanges({ base, head }: Sides): readonly MemberChange[] {
  const groups = [...new Set([...base.members.keys(), ...head.members.keys()])].sort();
  return groups.flatMap((group) => {
    const [before, after] = [base.members.get(group) ?? [], head.members.get(group) ?? []];
    const rows = (direction: MemberChange["direction"], from: readonly string[], other: readonly string[]) =>
      from.filter((user) => !other.includes(user)).map((user) => ({ direction, group, user }));
    return [...rows("gained", after, before), ...rows("lost", before, after)];
  });
}

function attributeChanges({ base, head }: Sides): readonly AttributeChange[] {
  const keys = [...new Set([...Object.keys(base.attributes), ...Object.keys(head.attributes)])].sort();
  const valueIn = (attributes: Readonly<Record<string, string>>, key: string) =>
    Object.hasOwn(attributes, key) ? attributes[key]! : null;
  return keys
    .map((key) => ({ key, before: valueIn(base.attributes, key), after: valueIn(head.attributes, key) }))
    .filter(({ before, after }) => canonicalJson(before) !== canonicalJson(after));
}
