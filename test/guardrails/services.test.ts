import { denyServices } from "../../guardrails/deny-services";
import { restrictServices } from "../../guardrails/restrict-services";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { under } from "./support";

describe.each([denyServices, restrictServices])("$id", (guardrail) => {
  const problems = (services: unknown) => {
    const result = compileGuardrail(guardrail, { services }, EXAMPLE_ORGANIZATION);
    return "problems" in result ? result.problems : [];
  };

  // A Deny of what is not there denies nothing; an approval of it approves nothing.
  it.each([
    ["macie", "did you mean macie2?"],
    ["cloudwatch-logs", "AWS documents no service cloudwatch-logs"],
    ["Redshift", "the part of an IAM action before the colon"],
    ["s3:*", "the part of an IAM action before the colon"],
    ["*", "the part of an IAM action before the colon"],
  ])("takes no service %p", (service, message) => {
    expect(problems(["ec2", service])).toEqual([
      { path: "services[1]", message: expect.stringContaining(message) },
    ]);
  });

  it("takes no empty list", () => {
    expect(problems([])).toEqual([{ path: "services", message: "at least one service" }]);
    expect(problems(undefined)).toMatchObject([{ path: "services" }]);
  });
});

it("means whole services, and none whose name goes on", () => {
  const principal = "arn:aws:iam::123456789012:role/anybody";
  const services = ["s3", "redshift"];
  for (const action of ["s3:GetObject", "redshift:ANewAction"]) {
    expect(under(denyServices, { services })({ action, principal })).toBe("denied");
    expect(under(restrictServices, { services })({ action, principal })).toBe("allowed");
  }
  for (const action of ["s3express:CreateSession", "redshift-data:ExecuteStatement"]) {
    expect(under(denyServices, { services })({ action, principal })).toBe("allowed");
    expect(under(restrictServices, { services })({ action, principal })).toBe("denied");
  }
});
