import { type Deployment, refusalsOfOrganization, refusalsOfPlan } from "../../src/pulumi/refusals";
import { phasePolicy, planOf } from "../support/plans";

const plan = planOf([
  [phasePolicy("a", [])],
  [phasePolicy("a", []), phasePolicy("t", [], { type: "TAG_POLICY" })],
]);
const deployment: Deployment = {
  plan,
  phase: 1,
  reviewedDigest: plan.digest,
  acceptedDigest: undefined,
};

describe("from the files alone", () => {
  test("what was reviewed is not refused", () => {
    expect(refusalsOfPlan(deployment)).toEqual([]);
  });

  test("another digest than the reviewed one is, and both are named", () => {
    const [refusal] = refusalsOfPlan({ ...deployment, reviewedDigest: "sha256:other" });
    expect(refusal).toContain(plan.digest);
    expect(refusal).toContain("sha256:other");
  });

  test("without a lock nothing was reviewed", () => {
    expect(refusalsOfPlan({ ...deployment, reviewedDigest: undefined })).toHaveLength(1);
  });

  test("a digest that the configuration accepts is not refused", () => {
    const accepted = { reviewedDigest: "sha256:other", acceptedDigest: plan.digest };
    expect(refusalsOfPlan({ ...deployment, ...accepted })).toEqual([]);
  });

  test.each([0, 3, 1.5, Number.NaN])("phase %p of two is refused", (phase) => {
    expect(refusalsOfPlan({ ...deployment, phase })).toEqual([expect.stringContaining("are 1, 2")]);
  });

  test("problems that are errors are, all of them, with their place and fix; warnings are not", () => {
    const problems = [
      {
        code: "a",
        severity: "error",
        message: "first",
        fix: "mend it",
        place: { file: "o.yaml", line: 2, column: 3 },
      },
      { code: "b", severity: "warning", message: "second" },
      { code: "c", severity: "error", message: "third" },
    ] as const;
    const refusals = refusalsOfPlan({ ...deployment, plan: { ...plan, problems } });
    expect(refusals).toHaveLength(2);
    expect(refusals[0]).toMatch(/o\.yaml:2:3.*first[\s\S]*mend it/);
    expect(refusals[1]).toContain("third");
  });

  test("what is judged on better evidence is not refused twice", () => {
    const problems = ["lock-stale", "lock-missing", "policy-type-disabled", "exception-expired"].map(
      (code) => ({ code, severity: "error", message: code }) as const,
    );
    expect(refusalsOfPlan({ ...deployment, plan: { ...plan, problems } })).toEqual([]);
  });
});

describe("from the live organization", () => {
  const live = {
    id: "o-exampleorgid",
    enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"],
    trustedServices: [],
  };

  test("the one that is named, with the types that are needed, is not refused", () => {
    expect(refusalsOfOrganization(deployment, live)).toEqual([]);
  });

  test("another one is", () => {
    expect(refusalsOfOrganization(deployment, { ...live, id: "o-other" })).toEqual([
      expect.stringMatching(/o-exampleorgid.*o-other/),
    ]);
  });

  test("a type that the phase needs and the root has disabled is, and the command is named", () => {
    expect(refusalsOfOrganization({ ...deployment, phase: 2 }, live)).toEqual([
      expect.stringContaining("`org-guardrails enable TAG_POLICY`"),
    ]);
  });

  test("types that cannot be read are not taken for enabled", () => {
    expect(refusalsOfOrganization(deployment, { ...live, enabledPolicyTypes: null })).toHaveLength(1);
  });

  test("a type whose service has lost its trusted access is, though the type is enabled", () => {
    const hub = planOf([[phasePolicy("h", [], { type: "SECURITYHUB_POLICY" })]]);
    const enabled = { ...live, enabledPolicyTypes: ["SECURITYHUB_POLICY"] };
    expect(refusalsOfOrganization({ ...deployment, plan: hub }, enabled)).toEqual([
      expect.stringContaining("enable-aws-service-access --service-principal securityhub.amazonaws.com"),
    ]);
    const trusted = { ...enabled, trustedServices: ["securityhub.amazonaws.com"] };
    expect(refusalsOfOrganization({ ...deployment, plan: hub }, trusted)).toEqual([]);
  });
});
