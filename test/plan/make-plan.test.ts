import fc from "fast-check";
import { catalogue } from "../../guardrails";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest } from "../../src/evaluate/request";
import type { Intent } from "../../src/organization/intent";
import type { Lock } from "../../src/organization/lock";
import type { Snapshot } from "../../src/organization/snapshot";
import { makePlan } from "../../src/plan/make-plan";
import type { Plan } from "../../src/plan/types";
import type { PolicyDocument } from "../../src/policy/document";
import { deployed, smallIntent, smallSnapshot } from "../support/organizations";

const NOW = Date.parse("2026-12-01T00:00:00Z");

function planned(intent: Intent, snapshot: Snapshot = smallSnapshot(), lock: Lock | null = null) {
  return makePlan({ intent, snapshot, lock, catalogue, now: NOW });
}

function mustPlan(intent: Intent, snapshot?: Snapshot, lock: Lock | null = null): { plan: Plan; lock: Lock } {
  const result = planned(intent, snapshot, lock);
  if (result.plan === null) throw new Error(JSON.stringify(result.problems));
  return { plan: result.plan, lock: result.lock! };
}

/** The verdict of a plan's desired state on a request in an account. */
function verdict(plan: Plan, account: string, request: AccessRequest) {
  const parents = new Map(plan.nodes.map(({ id, parent }) => [id, parent]));
  const levels: PolicyDocument[][] = [];
  for (let node: string | null = account; node !== null; node = parents.get(node)!) {
    const here = plan.policies.filter(({ targets }) => targets.some(({ id }) => id === node));
    levels.unshift(here.map(({ content }) => content as PolicyDocument));
  }
  return decide(levels, { account, ...request }).verdict;
}

const createUser = (account: string, principal: string, time = "2026-12-01T00:00:00Z"): AccessRequest => ({
  action: "iam:CreateUser",
  resource: `arn:aws:iam::${account}:user/new`,
  principal: `arn:aws:iam::${account}:${principal}`,
  context: { "aws:CurrentTime": time },
});

