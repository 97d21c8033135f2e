import fc from "fast-check";
import { catalogue } from "../../../guardrails";
import type { Snapshot } from "../../../src/organization/snapshot";
import { buildTree } from "../../../src/organization/tree";
import { makePlan } from "../../../src/plan/make-plan";
import { factsOfSnapshot } from "../../../src/review/facts";
import { parsePreview } from "../../../src/review/pulumi-preview/document";
import { reviewPreview } from "../../../src/review/pulumi-preview/review";
import { review } from "../../../src/review/review";
import type { Review } from "../../../src/review/types";
import { deployed, smallIntent, smallSnapshot, type Wishes } from "../../support/organizations";
import { guardrailResources, knownPolicies, previewDocument, reordered } from "../../support/pulumi-preview";
import { NOW } from "../../support/reviews";

const USES: readonly (string | readonly [string, unknown])[] = [
  "deny-root-user",
  "deny-leave-organization",
  "deny-iam-user-creation",
  "restrict-regions",
  ["deny-services", { services: ["redshift"] }],
  ["deny-services", { services: ["redshift", "sqs"] }],
];

const wishes: fc.Arbitrary<Wishes> = fc.record({
  Root: fc.subarray([...USES.slice(0, 5)], { maxLength: 2 }),
  Prod: fc.subarray([...USES.slice(0, 5)], { maxLength: 2 }),
  Dev: fc.subarray([...USES.slice(1, 4), USES[5]!], { maxLength: 2 }),
  shop: fc.subarray([...USES.slice(0, 3)], { maxLength: 1 }),
});

function planned(wanted: Wishes, snapshot: Snapshot, lock: Parameters<typeof makePlan>[0]["lock"]) {
  const intent = smallIntent(wanted);
  const made = makePlan({ intent, snapshot, lock, catalogue, now: NOW });
  if (made.plan === null) throw new Error(JSON.stringify(made.problems));
  return { intent, plan: made.plan, lock: made.lock! };
}

/** What is said of accounts; which guardrail a statement is of, only a plan knows. */
function effect(found: Review) {
  const { groups, management, lockout, exceptions, blocked } = found;
  const named = { groups, management, lockout, exceptions, blocked };
  return JSON.parse(JSON.stringify(named, (key, value) => (key === "guardrail" ? undefined : value)));
}

test("a preview of a plan's changes says what review --base says of the two plans, whatever the order of its steps", () => {
  fc.assert(
    fc.property(
      wishes,
      wishes,
      fc.record({ sames: fc.boolean(), replacements: fc.boolean() }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (one, other, options, order) => {
        const first = planned(one, smallSnapshot(), null);
        const snapshot = deployed(smallSnapshot(), first.plan);
        const second = planned(other, snapshot, first.lock);
        const document = previewDocument(
          guardrailResources(first.plan.phases.at(-1)!.policies),
          guardrailResources(second.plan.phases.at(-1)!.policies),
          knownPolicies(snapshot),
          options,
        );
        const steps = reordered(document.steps, order);
        const { preview, problems } = parsePreview(JSON.stringify({ ...document, steps }), "preview.json");
        expect(problems).toEqual([]);
        const found = reviewPreview({
          preview: preview!,
          snapshot,
          intent: second.intent,
          lock: second.lock,
          plan: second.plan,
          now: NOW,
        });
        const facts = factsOfSnapshot(snapshot);
        const expected = review({
          base: { ...first.plan, problems: [] },
          head: { ...second.plan, problems: [] },
          baseFacts: facts,
          headFacts: facts,
          identity: null,
          intent: second.intent,
          tree: buildTree(snapshot),
          locked: second.lock.targets,
          problems: [],
          assumed: [],
          now: NOW,
        });
        expect(found.problems).toEqual([]);
        expect(effect(found.review!)).toEqual(effect(expected));
      },
    ),
    { numRuns: 8 },
  );
});
