import { parse } from "yaml";
import { exceptionLines } from "../../src/explain/exception";

const lines = (principal: string | null, account = "payments-prod") =>
  parse(
    exceptionLines({
      guardrail: "restrict-regions",
      account,
      principal,
      now: Date.parse("2026-12-01T10:00:00Z"),
    }).join("\n"),
  ).exceptions[0];

it.each([
  ["arn:aws:iam::111122223333:role/team/dev", { principals: ["role/team/dev"] }],
  ["arn:aws:iam::111122223333:user/ana", { principals: ["user/ana"] }],
  ["arn:aws:iam::111122223333:root", { principals: ["root"] }],
  ["arn:aws:sts::111122223333:assumed-role/dev/me", { principals: ["role/dev"] }],
  [
    "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_data_team_0123456789abcdef/me",
    { "permission-set": "data_team" },
  ],
  [
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_dev_0123456789abcdef",
    { "permission-set": "dev" },
  ],
  [null, { principals: ["role/NAME"] }],
])("is for %j", (principal, who) => {
  expect(lines(principal)).toMatchObject({
    guardrail: "restrict-regions",
    on: "payments-prod",
    expires: "2027-03-01",
    ...who,
  });
});

it("stays YAML whatever an account is called", () => {
  const name = 'a: "b"\n- c #';
  expect(lines(null, name).on).toBe(name);
});
