import { decide } from "../../../../src/evaluate/reference";
import { FULL, holds, rule, sees } from "./support";

const ACCOUNT = "111111111111";
const USER = `arn:aws:iam::${ACCOUNT}:user/team/ana`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/x`;

function expectPrincipal(principal: string, arn: string, type: string): void {
  for (const kind of ["SCP", "RCP"] as const) {
    expect(sees(kind, { principal }, "aws:PrincipalArn", arn)).toBe(true);
    expect(sees(kind, { principal }, "aws:PrincipalAccount", ACCOUNT)).toBe(true);
    expect(sees(kind, { principal }, "aws:PrincipalType", type)).toBe(true);
  }
}

rule("principal-root-user", () => {
  expectPrincipal(`arn:aws:iam::${ACCOUNT}:root`, `arn:aws:iam::${ACCOUNT}:root`, "Account");
});

rule("principal-user", () => expectPrincipal(USER, USER, "User"));

rule("principal-role", () => expectPrincipal(ROLE, ROLE, "AssumedRole"));

rule("principal-role-session", () => {
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/x/me`;
  expectPrincipal(session, `arn:aws:iam::${ACCOUNT}:role/x`, "AssumedRole");
  const elsewhere = `arn:aws-cn:sts::${ACCOUNT}:assumed-role/x/me`;
  expectPrincipal(elsewhere, `arn:aws-cn:iam::${ACCOUNT}:role/x`, "AssumedRole");
});

rule("principal-federated-user", () => {
  const federated = `arn:aws:sts::${ACCOUNT}:federated-user/ana`;
  expectPrincipal(federated, federated, "FederatedUser");
});

rule("no-principal-under-an-scp", () => {
  for (const key of ["aws:PrincipalArn", "aws:PrincipalType", "aws:PrincipalAccount"]) {
    expect(sees("SCP", {}, key, null)).toBe(true);
  }
  expect(sees("SCP", { account: ACCOUNT }, "aws:PrincipalAccount", ACCOUNT)).toBe(true);
  expect(sees("SCP", { account: ACCOUNT }, "aws:PrincipalArn", null)).toBe(true);
});

rule("no-principal-under-an-rcp-is-anonymous", () => {
  expect(sees("RCP", {}, "aws:PrincipalArn", null)).toBe(true);
  expect(sees("RCP", {}, "aws:PrincipalIsAWSService", null)).toBe(true);
  expect(sees("RCP", {}, "aws:PrincipalType", "Anonymous")).toBe(true);
  expect(sees("RCP", {}, "aws:PrincipalAccount", "anonymous")).toBe(true);
});

rule("a-service-is-not-anonymous", () => {
  const request = { context: { "aws:PrincipalIsAWSService": "true" } };
  expect(sees("RCP", request, "aws:PrincipalType", null)).toBe(true);
  expect(sees("RCP", request, "aws:PrincipalAccount", null)).toBe(true);
});

rule("account-under-an-scp-is-the-principal's", () => {
  expect(sees("SCP", { account: ACCOUNT }, "aws:PrincipalAccount", ACCOUNT)).toBe(true);
  expect(sees("SCP", { account: ACCOUNT }, "aws:ResourceAccount", null)).toBe(true);
  expect(sees("SCP", { account: "222222222222", principal: USER }, "aws:PrincipalAccount", ACCOUNT)).toBe(
    true,
  );
});

rule("account-under-an-rcp-is-the-resource's", () => {
  const request = { account: "222222222222", principal: USER };
  expect(sees("RCP", request, "aws:ResourceAccount", "222222222222")).toBe(true);
  expect(sees("RCP", request, "aws:PrincipalAccount", ACCOUNT)).toBe(true);
});

rule("context-wins", () => {
  const request = {
    principal: USER,
    account: ACCOUNT,
    context: { "AWS:principalarn": ROLE, "aws:PrincipalAccount": [] },
  };
  expect(sees("SCP", request, "aws:PrincipalArn", ROLE)).toBe(true);
  expect(sees("SCP", request, "aws:PrincipalAccount", null)).toBe(true);
  expect(sees("SCP", request, "aws:PrincipalType", "User")).toBe(true);
  const linked = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/a.amazonaws.com/A`;
  const exempt = decide([[]], { action: "s3:GetObject", context: { "aws:PrincipalArn": linked } });
  expect(exempt.reason).toBe("exempt");
});

rule("key-name-ignores-case", () => {
  expect(holds({ StringEquals: { "AWS:sourceIP": "x" } }, { "aws:SourceIp": "x" })).toBe(true);
  expect(holds({ Null: { "AWS:SOURCEIP": "true" } }, { "aws:SourceIp": "x" })).toBe(false);
});

rule("tag-key-ignores-case", () => {
  expect(holds({ StringEquals: { "aws:RequestTag/Team": "a" } }, { "aws:requesttag/team": "a" })).toBe(true);
  expect(holds({ StringEquals: { "aws:RequestTag/Team": "a" } }, { "aws:RequestTag/Team": "A" })).toBe(false);
  const tagKeys = { "ForAnyValue:StringEquals": { "aws:TagKeys": "Team" } };
  expect(holds(tagKeys, { "aws:TagKeys": ["team"] })).toBe(false);
});

rule("key-given-twice", () => {
  const context = { "aws:RequestTag/Team": "a", "aws:RequestTag/team": "b" };
  expect(() => decide([[FULL]], { action: "s3:GetObject", context })).toThrow(
    "context.aws:RequestTag/team: is given twice",
  );
});

rule("no-values-is-absent", () => {
  expect(holds({ Null: { "aws:TagKeys": "true" } }, { "aws:TagKeys": [] })).toBe(true);
  expect(holds({ StringEquals: { k: "a" } }, { k: [] })).toBe(false);
  expect(holds({ StringNotEquals: { k: "a" } }, { k: [] })).toBe(true);
});

rule("empty-text-is-a-value", () => {
  expect(holds({ Null: { "s3:prefix": "true" } }, { "s3:prefix": "" })).toBe(false);
  expect(holds({ StringEquals: { "s3:prefix": ["", "home/"] } }, { "s3:prefix": "" })).toBe(true);
  expect(holds({ StringLike: { "s3:prefix": "*" } }, { "s3:prefix": "" })).toBe(true);
});
