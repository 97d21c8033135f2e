import fc from "fast-check";
import { type Chain, levelsOf } from "../../src/chain/chain";
import { type PlanChains, planChains } from "../../src/chain/plan-chains";
import { RequestError } from "../../src/evaluate/errors";
import { decide } from "../../src/evaluate/reference";
import { explain, explanationOf, ImpossibleQuestion } from "../../src/explain/explain";
import { keysAsked } from "../../src/explain/turns";
import type { ExplainQuestion } from "../../src/explain/types";
import { type PlanView, parsePlan } from "../../src/plan/plan-file";
import { EXAMPLE_NOW, exampleWorkspace } from "../support/command";

const SANDBOX = "200000015554";
const role = (account: string, name = "dev") => `arn:aws:iam::${account}:role/${name}`;

let plan: PlanView;
let chains: PlanChains;
beforeAll(async () => {
  const workspace = exampleWorkspace();
  plan = parsePlan((await workspace.run("plan", "--json")).stdout, "plan").plan!;
  chains = planChains(plan);
  workspace.remove();
});

const asked = (question: Partial<ExplainQuestion>, on = chains) =>
  explanationOf(explain(on, { account: SANDBOX, action: "ec2:RunInstances", now: EXAMPLE_NOW, ...question }));

const REGIONS = {
  target: "ou-exam-snd10000",
  policy: "restrict-regions-2",
  sid: "RestrictRegions",
  guardrail: "restrict-regions",
};

/** With an RCP at the sandboxes, and AWS's own at every level. */
function withRcp(): PlanChains {
  const like = plan.policies[0]!;
  const rcp = (key: string, Statement: object, targets: readonly string[]) => ({
    ...like,
    key,
    name: key,
    type: "RESOURCE_CONTROL_POLICY",
    statements: [{ sid: "Perimeter", guardrail: "perimeter" }],
    content: { Version: "2012-10-17", Statement: [{ Principal: "*", Resource: "*", ...Statement }] },
    targets: targets.map((id) => ({ id, path: id })),
  });
  const perimeter = {
    Sid: "Perimeter",
    Effect: "Deny",
    Action: "sqs:*",
    Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": plan.organization.id } },
  };
  return planChains({
    ...plan,
    policies: [
      ...plan.policies,
      rcp(
        "p-RCPFullAWSAccess",
        { Effect: "Allow", Action: "*" },
        plan.nodes.map(({ id }) => id),
      ),
      rcp("perimeter", perimeter, ["ou-exam-snd10000"]),
    ],
  });
}

it("denies what every request of the kind is denied, and names only what denies them all", () => {
  expect(asked({ action: "redshift:CreateCluster" })).toEqual({
    verdict: "denied",
    decidedBy: [
      {
        target: "ou-exam-snd10000",
        policy: "deny-services",
        sid: "DenyServices",
        guardrail: "deny-services",
      },
    ],
    when: [],
    scp: expect.objectContaining({ verdict: "denied", when: [] }),
    rcp: null,
  });
});

it("depends on what is not given, with a denied and an allowed request that differ in it", () => {
  const { verdict, decidedBy, when } = asked({ principal: role(SANDBOX) });
  expect([verdict, decidedBy]).toEqual(["depends", [REGIONS]]);
  expect(when.map(({ key }) => key)).toEqual(["aws:RequestedRegion"]);
  const [{ value, denied, allowed }] = when as [(typeof when)[0]];
  expect(denied.context).toMatchObject({ "aws:RequestedRegion": value });
  expect({
    ...denied,
    context: { ...denied.context, "aws:RequestedRegion": allowed.context!["aws:RequestedRegion"]! },
  }).toEqual(allowed);
  const levels = levelsOf(chains.chain(SANDBOX, "SCP"));
  expect([decide(levels, denied).verdict, decide(levels, allowed).verdict]).toEqual(["denied", "allowed"]);
});

it("takes what is given, and what is said to be absent", () => {
  const given = (context: ExplainQuestion["context"], absent: readonly string[] = []) =>
    asked({ principal: role(SANDBOX), context, absent }).verdict;
  expect(given({ "aws:RequestedRegion": "eu-west-1" })).toBe("allowed");
  expect(given({ "AWS:requestedregion": "ap-south-1" })).toBe("denied");
  expect(given({}, ["aws:RequestedRegion"])).toBe("denied");
});

it("needs a second factor of a user, and says so", () => {
  const question = {
    principal: `arn:aws:iam::${SANDBOX}:user/ana`,
    context: { "aws:RequestedRegion": "eu-west-1" },
  };
  const { verdict, when } = asked(question);
  expect(verdict).toBe("depends");
  expect(when.map(({ key, value }) => [key, value])).toContainEqual(["aws:MultiFactorAuthPresent", null]);
  expect(asked({ ...question, absent: ["aws:MultiFactorAuthPresent", "aws:ViaAWSService"] }).verdict).toBe(
    "denied",
  );
});

