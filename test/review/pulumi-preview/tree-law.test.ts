import fc from "fast-check";
import type { Snapshot, SnapshotPolicy } from "../../../src/organization/snapshot";
import { buildTree } from "../../../src/organization/tree";
import { factsOfSnapshot } from "../../../src/review/facts";
import { planOfSnapshot } from "../../../src/review/live-plan";
import { parsePreview } from "../../../src/review/pulumi-preview/document";
import { reviewPreview } from "../../../src/review/pulumi-preview/review";
import { review } from "../../../src/review/review";
import type { Review } from "../../../src/review/types";
import { smallIntent, smallSnapshot } from "../../support/organizations";
import {
  type Known,
  type ProgramResource,
  previewDocument,
  reordered,
  resourceKey,
} from "../../support/pulumi-preview";
import { NOW } from "../../support/reviews";

const ACCOUNT = "aws:organizations/account:Account";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const ROOT = "r-test";
const MANAGEMENT = "111111111111";

/** Where a unit stands: at the root, or in one of the others. */
interface Shape {
  readonly prod: { readonly name: string };
  readonly dev: { readonly name: string; readonly inProd: boolean };
  /** A third unit, in Prod; null where there is none. */
  readonly third: { readonly name: string } | null;
  readonly accounts: Readonly<Record<string, { readonly name: string; readonly unit: Place }>>;
}
type Place = "root" | "prod" | "dev" | "third";

const named = fc.constantFrom("A", "B", "C");
const MEMBERS = ["222222222222", "333333333333", "444444444444"];

const shapes: fc.Arbitrary<Shape> = fc
  .record({
    prod: fc.record({ name: named }),
    dev: fc.record({ name: named, inProd: fc.boolean() }),
    third: fc.option(fc.record({ name: named })),
    places: fc.array(fc.constantFrom<Place>("root", "prod", "dev", "third"), { minLength: 3, maxLength: 3 }),
    names: fc.array(named, { minLength: 3, maxLength: 3 }),
  })
  .map(({ places, names, ...units }) => ({
    prod: { name: `prod-${units.prod.name}` },
    dev: { name: `dev-${units.dev.name}`, inProd: units.dev.inProd },
    third: units.third === null ? null : { name: `third-${units.third.name}` },
    accounts: Object.fromEntries(
      MEMBERS.map((id, at) => {
        const unit = places[at]!;
        return [
          id,
          { name: `${names[at]}-${at}`, unit: unit === "third" && units.third === null ? "prod" : unit },
        ];
      }),
    ),
  }));

/** Unit -> its id. */
type Ids = Readonly<Record<"prod" | "dev" | "third", string>>;
const FIRST: Ids = { prod: "ou-test-prod0001", dev: "ou-test-dev00001", third: "ou-test-third001" };
const fresh = (unit: string) =>
  `new:urn:pulumi:any-stack::org-guardrails::org-guardrails:index:Org$${UNIT}::${unit}`;

/** Denies at Prod, at Dev, and one more at whatever is third; AWS's own policy everywhere. */
function snapshotOf(shape: Shape, ids: Ids): Snapshot {
  const units = [
    { id: ids.prod, name: shape.prod.name, parent: ROOT },
    { id: ids.dev, name: shape.dev.name, parent: shape.dev.inProd ? ids.prod : ROOT },
    ...(shape.third === null ? [] : [{ id: ids.third, name: shape.third.name, parent: ids.prod }]),
  ];
  const placeOf = (unit: Place) => (unit === "root" ? ROOT : ids[unit]);
  const accounts = [
    ...smallSnapshot().accounts.filter(({ id }) => id === MANAGEMENT),
    ...MEMBERS.map((id) => ({
      id,
      name: shape.accounts[id]!.name,
      parent: placeOf(shape.accounts[id]!.unit),
      state: "ACTIVE",
    })),
  ];
  const [full] = smallSnapshot().policies;
  const everywhere = [ROOT, ...units.map(({ id }) => id), ...accounts.map(({ id }) => id)].sort();
  const deny = (id: string, action: string, targets: readonly string[]): SnapshotPolicy => ({
    ...full!,
    id,
    name: id,
    awsManaged: false,
    content: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "A", Effect: "Deny", Action: action, Resource: "*" }],
    }),
    targets: targets.filter((target) => everywhere.includes(target)),
  });
  return {
    ...smallSnapshot(),
    units: [...units].sort((a, b) => (a.id < b.id ? -1 : 1)),
    accounts,
    policies: [
      { ...full!, targets: everywhere },
      deny("p-prod", "sqs:DeleteQueue", [FIRST.prod]),
      // A unit that is made anew is without it.
      deny("p-dev", "sns:DeleteTopic", [FIRST.dev]),
      deny("p-shop", "s3:DeleteBucket", ["222222222222"]),
    ],
  };
}

