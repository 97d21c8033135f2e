import { readFileSync, writeFileSync } from "node:fs";
import { planChains } from "../../src/chain/plan-chains";
import { compare, compareChains } from "../../src/compare/compare";
import { type PlanView, parsePlan } from "../../src/plan/plan-file";
import { EXAMPLE_NOW, exampleWorkspace } from "../support/command";

const SANDBOXES = ["200000015554", "200000016665", "200000017776", "200000018887", "200000019998"];

/** The example's plan, with organization.yaml changed first. */
async function planned(change: (yaml: string) => string = (yaml) => yaml): Promise<PlanView> {
  const workspace = exampleWorkspace();
  try {
    const file = workspace.path("organization.yaml");
    writeFileSync(file, change(readFileSync(file, "utf8")));
    const { stdout } = await workspace.run("plan", "--json");
    return parsePlan(stdout, "plan").plan!;
  } finally {
    workspace.remove();
  }
}

let before: PlanView;
let after: PlanView;
beforeAll(async () => {
  before = await planned();
  after = await planned((yaml) => yaml.replace("redshift, sagemaker, outposts", "redshift, sagemaker"));
});

it("finds nothing between a plan and itself", () => {
  expect(compare(before, before)).toMatchObject({ equal: true, assumed: [], undecided: [] });
});

it("says which accounts of which unit, by which guardrail", () => {
  const found = compare(before, after, { now: EXAMPLE_NOW });
  expect(found.newlyDenied).toEqual([]);
  expect(found.newlyAllowed[0]).toMatchObject({
    type: "scp",
    accounts: SANDBOXES,
    decidedBy: {
      target: "ou-exam-snd10000",
      policy: "deny-services",
      sid: "DenyServices",
      guardrail: "deny-services",
    },
  });
  for (const { actions, accounts } of found.newlyAllowed) {
    expect(accounts).toEqual(SANDBOXES);
    for (const action of actions) expect(action).toMatch(/^outposts:/);
  }
});

it("says of each account what comparing it alone says", () => {
  const changed = {
    ...after,
    policies: after.policies.filter(({ key }) => !key.startsWith("restrict-regions")),
  };
  const found = compare(before, changed, { now: EXAMPLE_NOW });
  const [old, now] = [planChains(before), planChains(changed)];
  // One account for each kind of place: excepted, beside it, in a unit of its own, untouched.
  for (const account of ["200000027775", "200000022220", SANDBOXES[0]!, "200000011110"].filter((id) =>
    old.node(id),
  )) {
    const alone = compareChains(old.chain(account, "SCP"), now.chain(account, "SCP"), {
      account,
      organization: before.organization.id,
      organizationPath: old.organizationPath(account),
      now: EXAMPLE_NOW,
    });
    const actionsIn = (entries: typeof found.newlyAllowed) =>
      entries
        .filter(({ accounts }) => accounts === undefined || accounts.includes(account))
        .flatMap(({ actions, undocumented }) => (undocumented ? [] : actions))
        .sort();
    expect(actionsIn(found.newlyAllowed)).toEqual(actionsIn(alone.newlyAllowed));
    expect(actionsIn(found.newlyDenied)).toEqual(actionsIn(alone.newlyDenied));
  }
});

it("never compares the management account, and says what only one side has", () => {
  const fewer = { ...after, nodes: after.nodes.filter(({ id }) => id !== SANDBOXES[0]) };
  const other = { ...fewer, organization: { ...fewer.organization, id: "o-another" } };
  const found = compare(before, other);
  expect(found.assumed).toEqual([
    expect.stringContaining("o-exampleorgid before and o-another after"),
    `account ${SANDBOXES[0]} is only in the plan before: it is not compared`,
  ]);
  const accounts = new Set(found.newlyAllowed.flatMap((entry) => entry.accounts));
  expect(accounts).not.toContain(before.organization.managementAccount);
  expect(accounts).not.toContain(SANDBOXES[0]);
});

it("takes a type that is not in use for one that lets everything pass", () => {
  const rcp = {
    ...after.policies.find(({ managed }) => managed)!,
    key: "perimeter",
    name: "perimeter",
    type: "RESOURCE_CONTROL_POLICY",
    statements: [{ sid: "Perimeter", guardrail: "perimeter" }],
    content: {
      Version: "2012-10-17",
      Statement: [
        { Sid: "Perimeter", Effect: "Deny", Principal: "*", Action: "sqs:SendMessage", Resource: "*" },
      ],
    },
    targets: [{ id: "ou-exam-snd10000", path: "Sandbox" }],
  };
  const found = compare(after, { ...after, policies: [...after.policies, rcp] });
  expect(found.assumed).toEqual([
    expect.stringContaining("no RCP of the plan before allows anything"),
    expect.stringContaining("no RCP of the plan after allows anything"),
  ]);
  expect(found.newlyDenied).toMatchObject([
    { type: "rcp", actions: ["sqs:SendMessage"], accounts: SANDBOXES, decidedBy: { guardrail: "perimeter" } },
  ]);
});