describe("a plan", () => {
  it("creates each policy once and attaches it where it is asked for", () => {
    const { plan } = mustPlan(
      smallIntent({ Root: ["deny-leave-organization"], Prod: ["deny-root-user"], Dev: ["deny-root-user"] }),
    );
    expect(plan.changes.map(({ id }) => id).sort()).toEqual([
      "attach:deny-leave-organization:r-test",
      "attach:deny-root-user:ou-test-dev00001",
      "attach:deny-root-user:ou-test-prod0001",
      "create:deny-leave-organization",
      "create:deny-root-user",
    ]);
  });

  it("lists policies of others with their id, and never changes them", () => {
    const { plan } = mustPlan(smallIntent({ Root: ["deny-root-user"] }));
    expect(plan.policies.find(({ key }) => key === "p-FullAWSAccess")).toMatchObject({ managed: false });
    expect(plan.changes.some(({ policy }) => policy === "p-FullAWSAccess")).toBe(false);
  });

  it("has nothing to do once it is deployed", () => {
    const intent = smallIntent({ Root: ["deny-root-user"], Prod: ["deny-iam-user-creation"] }, [{}]);
    const first = mustPlan(intent);
    const again = mustPlan(intent, deployed(smallSnapshot(), first.plan), first.lock);
    expect(again.plan.changes).toEqual([]);
    expect(again.plan.digest).toBe(first.plan.digest);
    expect(again.plan.problems).toEqual([]);
    expect(again.lock).toEqual(first.lock);
  });

  it("writes nothing for a policy whose live text differs in white space alone", () => {
    const intent = smallIntent({ Root: ["deny-root-user"] });
    const first = mustPlan(intent);
    const live = deployed(smallSnapshot(), first.plan);
    const spaced = {
      ...live,
      policies: live.policies.map((policy) => ({
        ...policy,
        content: JSON.stringify(JSON.parse(policy.content), null, 2),
      })),
    };
    const again = mustPlan(intent, spaced, first.lock);
    expect(again.plan.changes).toEqual([]);
    expect(again.plan.policies[0]!.characters).toBe(
      spaced.policies.find(({ id }) => id === "p-deny-root-user")!.content.length,
    );
  });

  it("attaches and detaches nothing for a renamed or a moved unit", () => {
    const intent = smallIntent({ Prod: ["deny-root-user"], Dev: ["deny-leave-organization"] });
    const first = mustPlan(intent);
    const live = deployed(smallSnapshot(), first.plan);
    const renamed = {
      ...live,
      units: live.units.map((unit) =>
        unit.name === "Dev" ? { ...unit, name: "Development", parent: "ou-test-prod0001" } : unit,
      ),
    };
    const again = smallIntent({ Prod: ["deny-root-user"], "Prod/Development": ["deny-leave-organization"] });
    expect(mustPlan(again, renamed, first.lock).plan.changes).toEqual([]);
  });

  it("deletes a policy that nobody wants in two phases, and never allots its key again", () => {
    const both = smallIntent({ Root: ["deny-leave-organization", "deny-root-user"] });
    const one = smallIntent({ Root: ["deny-leave-organization"] });
    const first = mustPlan(both);
    const live = deployed(smallSnapshot(), first.plan);
    const second = mustPlan(one, live, first.lock);
    expect(second.plan.changes.map(({ id, phase }) => [id, phase])).toEqual([
      ["detach:deny-root-user:r-test", 1],
      ["delete:deny-root-user", 2],
    ]);
    expect(second.plan.phases[0]!.policies.find(({ key }) => key === "deny-root-user")).toMatchObject({
      protect: false,
      targets: [],
    });
    expect(second.lock.retiredKeys).toEqual(["deny-root-user"]);
    const third = mustPlan(both, deployed(smallSnapshot(), second.plan), second.lock);
    expect(third.plan.policies.map(({ key }) => key)).toContain("deny-root-user-2");
  });

  it("is the same to the byte in whatever order the files list things", () => {
    const wishes = {
      Root: ["deny-root-user", "deny-leave-organization", "protect-cloudtrail"],
      Prod: ["deny-iam-user-creation", "deny-access-keys"],
      Dev: ["deny-iam-user-creation"],
    };
    const exceptions = [{}, { guardrail: "deny-access-keys", on: ["pay"], principals: ["user/gateway"] }];
    const snapshot = smallSnapshot();
    const expected = JSON.stringify(mustPlan(smallIntent(wishes, exceptions), snapshot));
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(
        shuffled(Object.entries(wishes)),
        shuffled(wishes.Root),
        shuffled(exceptions),
        shuffled(snapshot.accounts),
        shuffled(snapshot.units),
        (targets, root, ended, accounts, units) => {
          const intent = smallIntent({ ...Object.fromEntries(targets), Root: root }, ended);
          const { plan, lock } = mustPlan(intent, { ...snapshot, accounts, units });
          const exceptionsSorted = [...plan.exceptions].sort((a, b) => (a.guardrail > b.guardrail ? -1 : 1));
          expect(JSON.stringify({ plan: { ...plan, exceptions: exceptionsSorted }, lock })).toBe(expected);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("an exception", () => {
  const intent = smallIntent({ Prod: ["deny-iam-user-creation"] }, [{}]);
  const { plan } = mustPlan(intent);

  it("spares its principals in its account, and nobody else", () => {
    expect(verdict(plan, "222222222222", createUser("222222222222", "role/onboarding"))).toBe("allowed");
    expect(verdict(plan, "222222222222", createUser("222222222222", "role/other"))).toBe("denied");
    expect(verdict(plan, "333333333333", createUser("333333333333", "role/onboarding"))).toBe("denied");
  });

  it("ends by itself on its day, without a deployment", () => {
    const at = (time: string) =>
      verdict(plan, "222222222222", createUser("222222222222", "role/onboarding", time));
    expect(at("2027-01-30T23:59:59Z")).toBe("allowed");
    expect(at("2027-01-31T00:00:00Z")).toBe("denied");
  });

  it("that gives up its own end says so and does not end", () => {
    const open = mustPlan(smallIntent({ Prod: ["deny-iam-user-creation"] }, [{ selfEnding: false }])).plan;
    expect(open.exceptions[0]!.selfEnding).toBe(false);
    const request = createUser("222222222222", "role/onboarding", "2030-01-01T00:00:00Z");
    expect(verdict(open, "222222222222", request)).toBe("allowed");
  });

  it("guards its name: nobody but the deployers makes a role to fit it", () => {
    const makeRole = (principal: string): AccessRequest => ({
      action: "iam:CreateRole",
      resource: "arn:aws:iam::222222222222:role/onboarding",
      principal: `arn:aws:iam::222222222222:${principal}`,
    });
    expect(verdict(plan, "222222222222", makeRole("role/developer"))).toBe("denied");
    expect(verdict(plan, "222222222222", makeRole("role/onboarding"))).toBe("denied");
    expect(verdict(plan, "222222222222", makeRole("role/member-baseline"))).toBe("allowed");
  });

  it("states what it costs", () => {
    const without = mustPlan(smallIntent({ Prod: ["deny-iam-user-creation"] })).plan;
    const total = (some: Plan) =>
      some.policies.filter(({ managed }) => managed).reduce((sum, { characters }) => sum + characters, 0);
    expect(plan.exceptions[0]!.characters).toBeGreaterThan(0);
    expect(plan.exceptions[0]!.characters).toBe(total(plan) - total(without));
  });

  it("on a unit is expanded to its accounts", () => {
    const unit = mustPlan(smallIntent({ Root: ["deny-iam-user-creation"] }, [{ on: ["Prod"] }])).plan;
    expect(unit.exceptions[0]!.accounts).toEqual(["222222222222", "333333333333"]);
    expect(verdict(unit, "333333333333", createUser("333333333333", "role/onboarding"))).toBe("allowed");
    expect(verdict(unit, "444444444444", createUser("444444444444", "role/onboarding"))).toBe("denied");
  });

  it("that has passed stays in the text until somebody removes it", () => {
    const late = makePlan({
      intent,
      snapshot: smallSnapshot(),
      lock: null,
      catalogue,
      now: Date.parse("2028-01-01T00:00:00Z"),
    });
    expect(late.plan!.digest).toBe(plan.digest);
    expect(late.problems).toContainEqual(
      expect.objectContaining({ code: "exception-expired", severity: "error" }),
    );
  });
});

describe("a plan is refused, or warns,", () => {
  const codes = (intent: Intent, snapshot?: Snapshot, lock?: Lock) =>
    planned(intent, snapshot, lock ?? null).problems.map(({ code }) => code);

  it("when the files speak of two organizations", () => {
    const other = {
      ...smallSnapshot(),
      organization: { id: "o-otherorg01", managementAccount: "111111111111" },
    };
    expect(planned(smallIntent({ Root: ["deny-root-user"] }), other).plan).toBeNull();
    expect(codes(smallIntent({ Root: ["deny-root-user"] }), other)).toContain("other-organization");
  });

  it("when the snapshot does not have everything: what is not known is not taken for absent", () => {
    const gap = { action: "organizations:ListTargetsForPolicy", reason: "AWS refused it" };
    const notRead = [1, 2, 3, 4].map((index) => ({ ...gap, what: `policies[p-${index}\u202e].targets` }));
    const intent = smallIntent({ Root: ["deny-root-user"] });
    const { plan, problems } = planned(intent, { ...smallSnapshot(), notRead });
    expect(plan).toBeNull();
    expect(problems).toMatchObject([
      {
        code: "snapshot-partial",
        severity: "error",
        message: expect.stringContaining("and 1 more"),
        fix: expect.stringContaining("grant organizations:ListTargetsForPolicy"),
      },
    ]);
    expect(problems[0]!.message).not.toContain("\u202e");
  });

  it("when an exception spares nobody from anything", () => {
    expect(codes(smallIntent({ Dev: ["deny-iam-user-creation"] }, [{}]))).toContain(
      "exception-without-effect",
    );
    expect(codes(smallIntent({ Root: ["deny-iam-user-creation"] }, [{ on: ["management"] }]))).toContain(
      "exception-without-effect",
    );
  });

  it("when the same guardrail is asked for under two names of one target", () => {
    expect(
      codes(smallIntent({ Prod: ["deny-root-user"], "ou-test-prod0001": ["deny-root-user"] })),
    ).toContain("guardrail-twice");
  });

  it("when parameters are not what the guardrail takes", () => {
    expect(codes(smallIntent({ Prod: [["deny-services", { service: ["redshift"] }]] }))).toContain(
      "bad-parameters",
    );
  });

  it("when the policy type is not enabled", () => {
    const disabled = { ...smallSnapshot(), policyTypes: [] };
    expect(codes(smallIntent({ Root: ["deny-root-user"] }), disabled)).toContain("policy-type-disabled");
  });

  it("when somebody else's policy has the name", () => {
    const { plan } = mustPlan(smallIntent({ Root: ["deny-root-user"] }));
    const snapshot = deployed(smallSnapshot(), plan);
    const theirs = { ...snapshot, policies: snapshot.policies.map((policy) => ({ ...policy, tags: {} })) };
    expect(codes(smallIntent({ Root: ["deny-root-user"] }), theirs)).toContain("policy-name-taken");
  });

  it("when more targets are loosened than the limit, until the lock records consent", () => {
    const first = mustPlan(smallIntent({ Root: ["deny-root-user"], Dev: ["deny-leave-organization"] }));
    const live = deployed(smallSnapshot(), first.plan);
    const fewer = smallIntent({ Root: ["deny-root-user"] });
    expect(codes(fewer, live, first.lock)).toContain("loosening-needs-consent");
    const consented = makePlan({
      intent: fewer,
      snapshot: live,
      lock: first.lock,
      catalogue,
      now: NOW,
      consent: "Dev is closed",
    });
    expect(consented.problems.map(({ code }) => code)).not.toContain("loosening-needs-consent");
    expect(codes(fewer, live, consented.lock!)).toEqual([]);
  });

  it("when a target wants more policies than AWS lets it have", () => {
    const full = smallSnapshot();
    const others = Array.from({ length: 9 }, (_, index) => ({
      ...full.policies[0]!,
      id: `p-other${index}`,
      name: `other ${index}`,
      awsManaged: false,
      targets: ["ou-test-dev00001"],
    }));
    const { plan, problems } = planned(smallIntent({ Dev: ["deny-root-user"] }), {
      ...full,
      policies: [...full.policies, ...others],
    });
    expect(plan).toBeNull();
    expect(problems).toContainEqual(expect.objectContaining({ code: "does-not-fit", path: "Dev" }));
  });
});
