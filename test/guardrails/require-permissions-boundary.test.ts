import { requirePermissionsBoundary } from "../../guardrails/require-permissions-boundary";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const ACCOUNT = "arn:aws:iam::222222222222";
const BOUNDARY = `${ACCOUNT}:policy/boundary`;

function asks(parameters: unknown) {
  const decided = under(requirePermissionsBoundary, parameters);
  return (action: string, bound?: string, resource = `${ACCOUNT}:role/app`) =>
    decided({
      action,
      principal: `${ACCOUNT}:role/developer`,
      resource,
      ...(bound !== undefined && { context: { "iam:PermissionsBoundary": bound } }),
    });
}

it("takes the policy of the account, and none of a longer or deeper name", () => {
  const decided = asks({ boundary: "policy/boundary" });
  expect(decided("iam:CreateRole", BOUNDARY)).toBe("allowed");
  for (const name of ["boundary2", "team/boundary", "Boundary"]) {
    expect(decided("iam:CreateRole", `${ACCOUNT}:policy/${name}`)).toBe("denied");
  }
  expect(decided("iam:CreateRole", "arn:aws:iam::aws:policy/AdministratorAccess")).toBe("denied");
});

it("leaves what exists alone, until it is asked to", () => {
  for (const action of ["iam:AttachRolePolicy", "iam:PutRolePolicy"]) {
    expect(asks({ boundary: "policy/boundary" })(action)).toBe("allowed");
    expect(asks({ boundary: "policy/boundary", existing: true })(action)).toBe("denied");
    expect(asks({ boundary: "policy/boundary", existing: true })(action, BOUNDARY)).toBe("allowed");
  }
});

it("guards the text of the boundary, and of no other policy", () => {
  const decided = asks({ boundary: "policy/boundary" });
  for (const action of ["iam:CreatePolicy", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"]) {
    expect(decided(action, undefined, BOUNDARY)).toBe("denied");
    expect(decided(action, undefined, `${BOUNDARY}2`)).toBe("allowed");
  }
});

it("can be a policy of AWS's", () => {
  const decided = asks({ boundary: "arn:aws:iam::aws:policy/PowerUserAccess" });
  expect(decided("iam:CreateUser", "arn:aws:iam::aws:policy/PowerUserAccess")).toBe("allowed");
  expect(decided("iam:CreateUser", BOUNDARY)).toBe("denied");
});

it.each(["boundary", "role/boundary", "policy/b*", ""])("cannot be %p", (boundary) => {
  expect(compileGuardrail(requirePermissionsBoundary, { boundary }, EXAMPLE_ORGANIZATION)).toMatchObject({
    problems: [{ path: "boundary" }],
  });
});

it("an exception is spared in every statement, beside the boundary", () => {
  const principal = `${ACCOUNT}:role/vendor-installer`;
  const compiled = compileGuardrail(
    requirePermissionsBoundary,
    { boundary: "policy/boundary", existing: true },
    EXAMPLE_ORGANIZATION,
    { principals: [principal] },
  );
  if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
  expect(compiled.statements).toHaveLength(4);
  for (const { Condition } of compiled.statements) {
    expect(Condition!.ArnNotLike!["aws:PrincipalArn"]).toContain(principal);
  }
});