function resourcesOf(shape: Shape): readonly ProgramResource[] {
  const placed = (type: string, name: string, called: string, unit: Place): ProgramResource => ({
    type,
    name,
    inputs: { name: called, ...(unit === "root" ? { parentId: ROOT } : {}) },
    refs: unit === "root" ? {} : { parentId: `${UNIT}::${unit}` },
    forceNew: type === UNIT ? ["parentId"] : ["email"],
  });
  return [
    placed(UNIT, "prod", shape.prod.name, "root"),
    placed(UNIT, "dev", shape.dev.name, shape.dev.inProd ? "prod" : "root"),
    ...(shape.third === null ? [] : [placed(UNIT, "third", shape.third.name, "prod")]),
    ...MEMBERS.map((id) => placed(ACCOUNT, id, shape.accounts[id]!.name, shape.accounts[id]!.unit)),
  ];
}

const known: Known = new Map([
  ...Object.entries(FIRST).map(
    ([name, id]) => [resourceKey({ type: UNIT, name }), { id, value: id }] as const,
  ),
  ...MEMBERS.map((id) => [resourceKey({ type: ACCOUNT, name: id }), { id, value: id }] as const),
]);

const effect = ({ groups, lockout, snapshotChanged, blocked }: Review) => ({
  groups,
  lockout,
  snapshotChanged,
  blocked,
});

test("a preview of another tree says what the two trees say, whatever the order of its steps", () => {
  let moves = 0;
  fc.assert(
    fc.property(
      shapes,
      shapes,
      fc.record({ sames: fc.boolean(), replacements: fc.boolean() }),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (one, other, options, order) => {
        const before = snapshotOf(one, FIRST);
        const after = snapshotOf(other, {
          prod: FIRST.prod,
          dev: one.dev.inProd === other.dev.inProd ? FIRST.dev : fresh("dev"),
          third: one.third === null ? fresh("third") : FIRST.third,
        });
        const document = previewDocument(resourcesOf(one), resourcesOf(other), known, {
          ...options,
          component: "Org",
        });
        const steps = reordered(document.steps, order);
        const { preview, problems } = parsePreview(JSON.stringify({ ...document, steps }), "preview.json");
        expect(problems).toEqual([]);
        const intent = smallIntent({});
        const found = reviewPreview({
          preview: preview!,
          snapshot: before,
          intent,
          lock: null,
          plan: null,
          now: NOW,
        });
        const expected = review({
          base: planOfSnapshot(before, null, []),
          head: planOfSnapshot(after, null, []),
          baseFacts: factsOfSnapshot(before),
          headFacts: { ...factsOfSnapshot(before), nodes: buildTree(after).nodes },
          identity: null,
          assumed: [],
          intent,
          tree: buildTree(after),
          locked: {},
          problems: [],
          now: NOW,
        });
        expect(found.problems).toEqual([]);
        expect(effect(found.review!)).toEqual(effect(expected));
        if ((expected.snapshotChanged ?? []).some(({ kind }) => kind === "account-moved")) moves++;
      },
    ),
    { numRuns: 40 },
  );
  expect(moves).toBeGreaterThan(5);
});
