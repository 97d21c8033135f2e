import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actionInfo } from "../../src/aws-data/actions";
import { READ_CALLS } from "../../src/aws-data/read-calls";

const documented = readFileSync(join(__dirname, "../../docs/permissions.md"), "utf8");
const policies = [...documented.matchAll(/```json\n([^`]*)```/g)].map(
  ([, text]) => JSON.parse(text!) as { Statement: { Action: string | string[] }[] },
);
const needed = Object.entries(READ_CALLS).flatMap(([action, { free }]) => (free === true ? [] : [action]));

test("the documented policy allows just the calls that are made", () => {
  const allowed = policies[0]!.Statement.flatMap(({ Action }) => Action);
  expect([...allowed].sort()).toEqual([...needed].sort());
});

test("a delegated administrator is delegated every call to Organizations, and no other", () => {
  const delegated = policies[1]!.Statement.flatMap(({ Action }) => Action);
  expect([...delegated].sort()).toEqual(
    needed.filter((action) => action.startsWith("organizations:")).sort(),
  );
});

test.each(needed)("%s is an action of AWS's, and only reads", (action) => {
  expect(["List", "Read"]).toContain(actionInfo(action)?.accessLevel);
});

test("every part of the snapshot that an action tells is said", () => {
  for (const action of needed) expect(documented).toContain(`| \`${action}\` |`);
});
