import fc from "fast-check";
import { z } from "zod";
import { CONTROLS, type ControlId } from "../../src/aws-data/controls";
import { type AnyGuardrail, guardrail, managementGuardrail } from "../../src/catalogue/guardrail";
import { type ControlCoverage, coverage } from "../../src/coverage/coverage";
import type { PlanView } from "../../src/plan/plan-file";
import type { PlannedPolicy } from "../../src/plan/types";

const [MANAGEMENT, SHOP, PAY, LAB, GONE] = ["111", "222", "333", "444", "555"];

const described = (id: string, references: readonly ControlId[]) => ({
  id,
  theme: "root" as const,
  title: id,
  rationale: id,
  references,
  parameters: z.strictObject({}),
});
const scp = (id: string, ...references: ControlId[]): AnyGuardrail =>
  guardrail({
    ...described(id, references),
    type: "SERVICE_CONTROL_POLICY",
    statements: () => [],
    requests: () => ({ denied: [], allowed: [] }),
  });
const tags = (id: string, ...references: ControlId[]): AnyGuardrail =>
  managementGuardrail({
    ...described(id, references),
    type: "TAG_POLICY",
    content: () => ({}),
    effects: () => [],
  });

const nodes: PlanView["nodes"] = [
  { id: "r", parent: null, path: "Root", name: "Root", kind: "root" },
  { id: MANAGEMENT!, parent: "r", path: "management", name: "management", kind: "account", state: "ACTIVE" },
  { id: "prod", parent: "r", path: "Prod", name: "Prod", kind: "unit" },
  { id: SHOP!, parent: "prod", path: "Prod/shop", name: "shop", kind: "account", state: "ACTIVE" },
  { id: PAY!, parent: "prod", path: "Prod/pay", name: "pay", kind: "account", state: "ACTIVE" },
  { id: LAB!, parent: "r", path: "lab", name: "lab", kind: "account", state: "ACTIVE" },
  { id: GONE!, parent: "r", path: "gone", name: "gone", kind: "account", state: "SUSPENDED" },
];

/** A plan in which guardrails hold at targets. */
function planOf(
  uses: readonly (readonly [guardrail: AnyGuardrail, ...targets: string[]])[],
  exceptions: PlanView["exceptions"] = [],
): PlanView {
  return {
    organization: { id: "o-test", managementAccount: MANAGEMENT! },
    nodes,
    policies: uses.map(
      ([{ id, type }, ...targets]): PlannedPolicy => ({
        key: `key-${id}`,
        name: id,
        description: "",
        type,
        managed: true,
        characters: 0,
        guardrails: [id],
        statements: [],
        content: {},
        targets: targets.map((target) => ({ id: target, path: target })),
      }),
    ),
    exceptions,
    problems: [],
  };
}

const find = (controls: readonly ControlCoverage[], id: ControlId) =>
  controls.find(({ control }) => control === id)!;

test("a control is covered, in part, not in use or not in the catalogue", () => {
  const [all, some, idle] = [scp("deny-all", "IAM.4"), scp("deny-some", "IAM.5"), scp("deny-idle", "IAM.3")];
  const found = coverage(
    planOf([
      [all, "r"],
      [some, "prod"],
    ]),
    [all, some, idle],
  );
  expect([found.accounts, found.managementAccount]).toEqual([3, MANAGEMENT]);
  const status = (id: ControlId) => {
    const { status: is, covered, lacking } = find(found.controls, id);
    return [is, covered, lacking.flatMap((index) => found.classes[index]!.accounts)];
  };
  expect(status("IAM.4")).toEqual(["covered", 3, []]);
  expect(status("IAM.5")).toEqual(["partial", 2, [LAB]]);
  expect(status("IAM.3")).toEqual(["unused", 0, [SHOP, PAY, LAB]]);
  expect(status("EC2.13")).toEqual(["none", 0, [SHOP, PAY, LAB]]);
  expect(find(found.controls, "EC2.13").otherwise).toBe("detection");
  expect(found.controls.map(({ control }) => control)).toEqual(CONTROLS.map(({ id }) => id));
});

