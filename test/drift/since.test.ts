import { parseLastRun, sinceLast } from "../../src/drift/since";
import type { Drift } from "../../src/drift/types";
import { deployedState, driftOf, withPolicyChanged } from "../support/drift";

const state = deployedState();
const USERS = "guardrail-deny-iam-user-creation";
const LEAVE = "guardrail-deny-leave-organization";
const without = (name: string, facts = state.facts) =>
  withPolicyChanged(facts, name, (policy) => ({ ...policy, targets: [] }));
const found = (facts = state.facts) => driftOf(state, facts);
const last = (run: Drift) => {
  const read = parseLastRun(JSON.stringify(run), "last.json");
  expect(read.problems).toEqual([]);
  return read.last!;
};
const kinds = ({ rows }: Drift) => rows.map(({ kind, name }) => `${kind} ${name}`);

test("what persists is counted, what is new is shown, what was mended is named", () => {
  const one = found(without(USERS));
  const both = sinceLast(found(without(LEAVE, without(USERS))), last(one));
  expect(kinds(both)).toEqual([`attachment-missing ${LEAVE}`]);
  expect(both.persisting.map(({ name }) => name)).toEqual([USERS]);
  const mended = sinceLast(found(without(LEAVE)), last(both));
  expect(kinds(mended)).toEqual([]);
  expect(mended.mended).toEqual(one.rows.map(({ id }) => id));
  expect(sinceLast(found(without(LEAVE)), last(mended)).rows).toEqual([]);
});

test("the same row is new again when something else is found, or on more accounts", () => {
  const text = (Action: string) =>
    withPolicyChanged(state.facts, USERS, (policy) => ({
      ...policy,
      content: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Deny", Action, Resource: "*" }],
      }),
    }));
  const first = found(text("sqs:*"));
  expect(sinceLast(found(text("sqs:*")), last(first)).rows).toEqual([]);
  expect(kinds(sinceLast(found(text("sns:*")), last(first)))).toEqual([`policy-text ${USERS}`]);
  const known = last(first);
  const fewer = { ...known, rows: known.rows.map((row) => ({ ...row, accounts: row.accounts.slice(1) })) };
  expect(sinceLast(first, fewer).rows).toHaveLength(1);
  const milder = { ...known, rows: known.rows.map((row) => ({ ...row, effect: "none" as const })) };
  expect(sinceLast(first, milder).rows).toHaveLength(1);
});

test("a unit that is renamed makes nothing else new", () => {
  const moved = {
    ...without(USERS),
    accounts: state.facts.accounts.map((one) =>
      one.name === "lab" ? { ...one, parent: "ou-test-prod0001" } : one,
    ),
  };
  const renamed = {
    ...moved,
    units: moved.units.map((unit) => (unit.name === "Prod" ? { ...unit, name: "Production" } : unit)),
  };
  expect(kinds(sinceLast(found(renamed), last(found(moved))))).toEqual(["unit-renamed Production"]);
});

test.each([
  ["", "drift-not-json"],
  ["{}", "drift-invalid"],
  ["null", "drift-invalid"],
  ['{"formatVersion":99}', "drift-too-new"],
  ['{"formatVersion":1,"organization":{"id":"o"},"rows":[{"id":1}],"persisting":[]}', "drift-invalid"],
  ['{"formatVersion":1,"problems":[]}', "drift-invalid"],
])("a file that is no earlier run is refused: %s", (content, code) => {
  const { last: nothing, problems } = parseLastRun(content, "last.json");
  expect(nothing).toBeNull();
  expect(problems[0]).toMatchObject({ code, severity: "error" });
});
