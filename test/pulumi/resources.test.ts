import { plannedResources } from "../../src/pulumi/resources";
import { change, phasePolicy, planOf } from "../support/plans";

const names = (...args: Parameters<typeof plannedResources>) =>
  plannedResources(...args).map(({ name, after }) => [name, ...after]);

describe("the resources of a phase", () => {
  test("are one for each policy and one for each of its targets, named by what never changes", () => {
    const plan = planOf([[phasePolicy("region", ["r-root", "ou-a"]), phasePolicy("mfa", [])]]);
    expect(names(plan, 1)).toEqual([["region"], ["region:r-root"], ["region:ou-a"], ["mfa"]]);
  });

  test("come after what their change follows", () => {
    const plan = planOf(
      [[phasePolicy("old", ["r-root"]), phasePolicy("new", ["r-root"])]],
      [
        change("update:old", ["attach:new:r-root"]),
        change("create:new"),
        change("attach:new:r-root", ["create:new"]),
      ],
    );
    expect(names(plan, 1)).toEqual([["new"], ["new:r-root", "new"], ["old", "new:r-root"], ["old:r-root"]]);
  });

  test("wait only for changes of their own phase", () => {
    const policies = [phasePolicy("a", ["r-root"]), phasePolicy("b", [])];
    const plan = planOf([policies, policies], [change("update:a"), change("update:b", ["update:a"], 2)]);
    expect(names(plan, 2)).toEqual([["a"], ["a:r-root"], ["b"]]);
  });

  test("leave out what is detached or deleted, which Pulumi does last", () => {
    const plan = planOf(
      [[phasePolicy("a", [])]],
      [change("update:a"), change("detach:a:ou-a", ["update:a"]), change("delete:b", ["update:a"])],
    );
    expect(names(plan, 1)).toEqual([["a"]]);
  });
});

describe("an order that one `pulumi up` cannot keep is an error", () => {
  const policies = [phasePolicy("a", ["r-root"]), phasePolicy("b", ["r-root"])];
  test.each([
    [
      "after a detach",
      [change("update:a", ["detach:b:ou-b"]), change("detach:b:ou-b")],
      /belongs to a later phase/,
    ],
    ["after a delete", [change("update:a", ["delete:c"]), change("delete:c")], /belongs to a later phase/],
    [
      "a detach after a detach",
      [change("detach:a:ou-a", ["detach:b:ou-b"]), change("detach:b:ou-b")],
      /belongs to a later phase/,
    ],
    ["after a later phase", [change("update:a", ["update:b"]), change("update:b", [], 2)], /of phase 2/],
    ["after nothing known", [change("update:a", ["update:z"])], /the plan does not have/],
    [
      "after a resource that is not there",
      [change("update:a", ["attach:b:ou-z"]), change("attach:b:ou-z")],
      /"b:ou-z", which its phase does not have/,
    ],
    [
      "in a circle",
      [change("update:a", ["update:b"]), change("update:b", ["update:a"])],
      /wait for each other: "a" after "b" after "a"/,
    ],
    [
      "a policy after its own attachment, which needs the policy's id",
      [change("update:a", ["attach:a:r-root"]), change("attach:a:r-root")],
      /wait for each other: "a" after "a:r-root" after "a"/,
    ],
  ])("%s", (_, changes, message) => {
    expect(() => plannedResources(planOf([policies, policies], changes), 1)).toThrow(message);
  });

  test("a phase that the plan does not have", () => {
    expect(() => plannedResources(planOf([policies]), 2)).toThrow("no phase 2");
  });
});

test("a policy of a type that @pulumi/aws does not take is an error before the first resource", () => {
  const plan = planOf([[phasePolicy("a", []), phasePolicy("g", [], { type: "GUARDDUTY_POLICY" })]]);
  expect(() => plannedResources(plan, 1)).toThrow(
    '"g" is a GUARDDUTY_POLICY, which @pulumi/aws cannot create',
  );
});
