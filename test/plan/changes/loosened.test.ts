import { loosened } from "../../../src/plan/changes/loosened";
import type { UnmanagedPolicy } from "../../../src/plan/changes/types";
import type { Statement } from "../../../src/policy/document";
import { deny, document, PARENTS, type PolicyRow, SCP, state } from "./support";

type Rows = Readonly<Record<string, PolicyRow>>;

const s3 = deny("s3:*");
const inRegions = (...regions: string[]): Statement => ({
  ...s3,
  Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
});

function targets(before: Rows, after: Rows, unmanaged: readonly UnmanagedPolicy[] = []) {
  return loosened(state(before), state(after), unmanaged, PARENTS);
}

const other = (statement: Statement, ...at: string[]): UnmanagedPolicy => ({
  id: "p-other",
  type: SCP,
  text: document([statement]),
  targets: new Set(at),
});

it.each<[string, Rows, Rows, readonly string[]]>([
  ["nothing changes", { a: { says: [s3], at: ["U"] } }, { a: { says: [s3], at: ["U"] } }, []],
  [
    "a target is left",
    { a: { says: [s3], at: ["U", "V", "4"] } },
    { a: { says: [s3], at: ["V"] } },
    ["4", "U"],
  ],
  ["a policy goes", { a: { says: [s3], at: ["U"] } }, {}, ["U"]],
  [
    "a statement goes",
    { a: { says: [s3, deny("ec2:*")], at: ["U"] } },
    { a: { says: [s3], at: ["U"] } },
    ["U"],
  ],
  [
    "a statement moves to another policy",
    { a: { says: [s3], at: ["U"] } },
    { b: { says: [s3], at: ["U"] } },
    [],
  ],
  ["a statement moves up", { a: { says: [s3], at: ["1"] } }, { b: { says: [s3], at: ["R"] } }, []],
  ["a statement moves down", { a: { says: [s3], at: ["U"] } }, { a: { says: [s3], at: ["1", "2"] } }, ["U"]],
  ["actions grow", { a: { says: [deny("s3:Get*")], at: ["U"] } }, { a: { says: [s3], at: ["U"] } }, []],
  ["actions shrink", { a: { says: [s3], at: ["U"] } }, { a: { says: [deny("s3:Get*")], at: ["U"] } }, ["U"]],
  [
    "a condition comes",
    { a: { says: [s3], at: ["U"] } },
    { a: { says: [inRegions("x")], at: ["U"] } },
    ["U"],
  ],
  ["a condition goes", { a: { says: [inRegions("x")], at: ["U"] } }, { a: { says: [s3], at: ["U"] } }, []],
  [
    "more is spared",
    { a: { says: [inRegions("x")], at: ["U"] } },
    { a: { says: [inRegions("x", "y")], at: ["U"] } },
    ["U"],
  ],
  [
    "less is spared",
    { a: { says: [inRegions("x", "y")], at: ["U"] } },
    { a: { says: [inRegions("x")], at: ["U"] } },
    [],
  ],
  ["drifted text changes", { a: { says: "{", at: ["U"] } }, { a: { says: [s3], at: ["U"] } }, ["U"]],
  ["an Allow goes", { a: { says: [{ ...s3, Effect: "Allow" }], at: ["U"] } }, {}, []],
  ["a tag policy goes", { a: { says: "{}", at: ["U"], type: "TAG_POLICY" } }, {}, []],
])("when %s", (_name, before, after, expected) => {
  expect(targets(before, after)).toEqual(expected);
});

it("counts the Denies of others, at the target or above", () => {
  const before = { a: { says: [s3], at: ["1", "3"] } };
  expect(targets(before, {}, [other(s3, "U")])).toEqual(["3"]);
});
