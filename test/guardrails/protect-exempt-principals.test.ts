import { protectExemptPrincipals } from "../../guardrails/protect-exempt-principals";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const ANYBODY = "arn:aws:iam::222222222222:role/anybody";

it("guards a pattern without an account in every account, whatever stands for its wildcards", () => {
  const decided = under(protectExemptPrincipals, { principals: ["arn:aws:iam::*:role/stacksets-exec-*"] });
  const create = (resource: string) => decided({ action: "iam:CreateRole", principal: ANYBODY, resource });
  expect(create("arn:aws:iam::222222222222:role/stacksets-exec-0a1b")).toBe("denied");
  expect(create("arn:aws:iam::222222222222:role/stacksets-exec-/deep")).toBe("denied");
  expect(create("arn:aws:iam::222222222222:role/team/stacksets-exec-0a1b")).toBe("allowed");
  expect(create("arn:aws:iam::222222222222:role/stacksets-admin")).toBe("allowed");
});

it("guards a name that is exempt in one account in that account only", () => {
  const decided = under(protectExemptPrincipals, { principals: ["arn:aws:iam::222222222222:role/ml"] });
  const create = (resource: string) => decided({ action: "iam:CreateRole", principal: ANYBODY, resource });
  expect(create("arn:aws:iam::222222222222:role/ml")).toBe("denied");
  expect(create("arn:aws:iam::333333333333:role/ml")).toBe("allowed");
});

it("guards a user against being made from another by renaming", () => {
  const decided = under(protectExemptPrincipals, { principals: ["arn:aws:iam::*:user/payroll"] });
  const rename = (name: string) =>
    decided({
      action: "iam:UpdateUser",
      principal: ANYBODY,
      resource: `arn:aws:iam::222222222222:user/${name}`,
    });
  expect(rename("payroll")).toBe("denied");
  expect(rename("intern")).toBe("allowed");
});

it("spares the keepers, and neither break-glass nor the exempt themselves", () => {
  const decided = under(protectExemptPrincipals, { principals: ["arn:aws:iam::*:role/ml"] });
  const trust = (principal: string) =>
    decided({
      action: "iam:UpdateAssumeRolePolicy",
      principal,
      resource: "arn:aws:iam::222222222222:role/ml",
    });
  expect(trust("arn:aws:iam::111111111111:role/org-guardrails-deployer")).toBe("allowed");
  expect(trust("arn:aws:iam::222222222222:role/stacksets-exec-0a1b")).toBe("allowed");
  expect(trust("arn:aws:iam::222222222222:role/break-glass")).toBe("denied");
  expect(trust("arn:aws:iam::222222222222:role/ml")).toBe("denied");
});

it("says nothing about the root user, which nobody can make", () => {
  const compile = (principals: string[]) =>
    compileGuardrail(protectExemptPrincipals, { principals }, EXAMPLE_ORGANIZATION);
  expect(compile(["arn:aws:iam::222222222222:root"])).toMatchObject({ statements: [] });
  expect(compile(["arn:aws:iam::222222222222:root", "arn:aws:iam::*:role/ml"])).toMatchObject({
    statements: [{ Sid: "ProtectExemptPrincipalsRoles", Resource: "arn:aws:iam::*:role/ml" }],
  });
});

it.each(["ml", "arn:aws:s3:::bucket", "arn:aws:sts::222222222222:assumed-role/ml/x", "*"])(
  "takes no other name (%s)",
  (principal) => {
    expect(
      compileGuardrail(protectExemptPrincipals, { principals: [principal] }, EXAMPLE_ORGANIZATION),
    ).toMatchObject({ problems: [{ path: "principals[0]" }] });
  },
);
