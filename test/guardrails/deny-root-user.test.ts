import { denyRootUser } from "../../guardrails/deny-root-user";
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
