import { areDisjoint, collisionOf, settingsOf, unite } from "../../../src/policy/management/settings";

const NONE = ["@@none"];
const CONTROL = "@@operators_allowed_for_child_policies";

describe("settings", () => {
  it("are the nodes with operators, by their paths", () => {
    const document = { services: { [CONTROL]: NONE, default: { opt_out_policy: { "@@assign": "optOut" } } } };
    expect(settingsOf(document)).toEqual([
      { path: ["services"], operators: { [CONTROL]: NONE } },
      { path: ["services", "default", "opt_out_policy"], operators: { "@@assign": "optOut" } },
    ]);
  });
});

describe("two policies of one target", () => {
  const at = (operators: object) => ({ tags: { Team: { tag_value: operators } } }) as never;

  it.each([
    ["assign two values", { "@@assign": ["a"] }, { "@@assign": ["b"] }],
    ["assign one and add another", { "@@assign": ["a"] }, { "@@append": ["b"] }],
    ["add what the other removes", { "@@append": ["a"] }, { "@@remove": ["a", "b"] }],
    ["allow different operators below", { [CONTROL]: NONE }, { [CONTROL]: ["@@append"] }],
  ])("collide when they %s", (_, one, other) => {
    expect(collisionOf(at(one), at(other))).toEqual(["tags", "Team", "tag_value"]);
    expect(collisionOf(at(other), at(one))).toEqual(["tags", "Team", "tag_value"]);
  });

  it.each([
    ["assign the same", { "@@assign": ["a"] }, { "@@assign": ["a"] }],
    ["add to one list", { "@@append": ["a"] }, { "@@append": ["b"] }],
    ["add and remove different values", { "@@append": ["a"] }, { "@@remove": ["b"] }],
    [
      "agree on the operators below",
      { [CONTROL]: ["@@append", "@@remove"] },
      { [CONTROL]: ["@@remove", "@@append"] },
    ],
    ["differ in that one allows operators below", { "@@assign": ["a"] }, { [CONTROL]: NONE }],
  ])("do not collide when they %s", (_, one, other) => {
    expect(collisionOf(at(one), at(other))).toBeNull();
  });

  it("collide whatever the case of the names", () => {
    const lower = { tags: { team: { tag_value: { "@@assign": ["b"] } } } };
    expect(collisionOf(at({ "@@assign": ["a"] }), lower)).toEqual(["tags", "Team", "tag_value"]);
  });
});

describe("one policy for two", () => {
  const image = {
    ec2_attributes: { image_block_public_access: { state: { "@@assign": "block_new_sharing" } } },
  };
  const console = { ec2_attributes: { serial_console_access: { status: { "@@assign": "disabled" } } } };

  it("is had where the trees are disjoint", () => {
    expect(areDisjoint(image, console)).toBe(true);
    expect(unite(image, console)).toEqual({
      ec2_attributes: { ...image.ec2_attributes, ...console.ec2_attributes },
    });
  });

  it.each([
    ["one setting twice", image, image],
    [
      "a setting inside another",
      image,
      { ec2_attributes: { image_block_public_access: { "@@assign": "x" } } },
    ],
    ["a name in two spellings", image, { EC2_attributes: {} }],
    ["different operators for what is below", { a: { [CONTROL]: NONE } }, { a: { [CONTROL]: ["@@all"] } }],
    ["a value and a tree", { a: "text" }, { a: { b: { "@@assign": "x" } } }],
  ])("is not had of %s", (_, one, other) => {
    expect(areDisjoint(one, other)).toBe(false);
    expect(areDisjoint(other, one)).toBe(false);
  });

  it("limits what is below as the one that says so does", () => {
    const closed = { a: { [CONTROL]: NONE, b: { "@@assign": "x" } } };
    const open = { a: { c: { "@@assign": "y" } } };
    expect(areDisjoint(closed, open)).toBe(true);
    expect(unite(open, closed)).toEqual({
      a: { [CONTROL]: NONE, b: { "@@assign": "x" }, c: { "@@assign": "y" } },
    });
  });

  it("keeps a member named __proto__ a member", () => {
    const hostile = JSON.parse('{"tags":{"__proto__":{"tag_key":{"@@assign":"x"}}}}');
    expect(JSON.stringify(unite({ tags: {} }, hostile))).toBe(JSON.stringify(hostile));
  });
});
