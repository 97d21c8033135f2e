import { requireMatchingTags } from "../../guardrails/require-matching-tags";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const principal = "arn:aws:iam::123456789012:role/app";
const decided = under(requireMatchingTags, { tag: "cost-center", actions: ["ec2:StopInstances"] });

/** undefined: no such tag. */
function stop(own: string | undefined, others: string | undefined) {
  return decided({
    action: "ec2:StopInstances",
    principal,
    context: {
      ...(own !== undefined && { "aws:PrincipalTag/cost-center": own }),
      ...(others !== undefined && { "aws:ResourceTag/cost-center": others }),
    },
  });
}

it.each([
  ["a", "a", "allowed"],
  ["a", "b", "denied"],
  ["a", "A", "denied"],
  ["a", "", "denied"],
  ["*", "b", "denied"],
  ["a", undefined, "allowed"],
  [undefined, "a", "denied"],
  [undefined, undefined, "allowed"],
])("a principal of %p and a resource of %p: %s", (own, others, expected) => {
  expect(stop(own, others)).toBe(expected);
});

it("knows the tag's key in any casing, as AWS does", () => {
  const context = { "aws:PrincipalTag/Cost-Center": "a", "aws:ResourceTag/COST-CENTER": "a" };
  expect(decided({ action: "ec2:StopInstances", principal, context })).toBe("allowed");
  expect(
    decided({
      action: "ec2:StopInstances",
      principal,
      context: { ...context, "aws:ResourceTag/COST-CENTER": "b" },
    }),
  ).toBe("denied");
});

it.each(["iam:CreateRole", "iam:CreateUser", "iam:TagRole", "iam:TagUser", "sts:TagSession"])(
  "%s gives nobody a value but one's own",
  (action) => {
    const give = (value: string, own?: string, key = "cost-center") =>
      decided({
        action,
        principal,
        context: {
          [`aws:RequestTag/${key}`]: value,
          "aws:TagKeys": [key],
          ...(own !== undefined && { "aws:PrincipalTag/cost-center": own }),
        },
      });
    expect(give("a", "a")).toBe("allowed");
    expect(give("b", "a")).toBe("denied");
    expect(give("a")).toBe("denied");
    expect(give("b", "a", "Cost-Center")).toBe("denied");
    expect(give("b", "a", "team")).toBe("allowed");
  },
);

it("asks nothing of actions that are not named", () => {
  const context = { "aws:PrincipalTag/cost-center": "a", "aws:ResourceTag/cost-center": "b" };
  expect(decided({ action: "ec2:StartInstances", principal, context })).toBe("allowed");
});

it.each([
  [{ actions: ["sts:GetCallerIdentity"] }, "actions[0]", "judges by the tags"],
  [{ actions: ["ec2:StopInstances", "ec2:StopInstance"] }, "actions[1]", "ec2:StopInstances"],
  [{ actions: [] }, "actions", "at least one"],
  [{ tag: "aws:owner", actions: ["ec2:StopInstances"] }, "tag", "key of a tag"],
  [{ tag: "a}b", actions: ["ec2:StopInstances"] }, "tag", "key of a tag"],
])("takes no %j", (written, path, message) => {
  const { problems } = compileGuardrail(requireMatchingTags, written, EXAMPLE_ORGANIZATION) as {
    problems: readonly unknown[];
  };
  expect(problems).toContainEqual({ path, message: expect.stringContaining(message) });
});
