import { actionInfo } from "../../src/aws-data/actions";
import { CUSTOM_RESOURCE_CALLS, RESOURCE_CALLS, STACK_CALLS } from "../../src/aws-data/baseline-calls";
import { OWNED_SETTINGS } from "../../src/lockdown/owners";
import { stackCallers } from "../../src/lockdown/stack-calls";
import { dutyNeeds } from "../../src/review/lockout/lockdown/duty-needs";
import { lockdownPlan } from "../support/lockdown";

const plan = lockdownPlan();

test("every call of the tables is one that AWS documents, as AWS spells it", () => {
  const actions = [
    ...Object.values(RESOURCE_CALLS).flatMap((each) => [...each.actions, ...(each.unnamed ?? [])]),
    ...STACK_CALLS,
    ...CUSTOM_RESOURCE_CALLS,
    ...OWNED_SETTINGS.flatMap(({ calls }) => calls),
    ...plan.stackSets.flatMap((set) =>
      stackCallers(set, plan.organization).callers.flatMap(({ calls }) =>
        calls.flatMap((each) => each.actions),
      ),
    ),
    ...dutyNeeds(plan).flatMap(({ need }) => need.calls.flatMap((each) => each.actions)),
  ];
  for (const action of actions) expect(actionInfo(action)?.action).toBe(action);
});

test.each(Object.entries(RESOURCE_CALLS))(
  "%s is made, changed and deleted, and its ARNs are of its actions",
  (_, calls) => {
    const services = new Set(calls.actions.map((action) => action.split(":")[0]));
    const [arn] = calls.arns({ partition: "aws", account: "222222222222", region: "eu-west-1" }, "name");
    expect([...services]).toEqual([arn!.split(":")[2]]);
    for (const word of [/:(Create|Put)/, /:(Update|Put)/, /:Delete/]) {
      expect(calls.actions.some((action) => word.test(action))).toBe(true);
    }
  },
);

test("what the templates have is all known", () => {
  for (const set of plan.stackSets) expect(stackCallers(set, plan.organization).unknown).toEqual([]);
});