test("two guardrails of one control add up, and exceptions are named", () => {
  const [one, two] = [scp("deny-one", "IAM.4"), scp("deny-two", "IAM.4")];
  const exception = {
    guardrail: "deny-one",
    accounts: [PAY!, GONE!],
    principals: [],
    owner: "",
    reason: "",
    expires: "2030-01-01T00:00:00Z",
    selfEnding: true,
    characters: 0,
  };
  const { controls } = coverage(
    planOf(
      [
        [one, "prod"],
        [two, LAB!],
      ],
      [exception, exception],
    ),
    [one, two],
  );
  expect(find(controls, "IAM.4")).toMatchObject({
    status: "covered",
    covered: 3,
    guardrails: [
      { guardrail: "deny-one", accounts: 2, excepted: [PAY] },
      { guardrail: "deny-two", accounts: 1, excepted: [] },
    ],
  });
});

test("the management account is looked at when asked for: policies that accounts inherit hold there, SCPs do not", () => {
  const [bound, free] = [tags("require-tags", "IAM.4"), scp("deny-all", "IAM.5")];
  const plan = planOf([
    [bound, "r"],
    [free, "r"],
  ]);
  const { accounts, controls } = coverage(plan, [bound, free], MANAGEMENT);
  expect(accounts).toBe(1);
  expect([find(controls, "IAM.4").status, find(controls, "IAM.5").status]).toEqual(["covered", "unused"]);
  expect(find(coverage(plan, [bound, free], SHOP).controls, "IAM.5").status).toBe("covered");
});

test("agrees with asking each account for itself", () => {
  const some: readonly ControlId[] = ["IAM.3", "IAM.4", "IAM.5"];
  const guardrails = ["a", "b", "c"].map((name) =>
    fc.subarray([...some]).map((ids) => scp(`deny-${name}`, ...ids)),
  );
  const targets = fc.subarray(["r", "prod", SHOP!, PAY!, LAB!]);
  fc.assert(
    fc.property(fc.tuple(...guardrails), fc.tuple(targets, targets, targets), (all, places) => {
      const plan = planOf(all.map((each, at) => [each, ...places[at]!] as const));
      const found = coverage(plan, all);
      const holds = (account: string, at: number) =>
        places[at]!.some((place) => [account, "r", ...(account === LAB ? [] : ["prod"])].includes(place));
      for (const id of some) {
        const able = [0, 1, 2].filter((at) => all[at]!.references.includes(id));
        const lacking = [SHOP!, PAY!, LAB!].filter((account) => !able.some((at) => holds(account, at)));
        const control = find(found.controls, id);
        expect(control.lacking.flatMap((index) => found.classes[index]!.accounts).sort()).toEqual(lacking);
        expect(control.covered).toBe(3 - lacking.length);
        expect(control.guardrails.map(({ accounts }) => accounts)).toEqual(
          able.map((at) => [SHOP!, PAY!, LAB!].filter((account) => holds(account, at)).length),
        );
      }
    }),
  );
});

test("fifty thousand accounts are a handful of classes", () => {
  const all = Array.from({ length: 60 }, (_, at) => scp(`deny-${at}`, CONTROLS[at * 3]!.id));
  const units = Array.from({ length: 500 }, (_, at) => `ou-${at}`);
  const large: PlanView = {
    ...planOf(all.map((each, at) => [each, at % 3 === 0 ? "r" : `ou-${at}`] as const)),
    nodes: [
      nodes[0]!,
      ...units.map((id) => ({ id, parent: "r", path: id, name: id, kind: "unit" as const })),
      ...Array.from({ length: 50_000 }, (_, at) => ({
        id: `account-${at}`,
        parent: units[at % units.length]!,
        path: String(at),
        name: String(at),
        kind: "account" as const,
        state: "ACTIVE",
      })),
    ],
  };
  const start = performance.now();
  const found = coverage(large, all);
  expect(found.accounts).toBe(50_000);
  expect(found.classes.length).toBe(41);
  // Far under a second where nothing else runs.
  expect(performance.now() - start).toBeLessThan(3000);
  expect(JSON.stringify(found).length).toBeLessThan(2_000_000);
});
