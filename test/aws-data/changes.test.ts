import { actionInfo, knownActions } from "../../src/aws-data/actions";
import { POLICY_CHANGES, ROLE_CHANGES, USER_CHANGES } from "../../src/aws-data/iam-changes";
import { IDENTITY_CENTER_CHANGES } from "../../src/aws-data/identity-center-changes";
import { actionsMatching } from "../../src/catalogue/actions";

/** The documented actions that are no mere reading, of the prefixes and, if given, on a type of resource. */
function writing(prefixes: readonly string[], type?: string): string[] {
  return knownActions().filter((action) => {
    const { accessLevel, resources } = actionInfo(action)!;
    const there = prefixes.includes(action.split(":")[0]!);
    const on = type === undefined || resources.some((resource) => resource.type === type);
    return there && on && accessLevel !== "Read" && accessLevel !== "List";
  });
}

function without(all: readonly string[], some: readonly string[]): string[] {
  return all.filter((action) => !some.includes(action));
}

it.each([
  [
    "role",
    ROLE_CHANGES,
    // A role by AWS's own name and policy, and using a role.
    ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:PassRole"],
  ],
  ["user", USER_CHANGES, ["iam:ChangePassword"]],
  ["policy", POLICY_CHANGES, []],
] as const)(
  "each action of IAM that changes a %s is listed, or left out on purpose",
  (type, listed, leftOut) => {
    expect(without(writing(["iam"], type), listed)).toEqual(leftOut);
    expect(without(listed, writing(["iam"], type))).toEqual([]);
  },
);

it("each action that changes Identity Center is listed, or left out on purpose", () => {
  const prefixes = ["identity-sync", "identitystore", "identitystore-auth", "sso", "sso-directory"];
  const listed = IDENTITY_CENTER_CHANGES.flatMap(actionsMatching);
  const all = writing(prefixes);
  expect(without(listed, all)).toEqual([]);
  expect(without(all, listed).filter((action) => !action.includes("Application"))).toEqual([
    "identity-sync:AllowVendedLogDeliveryForResource",
    "identitystore-auth:BatchDeleteSession",
    "sso:CreateInstance",
    "sso:TagResource",
    "sso:UntagResource",
  ]);
  expect(listed.filter((action) => action.includes("Application"))).toEqual([]);
});
