import { denyConfusedDeputy } from "../../guardrails/deny-confused-deputy";
import { restrictOidcProviders } from "../../guardrails/restrict-oidc-providers";
import { restrictUnitBoundary } from "../../guardrails/restrict-unit-boundary";
import type { AnyAuthorizationGuardrail } from "../../src/catalogue/guardrail";
import { findRequest } from "../../src/evaluate/search/find-request";
import type { ConditionBlock, PolicyDocument } from "../../src/policy/document";
import { chainUnder, levelsWith, under } from "./support";

const WITHIN = { type: "RCP", account: "222222222222", organization: "o-exampleorgid" } as const;

/** What must be denied, said case by case, each without the operators that treat an absent key in their own way. */
function cases(guardrail: AnyAuthorizationGuardrail, action: string, conditions: readonly ConditionBlock[]) {
  const policy: PolicyDocument = {
    Version: "2012-10-17",
    Statement: conditions.map((Condition) => ({
      Effect: "Deny",
      Principal: "*",
      Action: action,
      Resource: "*",
      Condition,
    })),
  };
  return levelsWith(guardrail, [policy]);
}

function expectSame(
  ours: ReturnType<typeof chainUnder>,
  expected: ReturnType<typeof chainUnder>,
  action: string,
) {
  const within = { ...WITHIN, actions: [action] };
  expect(findRequest({ allowedBy: [ours], deniedBy: [expected], within })).toEqual({ kind: "none" });
  expect(findRequest({ allowedBy: [expected], deniedBy: [ours], within })).toEqual({ kind: "none" });
}

describe("deny-confused-deputy", () => {
  const SERVICE = { "aws:PrincipalIsAWSService": "true" };

  it("denies services that act for others, with or without an organization, and nothing else: proved", () => {
    const ours = chainUnder(denyConfusedDeputy, { "trusted-accounts": ["444455556666"] });
    const notTrusted = { "aws:SourceAccount": "444455556666" };
    const present = { "aws:SourceAccount": "false" };
    const expected = cases(denyConfusedDeputy, "s3:*", [
      {
        Bool: SERVICE,
        Null: { ...present, "aws:SourceOrgID": "true" },
        StringNotEquals: notTrusted,
      },
      {
        Bool: SERVICE,
        Null: { ...present, "aws:SourceOrgID": "false" },
        StringNotEquals: { ...notTrusted, "aws:SourceOrgID": "o-exampleorgid" },
      },
    ]);
    expectSame(ours, expected, "s3:PutObject");
  });

  // Each of the three conditions taken away, and a request that is then judged wrongly.
  it.each([
    ["Bool", { action: "s3:PutObject", context: { "aws:SourceAccount": "999988887777" } }],
    ["Null", { action: "s3:PutObject", context: SERVICE }],
    [
      "StringNotEquals",
      {
        action: "s3:PutObject",
        context: { ...SERVICE, "aws:SourceAccount": "222222222222", "aws:SourceOrgID": "o-exampleorgid" },
      },
    ],
  ])("needs its %s", (operator, request) => {
    expect(under(denyConfusedDeputy)(request)).toBe("allowed");
    const without: AnyAuthorizationGuardrail = {
      ...denyConfusedDeputy,
      statements: (parameters, organization) =>
        denyConfusedDeputy.statements(parameters, organization).map((statement) => {
          const { [operator]: _left, ...Condition } = statement.Condition!;
          return { ...statement, Condition };
        }),
    };
    expect(under(without)(request)).toBe("denied");
  });
});

