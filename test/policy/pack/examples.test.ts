import { pack } from "../../../src/policy/pack";
import type { Packing, StatementItem } from "../../../src/policy/pack/types";
import { inputOf, item, lockOf, type Setting } from "../../support/packing";

const ROOMY: Setting = { attached: 10, characters: 10_240 };

const packNodes = (nodes: Readonly<Record<string, readonly StatementItem[]>>, setting: Setting = ROOMY) =>
  pack(inputOf(new Map(Object.entries(nodes)), setting));

const lengthOf = (...items: StatementItem[]) =>
  packNodes({ n1: items }, { ...ROOMY, attached: 2 }).policies[0]!.text.length;

/** "key: items @ targets", one line a policy. */
const lines = ({ policies }: Packing) =>
  policies.map(
    ({ key, items, targets }) => `${key}: ${items.map(({ id }) => id).join(" ")} @ ${targets.join(" ")}`,
  );

const moves = (packing: Packing) =>
  packing.moves.map(({ node, item, from, to }) => `${node} ${item}: ${from} to ${to}`);

/** Items of one theme each: the first letter decides. */
const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => item(id)) as [
  StatementItem,
  StatementItem,
  StatementItem,
  StatementItem,
];

describe("a first packing", () => {
  it("gives each guardrail a policy with its name, which all its targets share", () => {
    const packing = packNodes({ n1: [a, item("a/ended")], n2: [a, b] });
    expect(lines(packing)).toEqual(["a: a @ n1 n2", "a-ended: a/ended @ n1", "b: b @ n2"]);
    expect(packing.policies[0]!.name).toBe("guardrail-a");
    expect(packing.policies[0]!.statements).toEqual([{ sid: "A", guardrail: "a" }]);
  });

  it("makes no policy of an item without statements", () => {
    expect(lines(packNodes({ n1: [{ ...a, statements: [] }, b] }))).toEqual(["b: b @ n1"]);
  });

  it("bundles whole themes where slots are short, and only there", () => {
    const packing = packNodes({ n1: [a, b, c, d], n2: [a] }, { ...ROOMY, attached: 4 });
    expect(lines(packing)).toEqual(["a: a @ n2", "b: b @ n1", "c: c @ n1", `${a.theme}: a d @ n1`].sort());
  });

  it("bundles across themes when themes are not enough", () => {
    expect(lines(packNodes({ n1: [a, b, c, d] }, { ...ROOMY, attached: 2 }))).toEqual([
      "guardrails: a b c d @ n1",
    ]);
  });

  it("finds a division that only an exact search finds", () => {
    // The themes do not fit together, and the two shortest together leave a third policy over.
    const wanted = [item("a", 9), item("b", 7), item("c", 5), item("d", 7)];
    const lengths = wanted.map((one) => packNodes({ n1: [one] }).policies[0]!.text.length);
    const [longest, middle, shortest, other] = lengths as [number, number, number, number];
    expect(longest + shortest).toBe(middle + other);
    const characters = longest + shortest - 39 + 1;
    const packing = packNodes(
      { n1: wanted.map(apart) },
      { attached: 3, characters: characters + 2 * NOT_MERGED },
    );
    expect(packing.unfit).toEqual([]);
    expect(lines(packing)).toEqual(["guardrails: a c @ n1", "guardrails-2: b d @ n1"]);
  });

  it("uses no key that somebody has or had, and cuts a long one", () => {
    const long = item("x".repeat(200));
    const packing = packNodes({ n1: [a, long], n2: [item("a", 2)] }, { ...ROOMY, usedKeys: ["a", "a-3"] });
    const keys = packing.policies.map(({ key }) => key);
    expect(keys.slice(0, 2)).toEqual(["a-2", "a-4"]);
    expect(packing.policies[2]!.name).toHaveLength(128);
  });
});

/** A Resource of its own keeps an item's statement from merging with others. */
const NOT_MERGED = 6;
const apart = (one: StatementItem): StatementItem => ({
  ...one,
  statements: one.statements.map((statement) => ({ ...statement, Resource: `only-${one.id}` })),
});

