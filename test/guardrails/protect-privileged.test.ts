import { protectPrivilegedPolicies } from "../../guardrails/protect-privileged-policies";
import { protectPrivilegedRoles } from "../../guardrails/protect-privileged-roles";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

const ACCOUNT = "arn:aws:iam::222222222222";
const principal = `${ACCOUNT}:role/anybody`;
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

describe("privileged roles", () => {
  it("may be passed, until that is denied too", () => {
    const pass = { action: "iam:PassRole", principal, resource: `${ACCOUNT}:role/admin` };
    expect(under(protectPrivilegedRoles, { roles: ["role/admin"] })(pass)).toBe("allowed");
    expect(under(protectPrivilegedRoles, { roles: ["role/admin"], passing: true })(pass)).toBe("denied");
  });

  it("of one account are protected there only", () => {
    const decided = under(protectPrivilegedRoles, { roles: [`${ACCOUNT}:role/admin`] });
    const make = (resource: string) => decided({ action: "iam:CreateRole", principal, resource });
    expect(make(`${ACCOUNT}:role/admin`)).toBe("denied");
    expect(make("arn:aws:iam::333333333333:role/admin")).toBe("allowed");
  });
});

describe("privileged policies", () => {
  const attach = (policy: string) => ({
    action: "iam:AttachRolePolicy",
    principal,
    resource: `${ACCOUNT}:role/app`,
    context: { "iam:PolicyARN": policy },
  });

  it("of AWS are not attached; there is nothing else to deny about them", () => {
    const parameters = { policies: [ADMINISTRATOR] };
    expect(under(protectPrivilegedPolicies, parameters)(attach(ADMINISTRATOR))).toBe("denied");
    expect(under(protectPrivilegedPolicies, parameters)(attach(`${ADMINISTRATOR}-Amplify`))).toBe("allowed");
    expect(compileGuardrail(protectPrivilegedPolicies, parameters, EXAMPLE_ORGANIZATION)).toMatchObject({
      statements: [{ Sid: "ProtectPrivilegedPoliciesAttachments" }],
    });
    expect(
      compileGuardrail(protectPrivilegedPolicies, { ...parameters, attaching: false }, EXAMPLE_ORGANIZATION),
    ).toMatchObject({ problems: [{ path: "policies" }] });
  });

  it("may be attached where only their text is protected", () => {
    const decided = under(protectPrivilegedPolicies, { policies: ["policy/audit"], attaching: false });
    const resource = `${ACCOUNT}:policy/audit`;
    expect(decided(attach(resource))).toBe("allowed");
    expect(decided({ action: "iam:SetDefaultPolicyVersion", principal, resource })).toBe("denied");
    expect(decided({ action: "iam:SetDefaultPolicyVersion", principal, resource: `${resource}or` })).toBe(
      "allowed",
    );
  });
});
