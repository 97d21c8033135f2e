import { z } from "zod";
import { catalogue } from "../../guardrails";
import { type AnyGuardrail, guardrail } from "../../src/catalogue/guardrail";
import { decide } from "../../src/evaluate/reference";
import type { AccessRequest } from "../../src/evaluate/request";
import { makePlan } from "../../src/plan/make-plan";
import type { Plan } from "../../src/plan/types";
import type { PolicyDocument } from "../../src/policy/document";
import { MANAGEMENT, smallIntent, smallSnapshot } from "../support/organizations";

/** Buckets are for principals of the organization and for AWS services; nobody deletes one. */
const keepBuckets = guardrail({
  id: "protect-buckets",
  type: "RESOURCE_CONTROL_POLICY",
  theme: "perimeter",
  title: "Buckets stay",
  rationale: "Buckets stay",
  references: [],
  parameters: z.strictObject({}),
  statements: () => [
    {
      Effect: "Deny",
      Action: "s3:DeleteBucket",
      Resource: "*",
      Condition: { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } },
    },
  ],
  requests: () => ({ denied: [], allowed: [] }),
});

const everything: readonly AnyGuardrail[] = [...catalogue, keepBuckets];

type Exceptions = Parameters<typeof smallIntent>[1];

function planned(exceptions: Exceptions, wishes: readonly string[] = ["protect-buckets"]) {
  return makePlan({
    intent: smallIntent({ Prod: wishes }, exceptions),
    snapshot: { ...smallSnapshot(), policyTypes: ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] },
    lock: null,
    catalogue: everything,
    now: Date.parse("2026-12-01T00:00:00Z"),
  });
}

function planOf(exceptions: Exceptions): Plan {
  const result = planned(exceptions);
  if (result.plan === null) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

const RCP_FULL: PolicyDocument = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
};

/** The verdict of a plan's RCPs on a request for a resource of an account. */
function verdict(
  plan: Plan,
  account: string,
  request: Omit<AccessRequest, "action" | "account">,
  time = BEFORE,
) {
  const parents = new Map(plan.nodes.map(({ id, parent }) => [id, parent]));
  const levels: PolicyDocument[][] = [];
  for (let node: string | null = account; node !== null; node = parents.get(node)!) {
    const here = plan.policies.filter(
      ({ type, targets }) => type === "RESOURCE_CONTROL_POLICY" && targets.some(({ id }) => id === node),
    );
    levels.unshift([RCP_FULL, ...here.map(({ content }) => content as PolicyDocument)]);
  }
  const context = { ...request.context, "aws:CurrentTime": time };
  return decide({ type: "RCP", levels }, { ...request, action: "s3:DeleteBucket", account, context }).verdict;
}

const BEFORE = "2027-01-30T23:59:59Z";
const FROM = "2027-01-31T00:00:00Z";
const SERVICE = { context: { "aws:PrincipalIsAWSService": "true" } };
const by = (account: string, name = "role/cleaner") => ({ principal: `arn:aws:iam::${account}:${name}` });

// shop 222… and pay 333… are in Prod, lab 444… is in Dev: the principal of the exception lives outside its targets.
const plan = planOf([{ guardrail: "protect-buckets", on: ["lab"], principals: ["role/cleaner"] }]);

describe("an exception from an RCP", () => {
  it("spares its principal at every target of the guardrail, wherever it lives", () => {
    expect(verdict(plan, "222222222222", by("444444444444"))).toBe("allowed");
    expect(verdict(plan, "333333333333", by("444444444444"))).toBe("allowed");
  });

  it("spares nobody of that name in another account, of the organization or not", () => {
    expect(verdict(plan, "222222222222", by("222222222222"))).toBe("denied");
    expect(verdict(plan, "222222222222", by("999988887777"))).toBe("denied");
    expect(verdict(plan, "222222222222", by("444444444444", "role/other"))).toBe("denied");
  });

  it.each([BEFORE, FROM])("keeps the guard for AWS services, and anonymous requests out, at %s", (time) => {
    expect(verdict(plan, "222222222222", SERVICE, time)).toBe("allowed");
    expect(verdict(plan, "222222222222", {}, time)).toBe("denied");
  });

  it("ends by itself at every target of the guardrail", () => {
    for (const account of ["222222222222", "333333333333"]) {
      expect(verdict(plan, account, by("444444444444"), FROM)).toBe("denied");
    }
    const ended = plan.policies.filter(({ content }) => JSON.stringify(content).includes("Ended20270131"));
    expect(ended.flatMap(({ targets }) => targets.map(({ path }) => path))).toEqual(["Prod"]);
  });

  it("makes its name a door of the account where the principal lives", () => {
    const doors = plan.policies.filter(({ key }) => key.startsWith("protect-exempt-principals"));
    expect(doors.map(({ type }) => type)).toContain("SERVICE_CONTROL_POLICY");
    const atLab = doors.filter(({ targets }) => targets.some(({ id }) => id === "444444444444"));
    expect(JSON.stringify(atLab)).toContain("arn:aws:iam::444444444444:role/cleaner");
  });

  it("is refused where the guardrail denies AWS services only, which have no name", () => {
    const { plan: none, problems } = planned(
      [{ guardrail: "deny-confused-deputy" }],
      ["deny-confused-deputy"],
    );
    expect(none).toBeNull();
    expect(problems).toMatchObject([
      { code: "exception-without-effect", message: expect.stringContaining("denies AWS services only") },
    ]);
  });

  it("may be of the management account, whose principals an RCP binds at a member's resources", () => {
    const central = planOf([
      { guardrail: "protect-buckets", on: ["management"], principals: ["role/cleaner"] },
    ]);
    expect(verdict(central, "222222222222", by(MANAGEMENT))).toBe("allowed");
    expect(verdict(central, "222222222222", by(MANAGEMENT), FROM)).toBe("denied");
    // Nobody in a member account can take that name, so there is no door to guard for it.
    const texts = JSON.stringify(central.policies.map(({ content }) => content));
    expect(texts).not.toContain(`"Resource":"arn:aws:iam::${MANAGEMENT}:role/cleaner"`);
  });
});