describe("merging statements", () => {
  const five = ["a", "b", "c", "d", "e"].map((id) => item(id, 3));
  const tight: Setting = { attached: 2, characters: 420 };

  it("happens where a target would not fit otherwise, with the origin of each action", () => {
    const [policy] = packNodes({ n1: five }, tight).policies;
    expect(policy!.merged).toBe(true);
    expect(JSON.parse(policy!.text).Statement).toHaveLength(1);
    expect(policy!.statements).toHaveLength(5);
    expect(policy!.statements[1]).toEqual({
      sid: "A",
      guardrail: "b",
      actions: ["svc:Bof3n0", "svc:Bof3n1", "svc:Bof3n2"],
    });
  });

  it("stays once it is in the lock", () => {
    const locked = lockOf(packNodes({ n1: five }, tight));
    expect(packNodes({ n1: five.slice(1) }, { ...ROOMY, locked }).policies[0]!.merged).toBe(true);
  });
});

describe("over a lock", () => {
  const over = (before: Packing, setting: Setting = ROOMY): Setting => ({
    ...setting,
    locked: lockOf(before),
  });

  it("gives a policy only to the target that gained a guardrail", () => {
    const tight = { ...ROOMY, attached: 3 };
    const before = packNodes({ n1: [a, b, c], n2: [a, b, c] }, tight);
    const after = packNodes({ n1: [a, b, c, d], n2: [a, b, c] }, over(before));
    expect(lines(after)).toEqual([...lines(before), "d: d @ n1"].sort());
    expect(after.moves).toEqual([]);
  });

  it("changes the text, not the policy, when all its targets have new parameters", () => {
    const before = packNodes({ n1: [a], n2: [a] });
    const after = packNodes({ n1: [item("a", 2)], n2: [item("a", 2)] }, over(before));
    expect(lines(after)).toEqual(["a: a @ n1 n2"]);
    expect(after.policies[0]!.text).not.toBe(before.policies[0]!.text);
  });

  it("leaves the policy with the larger side when the targets want different things of it", () => {
    const tight = { ...ROOMY, attached: 2 };
    const before = packNodes({ n1: [a, b], n2: [a, b], n3: [a, b] }, tight);
    const after = packNodes({ n1: [a, b], n2: [a], n3: [a, b] }, over(before, tight));
    expect(lines(after)).toEqual(["a: a @ n2", "guardrails: a b @ n1 n3"]);
    expect(moves(after)).toEqual(["n2 a: guardrails to a"]);
    expect(after.moves[0]!.reason).toBe(
      "path of n2 no longer wants the same as the other targets of guardrails",
    );
  });

  it("lets new guardrails into policies where no slot is left, though the first choice leads nowhere", () => {
    // "c" would go to "a" first, where only "e" leaves it room elsewhere.
    const [small, large] = [apart(item("a", 6)), apart(item("b", 10))];
    const [little, much] = [apart(item("c", 1)), apart(item("e", 20))];
    const tight = { attached: 3, characters: lengthOf(small, much) };
    const before = packNodes({ n1: [small, large] }, tight);
    const after = packNodes({ n1: [small, large, little, much] }, over(before, tight));
    expect(after.moves).toEqual([]);
    expect(lines(after)).toEqual(["a: a e @ n1", "b: b c @ n1"]);
  });

  it("chooses for all targets of a shared policy together", () => {
    // Left to itself, n1 would put "e" into its own "b", and "c" into the shared "a": n2 has room for "c" only.
    const [shared, own, full] = [apart(item("a", 5)), apart(item("b", 5)), apart(item("d", 15))];
    const [little, much] = [apart(item("c", 1)), apart(item("e", 15))];
    const tight = { attached: 3, characters: lengthOf(shared, much) + 20 };
    const before = packNodes({ n1: [shared, own], n2: [shared, full] }, tight);
    const wanted = { n1: [shared, own, little, much], n2: [shared, full, little, much] };
    const after = packNodes(wanted, over(before, tight));
    expect(after.moves).toEqual([]);
    expect(lines(after)).toEqual(["a: a e @ n1 n2", "b: b c @ n1", "d: c d @ n2"]);
  });

  it("does not count as moved what a policy took in and parted with at once", () => {
    const [shared, newcomer, odd] = [apart(item("a", 2)), apart(item("x", 2)), apart(item("y", 2))];
    const full = ["b", "d", "e"].map((id) => apart(item(id, 5)));
    const tight = { attached: 3, characters: lengthOf(...full) };
    const others = { taken: { n1: 1 } };
    const before = packNodes({ n1: [shared], n2: full }, { ...tight, ...others, attached: 2, taken: {} });
    const joined = packNodes({ n1: [shared], n2: [shared, ...full] }, over(before, tight));
    const wanted = { n1: [shared, newcomer], n2: [shared, ...full, newcomer, odd] };
    const after = packNodes(wanted, { ...over(joined, tight), ...others });
    expect(lines(after)).toEqual(["a: a x @ n1", "guardrails: b d e @ n2", "guardrails-2: a x y @ n2"]);
    expect(moves(after)).toEqual(["n2 a: a to guardrails-2"]);
  });

  it("gives no new target a policy that must wait until another has what it gives away", () => {
    const before = packNodes({ n1: [a, b], n2: [a, b] }, { ...ROOMY, attached: 2 });
    const after = packNodes({ n1: [a], n2: [b], n3: [a] }, over(before));
    expect(lines(after)).toEqual(["a: a @ n3", "b: b @ n2", "guardrails: a @ n1"]);
  });

  it("moves as little as will do where policies of others take the slots", () => {
    const before = packNodes({ n1: [a, b, c], n2: [a, b, c] });
    const after = packNodes({ n1: [a, b, c], n2: [a, b, c] }, { ...over(before), taken: { n2: 7 } });
    expect(lines(after)).toEqual(["a: a @ n1", "b: b @ n1", "c: c @ n1 n2", "guardrails: a b @ n2"]);
    expect(after.moves.map(({ reason }) => reason)).toEqual(
      Array(2).fill("path of n2 has only 2 slots left for policies of ours"),
    );
  });

  it("gives a newcomer the bundles that its neighbours have", () => {
    const tight = { ...ROOMY, attached: 3 };
    const before = packNodes({ n1: [b, c] }, { ...ROOMY, attached: 2 });
    const after = packNodes({ n1: [b, c], n2: [a, b, c] }, over(before, tight));
    expect(lines(after)).toEqual(["a: a @ n2", "guardrails: b c @ n1 n2"]);
  });

  it("keeps the key of a guardrail that only goes elsewhere", () => {
    const before = packNodes({ n1: [a] }, { ...ROOMY, usedKeys: ["a"] });
    expect(lines(packNodes({ n2: [a] }, { ...over(before), usedKeys: ["a"] }))).toEqual(["a-2: a @ n2"]);
  });

  it("splits a policy that new parameters make too long", () => {
    const tight = { attached: 2, characters: 700 };
    const before = packNodes({ n1: [apart(item("a", 5)), apart(item("b", 5))] }, tight);
    const wanted = [apart(item("a", 35)), apart(item("b", 5))];
    const after = packNodes({ n1: wanted }, over(before, { ...tight, attached: 3 }));
    expect(lines(after)).toEqual(["a: a @ n1", "guardrails: b @ n1"]);
    expect(after.moves[0]!.reason).toBe("guardrails would be longer than 700 characters");
  });

  it("packs afresh on demand, and old keys go on where that is safe", () => {
    const before = packNodes({ n1: [a, b], n2: [a, c] }, { ...ROOMY, attached: 2 });
    const kept = packNodes({ n1: [a, b], n2: [a, c] }, over(before));
    expect(lines(kept)).toEqual(["guardrails: a b @ n1", "guardrails-2: a c @ n2"]);
    const afresh = packNodes({ n1: [a, b], n2: [a, c] }, { ...over(before), repack: true });
    expect(lines(afresh)).toEqual(["a: a @ n1 n2", "guardrails: b @ n1", "guardrails-2: c @ n2"]);
    expect(moves(afresh)).toEqual(["n1 a: guardrails to a", "n2 a: guardrails-2 to a"]);
  });
});

