import { catalogue } from "../../guardrails";
import { permissionSets } from "../../permission-sets";
import { matchesKnownAction } from "../../src/aws-data/matching-actions";
import { compileGuardrail } from "../../src/catalogue/compile";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { isAuthorization } from "../../src/catalogue/guardrail";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest, LevelDocuments } from "../../src/evaluate/request";
import { policiesOfSet } from "../../src/identity/access/policies";
import { ESCALATION_PATHS, escalations } from "../../src/identity/escalation";
import { IDENTITY_LIMITS } from "../../src/identity/limits";
import { LONGEST_SLUG } from "../../src/identity/names";
import type { AnyPermissionSet } from "../../src/identity/permission-set";
import { limitFindings } from "../../src/identity/plan/limit-findings";
import { contentOf, plannedSets } from "../../src/identity/plan/permission-sets";
import type { PolicyDocument } from "../../src/policy/document";
import { many } from "../../src/policy/document";

const ORGANIZATION = EXAMPLE_ORGANIZATION;
const ACCOUNT = "123456789012";
const FULL_ACCESS: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
};

/** What the example organization denies everybody at its root and in its workloads. */
const ACCOUNT_LEVEL: readonly PolicyDocument[] = [
  FULL_ACCESS,
  ...["deny-leave-organization", "protect-cloudtrail", "restrict-regions"].map((id): PolicyDocument => {
    const guardrail = catalogue.find((each) => each.id === id)!;
    if (!isAuthorization(guardrail)) throw new Error(`${id} denies nothing`);
    const compiled = compileGuardrail(guardrail, undefined, ORGANIZATION);
    if ("problems" in compiled) throw new Error(JSON.stringify(compiled.problems));
    return { Version: "2012-10-17", Statement: compiled.statements };
  }),
];

function plannedOf(set: AnyPermissionSet) {
  const found = contentOf(set, set.example, ORGANIZATION);
  if ("problems" in found) throw new Error(JSON.stringify(found.problems));
  const place = { file: "organization.yaml", line: 1, column: 1 };
  const principal = { kind: "group" as const, name: "example" };
  const source = { principal, permissionSet: set.id, on: [], except: [], place };
  const grant = {
    name: set.id,
    permissionSet: set.id,
    principal,
    accounts: [ACCOUNT],
    expires: null,
    sources: [source],
  };
  const [planned] = plannedSets([grant], new Map([[set.id, found.content]]), ORGANIZATION.partition);
  return planned!;
}

function levelsOf(set: AnyPermissionSet): LevelDocuments {
  const { documents, boundary } = policiesOfSet(plannedOf(set));
  return [documents, ...(boundary === null ? [] : [[boundary]]), ACCOUNT_LEVEL];
}

it("holds exactly these permission sets", () => {
  expect(permissionSets.map(({ id }) => id)).toEqual([
    "administrator",
    "billing",
    "break-glass",
    "data-scientist",
    "database-administrator",
    "deployer",
    "developer",
    "finops-analyst",
    "incident-responder",
    "network-administrator",
    "platform-engineer",
    "read-only",
    "security-auditor",
    "support",
  ]);
});

it("only break-glass may go to a single user", () => {
  expect(permissionSets.filter(({ forUsers }) => forUsers).map(({ id }) => id)).toEqual(["break-glass"]);
});

it("only administrator and break-glass may do everything", () => {
  const mighty = permissionSets.filter((set) =>
    policiesOfSet(plannedOf(set)).documents.some((document) =>
      many(document.Statement).some(({ Effect, Action }) => Effect === "Allow" && many(Action).includes("*")),
    ),
  );
  expect(mighty.map(({ id }) => id)).toEqual(["administrator", "break-glass"]);
});

/** Who can come to more rights, and how: a change of this list is a decision. */
it("lists the ways to more rights that each set leaves open", () => {
  const open = permissionSets.map((set): [string, readonly string[]] => [set.id, escalations(levelsOf(set))]);
  const passing = (...services: readonly string[]) => services.map((service) => `pass-role-to-${service}`);
  const everything = ESCALATION_PATHS.map((path) => path.id);
  expect(Object.fromEntries(open.filter(([, paths]) => paths.length > 0))).toEqual({
    administrator: everything,
    "break-glass": everything,
    // As roles that the platform made, which is what they are made for.
    "data-scientist": ["sagemaker:CreatePresignedNotebookInstanceUrl", ...passing("glue", "sagemaker")],
    developer: ["lambda:UpdateFunctionCode", ...passing("lambda", "cloudformation", "ecs", "states")],
    // Within the boundary that every role under /workload/ has.
    "platform-engineer": [
      "codebuild:StartBuild",
      "ec2-instance-connect:SendSSHPublicKey",
      "iam:AttachRolePolicy",
      "iam:CreatePolicyVersion",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
      "lambda:UpdateFunctionCode",
      "sagemaker:CreatePresignedNotebookInstanceUrl",
      "ssm:SendCommand",
      "ssm:StartSession",
      ...everything.filter((id) => id.startsWith("pass-role-to-")),
    ],
  });
});

describe.each(permissionSets.map((set) => [set.id, set] as const))("%s", (id, set) => {
  const planned = plannedOf(set);
  const policies = policiesOfSet(planned);
  const levels = levelsOf(set);
  const role = `arn:${ORGANIZATION.partition}:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${id}_0123456789abcdef`;
  const verdict = (request: AccessRequest) =>
    decide(levels, {
      account: ACCOUNT,
      principal: role,
      ...request,
      context: { "aws:RequestedRegion": ORGANIZATION.homeRegion, ...request.context },
    }).verdict;
  const parameters = set.parameters.parse({ ...set.defaults?.(ORGANIZATION), ...set.example });
  const { allowed, denied } = set.requests(parameters, ORGANIZATION);

  it("has a name with room for what is made of it", () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(id.length).toBeLessThanOrEqual(LONGEST_SLUG);
  });

  it("consists of policies whose documents are known", () => {
    expect(policies.unknown).toEqual([]);
    expect(policies.unknownBoundary).toBe(false);
  });

  it("keeps to the limits", () => {
    expect(limitFindings([planned], undefined)).toEqual([]);
    expect(planned.awsManagedPolicies.length + planned.customerManagedPolicies.length).toBeLessThanOrEqual(
      IDENTITY_LIMITS.managedPoliciesOfARole,
    );
  });

  it("does not ask for a second factor: that is the identity provider's", () => {
    expect(planned.inlinePolicy.toLowerCase()).not.toContain("multifactorauth");
  });

  it("names actions that there are", () => {
    const patterns = set
      .content(parameters, ORGANIZATION)
      .inlineStatements.flatMap(({ Action, NotAction }) => many(Action ?? NotAction));
    expect(patterns.filter((pattern) => !matchesKnownAction(pattern.toLowerCase()))).toEqual([]);
  });

  it("has at least three requests of each kind, all different", () => {
    expect(allowed.length).toBeGreaterThanOrEqual(3);
    expect(denied.length).toBeGreaterThanOrEqual(3);
    const texts = [...allowed, ...denied].map((request) => JSON.stringify(request));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each(allowed.map((request) => [JSON.stringify(request), request] as const))(
    "allows %s",
    (_, request) => {
      expect(verdict(request)).toBe("allowed");
    },
  );

  it.each(denied.map((request) => [JSON.stringify(request), request] as const))("denies %s", (_, request) => {
    expect(verdict(request)).toBe("denied");
  });
});
