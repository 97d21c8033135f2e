import { restrictIdentities } from "../../guardrails/restrict-identities";
import { findRequest } from "../../src/evaluate/search/find-request";
import type { ConditionBlock, PolicyDocument } from "../../src/policy/document";
import { chainUnder, levelsWith, under } from "./support";

const ACCOUNT = "123456789012";
const WITHIN = {
  type: "RCP",
  account: ACCOUNT,
  organization: "o-exampleorgid",
  actions: ["s3:GetObject", "sqs:SendMessage", "sts:AssumeRole"],
} as const;

const PARAMETERS = { "trusted-accounts": ["444455556666"], "trusted-organizations": ["o-partner00000"] };

/** Who is an outsider, said once more and in another way: case by case. */
const outsiders = (cases: readonly ConditionBlock[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: cases.map((Condition) => ({
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*", "sqs:*", "sts:AssumeRole"],
    Resource: "*",
    Condition,
  })),
});

const TRUSTED_ACCOUNTS = ["444455556666", "054676820928", "127311923021", "156460612806"];
const NO_SERVICE: ConditionBlock = { StringNotEquals: { "aws:PrincipalIsAWSService": "true" } };
const expected = levelsWith(restrictIdentities, [
  outsiders([
    { StringEquals: { "aws:PrincipalType": "Anonymous" } },
    {
      Null: { "aws:PrincipalOrgID": "true" },
      StringNotEquals: { ...NO_SERVICE.StringNotEquals, "aws:PrincipalAccount": TRUSTED_ACCOUNTS },
    },
    {
      Null: { "aws:PrincipalOrgID": "false" },
      StringNotEquals: {
        ...NO_SERVICE.StringNotEquals,
        "aws:PrincipalOrgID": ["o-exampleorgid", "o-partner00000"],
        "aws:PrincipalAccount": TRUSTED_ACCOUNTS,
      },
    },
  ]),
]);

it("leaves no request of an outsider allowed, and denies nobody else: proved", () => {
  const ours = chainUnder(restrictIdentities, PARAMETERS);
  expect(findRequest({ allowedBy: [ours], deniedBy: [expected], within: WITHIN })).toEqual({ kind: "none" });
  expect(findRequest({ allowedBy: [expected], deniedBy: [ours], within: WITHIN })).toEqual({ kind: "none" });
});

it("would let an outsider through without one of its parts, and the search finds them", () => {
  const without = (change: (condition: Record<string, unknown>) => void) => {
    const chain = structuredClone(chainUnder(restrictIdentities, PARAMETERS)) as unknown as {
      levels: { Statement: { Condition: Record<string, unknown> }[] }[][];
    };
    change(chain.levels[0]![1]!.Statement[0]!.Condition);
    return findRequest({ allowedBy: [chain as never], deniedBy: [expected], within: WITHIN }).kind;
  };
  // StringEquals-like guards see no absent key: anonymous requests walk through.
  expect(without((condition) => Object.assign(condition, { Null: { "aws:PrincipalOrgID": "false" } }))).toBe(
    "witness",
  );
  expect(
    without((condition) => {
      condition.Bool = condition.BoolIfExists;
      delete condition.BoolIfExists;
    }),
  ).toBe("witness");
});

it("leaves sign-in through SAML and OIDC to others", () => {
  const decided = under(restrictIdentities);
  for (const action of ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:TagSession"]) {
    expect(decided({ action })).toBe("allowed");
  }
  expect(decided({ action: "sts:AssumeRole" })).toBe("denied");
});

it("never reaches kms:RetireGrant", () => {
  const decided = under(restrictIdentities);
  expect(decided({ action: "kms:RevokeGrant" })).toBe("denied");
  expect(decided({ action: "kms:RetireGrant" })).toBe("allowed");
});

it("opens what is public on purpose, and nothing beside it", () => {
  const decided = under(restrictIdentities, { "public-resources": ["arn:aws:s3:::www.example.com/*"] });
  const read = (resource: string) => decided({ action: "s3:GetObject", resource });
  expect(read("arn:aws:s3:::www.example.com/index.html")).toBe("allowed");
  expect(read("arn:aws:s3:::www.example.com.internal/index.html")).toBe("denied");
});

it.each([
  [{ services: ["ec2"] }, "services[0]"],
  [{ services: ["s3:*"] }, "services[0]"],
  [{ services: [] }, "services"],
  [{ "trusted-accounts": ["1234"] }, "trusted-accounts[0]"],
  [{ "trusted-organizations": ["r-ab12"] }, "trusted-organizations[0]"],
  [{ "public-resources": ["*"] }, "public-resources[0]"],
  [{ "public-resources": ["arn:aws:s3:::*"] }, "public-resources[0]"],
  [{ "public-resources": ["arn:aws:s3:::*/index.html"] }, "public-resources[0]"],
])("takes no %j", (parameters, path) => {
  expect(() => under(restrictIdentities, parameters)).toThrow(path);
});