it("exempts the management account, service-linked roles, and principals of elsewhere", () => {
  const exempt = { verdict: "exempt", decidedBy: [], when: [] };
  expect(asked({ account: plan.organization.managementAccount })).toEqual({
    ...exempt,
    scp: exempt,
    rcp: null,
  });
  expect(
    asked({ principal: role(SANDBOX, "aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS") }).verdict,
  ).toBe("exempt");
  expect(asked({ principal: role("999999999999") }).scp.verdict).toBe("exempt");
});

it("looks at the RCPs of the resource's account when there is a resource", () => {
  const on = withRcp();
  const queue = `arn:aws:sqs:eu-west-1:${SANDBOX}:q`;
  const question = {
    action: "sqs:SendMessage",
    resource: queue,
    context: { "aws:RequestedRegion": "eu-west-1" },
  };
  const own = asked({ ...question, principal: role("200000022220") }, on);
  expect([own.verdict, own.rcp?.verdict]).toEqual(["allowed", "allowed"]);
  const foreign = asked(
    {
      ...question,
      principal: role("999999999999"),
      context: { ...question.context, "aws:PrincipalOrgID": "o-other" },
    },
    on,
  );
  expect([foreign.verdict, foreign.scp.verdict]).toEqual(["denied", "exempt"]);
  expect(foreign.rcp).toMatchObject({
    verdict: "denied",
    decidedBy: [{ policy: "perimeter", guardrail: "perimeter" }],
  });
  expect(asked({ ...question, action: "ec2:RunInstances" }, on).rcp?.verdict).toBe("not-governed");
  const managed = asked(
    {
      ...question,
      account: plan.organization.managementAccount,
      resource: "arn:aws:sqs:eu-west-1:111111111111:q",
    },
    on,
  );
  expect([managed.verdict, managed.rcp?.verdict]).toEqual(["exempt", "exempt"]);
});

it("names a level that does not allow", () => {
  const policies = plan.policies.map((policy) =>
    policy.key === "p-FullAWSAccess"
      ? { ...policy, targets: policy.targets.filter(({ id }) => id !== SANDBOX) }
      : policy,
  );
  const { verdict, decidedBy } = asked({}, planChains({ ...plan, policies }));
  expect(verdict).toBe("denied");
  expect(decidedBy).toEqual([{ target: SANDBOX, policy: null, sid: null, guardrail: null }]);
});

it("refuses a question that no request can fit", () => {
  expect(() => asked({ action: "ec2" })).toThrow(RequestError);
  expect(() => asked({ principal: "ana" })).toThrow(RequestError);
  expect(() => asked({ context: { "aws:PrincipalArn": "x" }, absent: ["aws:principalarn"] })).toThrow(
    ImpossibleQuestion,
  );
});

it("agrees with the plain evaluator where everything that is asked of is given", () => {
  const values: Readonly<Record<string, readonly string[]>> = {
    "aws:RequestedRegion": ["eu-west-1", "us-east-1", "ap-south-1"],
    "aws:MultiFactorAuthPresent": ["true", "false"],
    "aws:ViaAWSService": ["true", "false"],
  };
  const verdicts = new Set<string>();
  const account = fc.constantFrom(SANDBOX, "200000022220", "200000027775");
  const action = fc.constantFrom(
    "ec2:RunInstances",
    "iam:CreateUser",
    "redshift:CreateCluster",
    "sts:AssumeRole",
  );
  const principal = fc.constantFrom(
    "role/dev",
    "role/ml-training",
    "role/org-guardrails-auditor",
    "user/ana",
    "root",
  );
  const context = fc.record(
    Object.fromEntries(Object.entries(values).map(([key, all]) => [key, fc.constantFrom(...all)])),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(account, action, principal, context, (id, name, who, given) => {
      const chain: Chain = chains.chain(id, "SCP");
      const present = { ...given, "aws:CurrentTime": "2027-01-01T00:00:00Z" };
      const arn = `arn:aws:iam::${id}:${who}`;
      const filled = new Set([...Object.keys(present), "aws:PrincipalArn"].map((key) => key.toLowerCase()));
      const absent = keysAsked(chain, name).filter((key) => !filled.has(key.toLowerCase()));
      const request = { action: name, principal: arn, account: id, context: present };
      let verdict: string;
      try {
        verdict = asked({ account: id, action: name, principal: arn, context: present, absent }).scp.verdict;
      } catch (error) {
        // Facts that AWS never brings together: no request to compare.
        if (error instanceof ImpossibleQuestion) return;
        throw error;
      }
      verdicts.add(verdict);
      // The resource alone is free, and no guardrail of these asks of it here.
      if (verdict !== "depends") expect(verdict).toBe(decide(levelsOf(chain), request).verdict);
    }),
    { seed: 20261122, numRuns: 40 },
  );
  expect([...verdicts]).toEqual(expect.arrayContaining(["allowed", "denied"]));
});
