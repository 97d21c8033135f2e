import fc from "fast-check";
import { effectivePolicy } from "../../../src/inheritance/effective";
import type { JsonValue, ManagementDocument } from "../../../src/policy/management/document";
import { areDisjoint, collisionOf, unite } from "../../../src/policy/management/settings";
import { pack } from "../../../src/policy/pack";
import type { ContentItem, PackInput } from "../../../src/policy/pack/types";

const TYPE = "TAG_POLICY";
const CONTROL = "@@operators_allowed_for_child_policies";

const list = fc.subarray(["a", "b", "c"]);
const operators = fc.oneof(
  fc.record({ "@@assign": list }),
  fc.record({ "@@append": list }),
  fc.record({ "@@remove": list }),
  fc.record({ "@@assign": list, [CONTROL]: fc.constantFrom(["@@none"], ["@@append"], ["@@all"]) }),
);
const withControl = (members: fc.Arbitrary<object>) =>
  fc
    .tuple(
      members,
      fc.option(fc.constantFrom(["@@none"], ["@@assign"], ["@@append", "@@remove"]), { freq: 3 }),
    )
    .map(([drawn, control]) => (control === null ? drawn : { [CONTROL]: control, ...drawn }));
const tag = withControl(
  fc.dictionary(fc.constantFrom("tag_key", "tag_value", "enforced_for"), operators, { maxKeys: 2 }),
);
const document = withControl(
  fc.dictionary(fc.constantFrom("one", "two", "three", "four"), tag, { maxKeys: 2 }),
).map((tags) => ({ tags }) as unknown as ManagementDocument);

const level = (target: string, ...documents: readonly ManagementDocument[]) => ({
  target,
  policies: documents.map((each, index) => ({ name: `${target}${index}`, document: each })),
});
const effective = (
  above: ManagementDocument,
  here: readonly ManagementDocument[],
  below: ManagementDocument,
) => effectivePolicy(TYPE, [level("R", above), level("U", ...here), level("1", below)]).policy;

it("one policy gives an account what two disjoint ones of one target give it, whatever stands around them", () => {
  let shared = 0;
  fc.assert(
    fc.property(document, document, document, document, (above, one, other, below) => {
      fc.pre(areDisjoint(one, other));
      shared++;
      const both = effective(above, [one, other], below);
      expect(effective(above, [unite(one, other)], below)).toEqual(both);
      expect(effective(above, [unite(other, one)], below)).toEqual(both);
    }),
    { seed: 1, numRuns: 300 },
  );
  expect(shared).toBe(300);
});

function itemOf(id: string, content: ManagementDocument): ContentItem {
  return { id, guardrail: id, theme: "data", variant: JSON.stringify(content), content };
}

function inputOf(items: readonly ContentItem[], attached: number, characters = 10_000): PackInput {
  return {
    type: TYPE,
    limits: { attached, characters },
    keptFree: 1,
    wanted: new Map([["n1", items]]),
    taken: () => 0,
    locked: [],
    usedKeys: new Set(),
    repack: false,
    target: (id) => ({ id, path: id }),
  };
}

it("packs what fits so that accounts get what one policy a guardrail would give them", () => {
  let shared = 0;
  const documents = fc.array(document, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(documents, fc.integer({ min: 2, max: 4 }), document, (all, attached, below) => {
      fc.pre(
        all.every((one, index) => all.slice(0, index).every((other) => collisionOf(one, other) === null)),
      );
      const { policies, unfit } = pack(
        inputOf(
          all.map((each, index) => itemOf("abcde"[index]!, each)),
          attached,
        ),
      );
      expect(unfit.length === 0 || policies.length === 0).toBe(true);
      fc.pre(unfit.length === 0);
      expect(policies.length).toBeLessThan(attached);
      if (policies.length < all.length) shared++;
      const packed = policies.map(({ text }) => JSON.parse(text) as ManagementDocument);
      expect(effective({}, packed, below)).toEqual(effective({}, all, below));
    }),
    { seed: 1, numRuns: 300 },
  );
  expect(shared).toBeGreaterThan(20);
});

const assign = (path: readonly string[], value: JsonValue): ManagementDocument =>
  path.reduceRight<ManagementDocument>((below, name) => ({ [name]: below }), { "@@assign": value });

const image = itemOf("deny-public-images", assign(["ec2_attributes", "image", "state"], "on"));
const snapshot = itemOf("deny-public-snapshots", assign(["ec2_attributes", "snapshot", "state"], "on"));
const rival = itemOf("deny-shared-images", assign(["ec2_attributes", "image", "state"], "on"));

describe("guardrails of a management policy", () => {
  it("have a policy each while slots allow", () => {
    const { policies } = pack(inputOf([image, snapshot], 3));
    expect(policies.map(({ name }) => name)).toEqual([
      "guardrail-deny-public-images",
      "guardrail-deny-public-snapshots",
    ]);
    expect(policies[0]).toMatchObject({ merged: false, statements: [] });
  });

  it("share one when slots run out, in a text of sorted keys without white space", () => {
    const { policies } = pack(inputOf([snapshot, image], 2));
    expect(policies).toMatchObject([
      {
        key: "data",
        text: '{"ec2_attributes":{"image":{"state":{"@@assign":"on"}},"snapshot":{"state":{"@@assign":"on"}}}}',
      },
    ]);
  });

  it("do not fit when slots run out and two have a setting in common", () => {
    const { policies, unfit } = pack(inputOf([image, rival], 2));
    expect(policies).toEqual([]);
    expect(unfit).toMatchObject([{ node: "n1", kind: "slots", excess: 1 }]);
  });

  it("do not share a policy that would be too long", () => {
    expect(pack(inputOf([image, snapshot], 2, 80)).unfit).toMatchObject([{ kind: "slots", excess: 1 }]);
    expect(pack(inputOf([image], 2, 20)).unfit).toMatchObject([{ kind: "characters", excess: 36 }]);
  });

  it("leave a policy of the lock that can no longer hold both", () => {
    const first = pack(inputOf([image, snapshot], 2));
    const locked = first.policies.map(({ key, name, items, merged, targets }) => ({
      key,
      type: TYPE as "TAG_POLICY",
      name,
      items: items.map(({ id }) => id),
      merged,
      targets,
    }));
    const changed = itemOf(snapshot.id, assign(["ec2_attributes", "image", "state"], "on"));
    const { policies, moves } = pack({ ...inputOf([image, changed], 4), locked });
    expect(policies.map(({ items }) => items.map(({ id }) => id))).toEqual([
      ["deny-public-snapshots"],
      ["deny-public-images"],
    ]);
    expect(moves[0]!.reason).toBe("what it says can no longer stand in data beside the rest of it");
  });
});