describe("restrict-unit-boundary", () => {
  const PATH = "o-exampleorgid/r-ab12/ou-ab12-11111111/*";
  const PARAMETERS = { paths: [PATH], services: ["s3"] };
  const decided = under(restrictUnitBoundary, PARAMETERS);
  const read = (principal: string | undefined, paths: readonly string[]) =>
    decided({
      action: "s3:GetObject",
      account: "222222222222",
      principal,
      context: { "aws:PrincipalOrgPaths": paths },
    });
  const STRANGER = "arn:aws:iam::999988887777:role/x";

  it.each([
    ["the unit itself", ["o-exampleorgid/r-ab12/ou-ab12-11111111/"], "allowed"],
    ["a unit below", ["o-exampleorgid/r-ab12/ou-ab12-11111111/ou-ab12-22222222/"], "allowed"],
    ["a unit whose id begins alike", ["o-exampleorgid/r-ab12/ou-ab12-111111112/"], "denied"],
    ["the root", ["o-exampleorgid/r-ab12/"], "denied"],
    ["the same unit's id in another organization", ["o-otherorgid0/r-ab12/ou-ab12-11111111/"], "denied"],
    ["no organization", [], "denied"],
  ])("judges a principal of %s", (_, paths, verdict) => {
    expect(read(STRANGER, paths)).toBe(verdict);
  });

  it("denies anonymous requests, which have no path", () => {
    expect(read(undefined, [])).toBe("denied");
  });

  it("never shuts an account's own principals out, however wrong the paths are", () => {
    const within = {
      ...WITHIN,
      actions: ["s3:GetObject"],
      principals: ["arn:aws:iam::222222222222:role/app"],
      fixed: { "aws:ResourceAccount": "222222222222" },
    };
    const ours = chainUnder(restrictUnitBoundary, PARAMETERS);
    expect(findRequest({ allowedBy: [], deniedBy: [ours], within })).toEqual({ kind: "none" });
  });
});

describe("restrict-oidc-providers", () => {
  const GITHUB = "token.actions.githubusercontent.com:sub";
  const token = (claims: Record<string, string>, others = "denied") =>
    under(restrictOidcProviders, {
      providers: [
        { issuer: "token.actions.githubusercontent.com", values: ["repo:example-org/*"] },
        { issuer: "gitlab.com", claim: "namespace_id", values: ["42"] },
      ],
      others,
    })({ action: "sts:AssumeRoleWithWebIdentity", context: claims });

  it.each([
    ["repo:example-org/app:ref:refs/heads/main", "allowed"],
    ["repo:example-org-2/app:ref:refs/heads/main", "denied"],
    ["repo:EXAMPLE-ORG/app:ref:refs/heads/main", "denied"],
    ["repo:attacker/example-org/app", "denied"],
  ])("takes the subject %s of GitHub as %s", (subject, verdict) => {
    expect(token({ [GITHUB]: subject })).toBe(verdict);
    expect(token({ [GITHUB]: subject }, "allowed")).toBe(verdict);
  });

  it("tells providers apart by their keys alone", () => {
    expect(token({ "gitlab.com:namespace_id": "42" })).toBe("allowed");
    expect(token({ "gitlab.com:namespace_id": "43" })).toBe("denied");
    expect(token({ "gitlab.example.com:namespace_id": "42" })).toBe("denied");
    expect(token({ "gitlab.example.com:namespace_id": "42" }, "allowed")).toBe("allowed");
  });

  it.each([
    [{ issuer: "token.actions.githubusercontent.com" }, "providers[0].values"],
    [
      { issuer: "token.actions.githubusercontent.com", values: ["repo:example-org*"] },
      "providers[0].values[0]",
    ],
    [{ issuer: "token.actions.githubusercontent.com", values: ["repo:*/app:*"] }, "providers[0].values[0]"],
    [{ issuer: "https://gitlab.com", values: ["x"] }, "providers[0].issuer"],
    [{ issuer: "gitlab.com", values: ["*"] }, "providers[0].values[0]"],
    [{ issuer: "accounts.google.com", claim: "aud" }, "providers[0].values"],
  ])("takes no %j", (provider, path) => {
    expect(() => under(restrictOidcProviders, { providers: [provider] })).toThrow(`"${path}"`);
  });
});