describe("what does not fit", () => {
  it("is named with its excess, and everything else is packed", () => {
    const tight = { attached: 2, characters: 300 };
    const packing = packNodes(
      { n1: [a, item("b", 40)], n2: [apart(item("c", 9)), apart(item("d", 9)), a] },
      tight,
    );
    const long = packNodes({ n1: [item("b", 40)] }).policies[0]!.text.length;
    expect(packing.unfit).toEqual([
      { node: "n1", kind: "characters", excess: long - 300, items: ["b"] },
      { node: "n2", kind: "slots", excess: 1, items: ["a", "c", "d"] },
    ]);
    expect(lines(packing)).toEqual(["a: a @ n1"]);
  });

  it("leaves what the lock holds in its place", () => {
    const tight = { attached: 2, characters: 300 };
    const locked = lockOf(packNodes({ n1: [apart(item("c", 9))] }, tight));
    const packing = packNodes({ n1: [apart(item("c", 9)), apart(item("d", 9))] }, { ...tight, locked });
    expect(lines(packing)).toEqual(["c: c @ n1"]);
    expect(packing.unfit).toEqual([{ node: "n1", kind: "slots", excess: 1, items: ["d"] }]);
  });

  it("counts the slots that others took beyond the limit", () => {
    const packing = packNodes({ n1: [a] }, { ...ROOMY, taken: { n1: 10 } });
    expect(packing.unfit).toEqual([{ node: "n1", kind: "slots", excess: 2, items: ["a"] }]);
  });

  it("takes policies off a target that has fewer slots than before, rather than be over the limit", () => {
    const wanted = { n1: [apart(item("c", 9)), apart(item("d", 9))] };
    const locked = lockOf(packNodes(wanted, { attached: 3, characters: 300 }));
    const packing = packNodes(wanted, { attached: 3, characters: 300, locked, taken: { n1: 1 } });
    expect(lines(packing)).toEqual(["c: c @ n1"]);
    expect(packing.unfit).toEqual([{ node: "n1", kind: "slots", excess: 1, items: ["d"] }]);
  });

  it("is never what the lock shows to fit, though a search from nothing would give up", () => {
    // Six policies that are full to the last character, but one that has room for one short item.
    const last = padded("z", 0);
    const room = lengthOf(padded("y", 0), last) - lengthOf(padded("y", 0));
    const policies = [0, 0, 0, 0, 0, room].map((less, policy) => fullPolicy(policy, 4_000 - less));
    const locked = policies.map((items, index) => ({
      key: `full-${index}`,
      type: "SERVICE_CONTROL_POLICY" as const,
      name: `guardrail-full-${index}`,
      items: items.map(({ id }) => id),
      merged: false,
      targets: ["n1"],
    }));
    const setting = { attached: 7, characters: 4_000 };
    const wanted = { n1: [...policies.flat(), last] };
    expect(packNodes(wanted, setting).unfit).toHaveLength(1);
    const packing = packNodes(wanted, { ...setting, locked });
    expect(packing.unfit).toEqual([]);
    expect(packing.moves).toEqual([]);
  });
});

/** Items of uneven lengths that fill a policy to the last character. */
function fullPolicy(policy: number, characters: number): StatementItem[] {
  const items = [0, 1, 2, 3].map((index) =>
    padded(`${index}p${policy}`, 300 + ((policy * 337 + index * 521) % 613)),
  );
  const missing = characters - lengthOf(...items, padded(`4p${policy}`, 0));
  return [...items, padded(`4p${policy}`, missing)];
}

/** An item whose Resource has so many characters more than its id. */
const padded = (id: string, length: number): StatementItem => ({
  ...item(id),
  statements: [{ Sid: id, Effect: "Deny", Action: "s3:*", Resource: id + "x".repeat(length) }],
});
