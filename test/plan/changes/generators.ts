import fc from "fast-check";
import type { AccessRequest } from "../../../src/evaluate/request";
import type { ChangesInput, UnmanagedPolicy } from "../../../src/plan/changes/types";
import type { ConditionBlock, Statement } from "../../../src/policy/document";
import { deny, document, FULL_ACCESS, limits, PARENTS, type PolicyRow, SCP, state } from "./support";

const NODES = [...PARENTS.keys()];
const REGION = "aws:RequestedRegion";

const actions: fc.Arbitrary<Partial<Statement>> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("s3:GetObject", "s3:Get*", "s3:*", "ec2:*", "*").map((Action) => ({ Action })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(["s3:*"], ["s3:Get*", "ec2:*"]).map((NotAction) => ({ NotAction })),
  },
);
const resources: fc.Arbitrary<Partial<Statement>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ Resource: "*" }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("arn:aws:s3:::a*", "arn:aws:s3:::b").map((Resource) => ({ Resource })),
  },
  { weight: 1, arbitrary: fc.constant({ NotResource: "arn:aws:s3:::a*" }) },
);
const conditions: fc.Arbitrary<ConditionBlock | undefined> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<ConditionBlock>(
      { StringEquals: { [REGION]: "x" } },
      { StringEquals: { [REGION]: ["x", "y"] } },
      { StringNotEquals: { [REGION]: "x" } },
      { StringNotEquals: { [REGION]: ["x", "y"] } },
      { StringEqualsIfExists: { [REGION]: "y" } },
      { Null: { [REGION]: "true" } },
    ),
  },
);

export function statements(effect: "Allow" | "Deny"): fc.Arbitrary<Statement> {
  return fc.tuple(actions, resources, conditions).map(([action, resource, Condition]) => ({
    Effect: effect,
    ...action,
    ...resource,
    ...(Condition && { Condition }),
  }));
}

/** Every action, near miss, resource and Region that the statements name, with absences. */
export const REQUESTS: readonly AccessRequest[] = [
  "s3:GetObject",
  "s3:PutObject",
  "ec2:RunInstances",
  "iam:GetUser",
].flatMap((action) =>
  ["arn:aws:s3:::a1", "arn:aws:s3:::b", "arn:aws:s3:::bb"].flatMap((resource) =>
    [{}, { [REGION]: "x" }, { [REGION]: "y" }, { [REGION]: "z" }].map((context) => ({
      action,
      resource,
      context,
    })),
  ),
);

const places = fc.subarray(NODES, { minLength: 0, maxLength: 3 });

/** Statements that differ in their conditions alone: one often covers another. */
const families = (effect: "Allow" | "Deny") =>
  fc
    .tuple(statements(effect), fc.array(conditions, { minLength: 2, maxLength: 3 }))
    .map(([{ Condition: _condition, ...statement }, several]): readonly Statement[] =>
      several.map((Condition) => ({ ...statement, ...(Condition && { Condition }) })),
    );

const groups = (effect: "Allow" | "Deny") =>
  fc.oneof(
    statements(effect).map((statement) => [statement]),
    families(effect),
  );

/** A pool of few statements, so that they meet, move and stand twice. */
const pools = (allow: boolean) =>
  fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: groups("Deny") },
        { weight: allow ? 4 : 0, arbitrary: groups("Allow") },
      ),
      { minLength: 3, maxLength: 5 },
    )
    .map((several) => several.flat());

const policiesFrom = (pool: readonly Statement[]): fc.Arbitrary<PolicyRow> =>
  fc.record({ says: fc.subarray([...pool], { minLength: 1, maxLength: 3 }), at: places });

const statesFrom = (pool: readonly Statement[]): fc.Arbitrary<Readonly<Record<string, PolicyRow>>> =>
  fc.dictionary(fc.constantFrom("a", "b", "c"), policiesFrom(pool), { minKeys: 1, maxKeys: 3 });

/** The after state: made anew, or with one policy or two of the state before made anew. */
const changesFrom = (pool: readonly Statement[]) =>
  statesFrom(pool).chain((before) =>
    fc.record({
      before: fc.constant(before),
      after: fc.oneof(
        statesFrom(pool),
        statesFrom(pool).map((some) => ({ ...before, ...some })),
      ),
    }),
  );

const unmanagedDenies: fc.Arbitrary<readonly UnmanagedPolicy[]> = fc
  .option(fc.record({ says: statements("Deny"), at: places }), { nil: undefined })
  .map((row) =>
    row ? [{ id: "p-other", type: SCP, text: document([row.says]), targets: new Set(row.at) }] : [],
  );

/** Changes of a small organization in which every Allow but FullAWSAccess is moot. */
export const denyChanges: fc.Arbitrary<ChangesInput> = pools(false).chain((pool) =>
  fc
    .record({ change: changesFrom(pool), others: unmanagedDenies, attached: fc.constantFrom(10, 10, 4, 3) })
    .map(({ change, others, attached }) => toInput(change, [FULL_ACCESS, ...others], attached)),
);

/** Changes in which FullAWSAccess stands at some targets only, so that our Allows decide elsewhere. */
export const allowChanges: fc.Arbitrary<ChangesInput> = pools(true).chain((pool) =>
  fc
    .record({ change: changesFrom(pool), open: fc.subarray(NODES, { minLength: 3 }) })
    .map(({ change, open }) => {
      const closed = NODES.filter((node) => !open.includes(node));
      // AWS keeps one SCP everywhere: this one allows a little.
      const little = { ...deny("s3:Get*"), Effect: "Allow" as const };
      return toInput(change, [
        { ...FULL_ACCESS, targets: new Set(open) },
        { id: "p-little", type: SCP, text: document([little]), targets: new Set(closed) },
      ]);
    }),
);

/**
 * Changes without any policy of others, so that the last SCP of a target could be detached. Root and two accounts;
 * every policy allows all and denies something.
 */
export const bareChanges: fc.Arbitrary<ChangesInput> = fc
  .record({
    before: bareStates(),
    after: bareStates(),
    attached: fc.constantFrom(2, 3, 10),
  })
  .map(({ before, after, attached }) => ({
    ...toInput({ before, after }, [], attached),
    parents: new Map([
      ["R", null],
      ["1", "R"],
      ["4", "R"],
    ]),
  }));

function bareStates(): fc.Arbitrary<Readonly<Record<string, PolicyRow>>> {
  const keys = ["a", "b", "c"];
  const holders = fc.subarray(keys, { minLength: 1, maxLength: 3 });
  const denied = fc.constantFrom("s3:*", "s3:Get*", "ec2:*");
  return fc
    .record({ R: holders, 1: holders, 4: holders, says: fc.tuple(denied, denied, denied) })
    .map(({ says, ...at }) =>
      Object.fromEntries(
        keys.map((key, index) => [
          key,
          {
            says: [{ Effect: "Allow", Action: "*", Resource: "*" } as const, deny(says[index]!)],
            at: Object.entries(at).flatMap(([node, by]) => (by.includes(key) ? [node] : [])),
          },
        ]),
      ),
    );
}

function toInput(
  {
    before,
    after,
  }: { before: Readonly<Record<string, PolicyRow>>; after: Readonly<Record<string, PolicyRow>> },
  unmanaged: readonly UnmanagedPolicy[],
  attached = 10,
): ChangesInput {
  return {
    parents: PARENTS,
    before: state(before),
    after: state(after),
    unmanaged,
    limits: (type) => ({ ...limits(type), attached }),
  };
}
