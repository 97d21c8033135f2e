import { OWNED_SETTINGS, ownerFindings } from "../../src/lockdown/owners";
import type { LockdownPlan } from "../../src/lockdown/types";
import type { SnapshotPolicy } from "../../src/organization/snapshot";
import { contentProblems } from "../../src/policy/management/schema";
import { lockdownPlan, lockdownSnapshot } from "../support/lockdown";
import { smallIntent, smallSnapshot } from "../support/organizations";
import { planFor } from "../support/reviews";

const EC2 = "DECLARATIVE_POLICY_EC2";
const serial = { ec2_attributes: { serial_console_access: { status: { "@@assign": "disabled" } } } };

function withManagement(content: object, target = "r-test", type: SnapshotPolicy["type"] = EC2) {
  const small = smallSnapshot();
  const policy: SnapshotPolicy = {
    id: "p-theirs",
    name: "theirs",
    description: "",
    type,
    awsManaged: false,
    tags: {},
    content: JSON.stringify(content),
    targets: [target],
  };
  return { ...small, policyTypes: [...small.policyTypes, type], policies: [...small.policies, policy] };
}

/** The plan of the lockdown, whose stacks make a role that may do one thing more. */
function allowing(Action: string): LockdownPlan {
  const plan = lockdownPlan();
  const PolicyDocument = { Statement: [{ Effect: "Allow", Action, Resource: "*" }] };
  const More = { Type: "AWS::IAM::Role", Properties: { RoleName: "more", Policies: [{ PolicyDocument }] } };
  const stackSets = plan.stackSets.map((set) => {
    const { Resources } = set.template as { readonly Resources: object };
    const isBaseline = set.name === "org-guardrails-baseline";
    return isBaseline ? { ...set, template: { ...set.template, Resources: { ...Resources, More } } } : set;
  });
  return { ...plan, stackSets };
}
const nothing = () => planFor(smallIntent({}), lockdownSnapshot());

test("the baseline and the policies of this tool own different things", () => {
  const plan = planFor(smallIntent({ Root: ["deny-serial-console"] }), withManagement({}));
  expect(ownerFindings(plan, lockdownPlan())).toEqual([]);
  expect(ownerFindings(nothing(), null)).toEqual([]);
});

test.each(OWNED_SETTINGS)("$setting is a setting of its policy", ({ type, path }) => {
  const unknown = (names: readonly string[]) => {
    const nested = names.toReversed().reduce<object>((inner, name) => ({ [name]: inner }), {});
    const problems = contentProblems(type, nested as never);
    return problems.filter(({ message }) => !message.startsWith("it says nothing"));
  };
  expect(unknown(path)).toEqual([]);
  expect(unknown([path[0]!, `${path[1]!}s`])).toHaveLength(1);
});

test.each(["ec2:EnableSerialConsoleAccess", "ec2:*SerialConsoleAccess", "EC2:disableserialconsoleaccess"])(
  "a setting that a policy holds and that the stacks may set by %s has two owners",
  (action) => {
    const plan = planFor(smallIntent({}), withManagement(serial));
    const [finding, ...more] = ownerFindings(plan, allowing(action));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: "two-owners", severity: "error" });
    expect(finding!.message).toContain("org-guardrails-baseline");
    expect(ownerFindings(nothing(), allowing(action))).toEqual([]);
    expect(ownerFindings(plan, allowing("ec2:EnableImageBlockPublicAccess"))).toEqual([]);
  },
);

test("one name in two StackSets is found where both stand in one Region", () => {
  const plan = lockdownPlan();
  const rules = plan.stackSets.find(({ name }) => name === "org-guardrails-detections")!;
  const copy = { ...rules, name: "org-guardrails-copy" };
  const both = { ...plan, stackSets: [...plan.stackSets, copy] };
  const findings = ownerFindings(nothing(), both);
  expect(findings.length).toBeGreaterThan(10);
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(["two-owners"]));
  const elsewhere = { ...plan, stackSets: [...plan.stackSets, { ...copy, regions: ["ap-south-1"] }] };
  expect(ownerFindings(nothing(), elsewhere)).toEqual([]);
});

test("a setting that somebody else's policy assigns at the same target has two owners, below it has one", () => {
  const intent = smallIntent({ Root: ["deny-serial-console"] });
  const found = (content: object, target?: string) =>
    ownerFindings(planFor(intent, withManagement(content, target)), null).map(({ code }) => code);
  expect(found(serial)).toEqual(["two-owners"]);
  expect(found({ ec2_attributes: { Serial_Console_Access: { STATUS: { "@@assign": "enabled" } } } })).toEqual(
    ["two-owners"],
  );
  expect(found(serial, "ou-test-prod0001")).toEqual([]);
  expect(
    found({ ec2_attributes: { image_block_public_access: { state: { "@@assign": "unblocked" } } } }),
  ).toEqual([]);
});
