import { denyRootAccessKeys } from "../../guardrails/deny-root-access-keys";
import { denyRootUser } from "../../guardrails/deny-root-user";
import { compileGuardrail, endedStatements } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { decide } from "../../src/evaluate/reference";
import type { PolicyDocument } from "../../src/policy/document";
import { under } from "./support";

const ROOT = "arn:aws:iam::123456789012:root";

it.each([
  ["a sign-in", {}, "denied"],
  ["a session by AssumeRoot", { "aws:AssumedRoot": "true" }, "allowed"],
  // AWS never sends this value: presence is what counts.
  ["a session that says it is none", { "aws:AssumedRoot": "false" }, "allowed"],
])("judges %s", (_, context, verdict) => {
  expect(under(denyRootUser)({ action: "s3:DeleteBucketPolicy", principal: ROOT, context })).toBe(verdict);
});

it("means the root user and nobody of the same name", () => {
  const decided = under(denyRootUser);
  for (const name of ["user/root", "role/root", "role/x:root"]) {
    expect(decided({ action: "iam:GetUser", principal: `arn:aws:iam::123456789012:${name}` })).toBe(
      "allowed",
    );
  }
});

describe("with an exception for one account's root user", () => {
  const expires = "2027-01-31T00:00:00Z";
  const excepted = [denyRootUser, denyRootAccessKeys].flatMap((guardrail) => {
    const compile = (principals: readonly string[]) => {
      const compiled = compileGuardrail(guardrail, undefined, EXAMPLE_ORGANIZATION, { principals });
      if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
      return compiled.statements;
    };
    // Only the first of the two has the exception.
    if (guardrail !== denyRootUser) return compile([]);
    return [...compile([ROOT]), ...endedStatements(compile([]), guardrail, [ROOT], expires)];
  });
  const open = { Sid: "Open", Effect: "Allow" as const, Action: "*", Resource: "*" };
  const policy: PolicyDocument = { Version: "2012-10-17", Statement: [open, ...excepted] };
  const verdict = (action: string, principal: string, time: string) =>
    decide([[policy]], { action, principal, context: { "aws:CurrentTime": time } }).verdict;

  it("that root user acts until it ends, and no longer", () => {
    expect(verdict("s3:PutBucketPolicy", ROOT, "2027-01-30T23:59:59Z")).toBe("allowed");
    expect(verdict("s3:PutBucketPolicy", ROOT, "2027-01-31T00:00:00Z")).toBe("denied");
  });

  it("no other root user acts, and that one makes no access key", () => {
    const other = ROOT.replace("123456789012", "222222222222");
    expect(verdict("s3:PutBucketPolicy", other, "2027-01-30T00:00:00Z")).toBe("denied");
    expect(verdict("iam:CreateAccessKey", ROOT, "2027-01-30T00:00:00Z")).toBe("denied");
  });
});
