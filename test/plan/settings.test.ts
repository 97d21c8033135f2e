import { z } from "zod";
import { catalogue } from "../../guardrails";
import { managementGuardrail } from "../../src/catalogue/guardrail";
import type { Lock } from "../../src/organization/lock";
import type { Snapshot } from "../../src/organization/snapshot";
import { makePlan } from "../../src/plan/make-plan";
import { proveIntent } from "../../src/plan/prove";
import { POLICY_TYPES } from "../../src/policy/types";
import { deployed, smallIntent, smallSnapshot, type Wishes } from "../support/organizations";

const SNAPSHOT: Snapshot = { ...smallSnapshot(), policyTypes: [...POLICY_TYPES].sort() };

function planned(
  wishes: Wishes,
  { snapshot = SNAPSHOT, lock = null, exceptions = [], more = [] }: Partial<Options> = {},
) {
  const intent = smallIntent(wishes, exceptions);
  return makePlan({ intent, snapshot, lock, catalogue: [...catalogue, ...more], now: 0 });
}

interface Options {
  readonly snapshot: Snapshot;
  readonly lock: Lock | null;
  readonly exceptions: Parameters<typeof smallIntent>[1];
  readonly more: typeof catalogue;
}

const MIXED: Wishes = {
  Root: ["deny-root-user", "deny-ai-training-use", "require-s3-public-access-block"],
  Prod: ["deny-serial-console", "require-imds-defaults", ["require-inspector", { scans: ["ec2"] }]],
  Dev: ["require-imds-defaults"],
};

describe("a plan of several policy types", () => {
  it("has a policy for each guardrail, of its type, and the same guardrail once", () => {
    const { plan } = planned(MIXED);
    const ours = plan!.policies.filter(({ managed }) => managed);
    expect(ours.map(({ key, type, targets }) => [key, type, targets.map(({ path }) => path)])).toEqual([
      ["deny-ai-training-use", "AISERVICES_OPT_OUT_POLICY", ["Root"]],
      ["deny-root-user", "SERVICE_CONTROL_POLICY", ["Root"]],
      ["deny-serial-console", "DECLARATIVE_POLICY_EC2", ["Prod"]],
      ["require-imds-defaults", "DECLARATIVE_POLICY_EC2", ["Dev", "Prod"]],
      ["require-inspector", "INSPECTOR_POLICY", ["Prod"]],
      ["require-s3-public-access-block", "S3_POLICY", ["Root"]],
    ]);
    const serial = ours.find(({ key }) => key === "deny-serial-console")!;
    expect(serial).toMatchObject({ guardrails: ["deny-serial-console"], statements: [] });
    expect(serial.characters).toBe(JSON.stringify(serial.content).length);
  });

  it("needs one phase, and none once it is deployed", () => {
    const first = planned(MIXED);
    expect(first.plan!.phases).toHaveLength(1);
    const again = planned(MIXED, { snapshot: deployed(SNAPSHOT, first.plan!), lock: first.lock });
    expect(again.plan!.changes).toEqual([]);
    expect(again.problems).toEqual([]);
    expect(again.lock).toEqual(first.lock);
  });

  it("names each type that is not enabled, and the trusted access that comes before it", () => {
    const { problems } = planned(MIXED, { snapshot: smallSnapshot() });
    const disabled = problems.filter(({ code }) => code === "policy-type-disabled");
    expect(disabled.map(({ fix }) => fix)).toEqual([
      "org-guardrails enable AISERVICES_OPT_OUT_POLICY",
      "org-guardrails enable DECLARATIVE_POLICY_EC2",
      "org-guardrails enable S3_POLICY",
      "first aws organizations enable-aws-service-access --service-principal inspector2.amazonaws.com, then org-guardrails enable INSPECTOR_POLICY",
    ]);
  });

  it("counts a setting that goes, or gets another value, as loosened", () => {
    const first = planned({ Prod: ["deny-serial-console", ["require-imds-defaults", { "hop-limit": 1 }]] });
    const snapshot = deployed(SNAPSHOT, first.plan!);
    const next = (wishes: Wishes) =>
      planned(wishes, { snapshot, lock: first.lock }).loosened.map(({ path }) => path);
    expect(next({ Prod: ["deny-serial-console", ["require-imds-defaults", { "hop-limit": 2 }]] })).toEqual([
      "Prod",
    ]);
    expect(next({ Prod: [["require-imds-defaults", { "hop-limit": 1 }]] })).toEqual(["Prod"]);
    expect(next({ Root: ["deny-serial-console", ["require-imds-defaults", { "hop-limit": 1 }]] })).toEqual(
      [],
    );
  });

  it("shares policies where slots run out, and says where even that does not fit", () => {
    const many = ["deny-serial-console", "deny-public-ami-sharing", "deny-public-snapshot-sharing"];
    const crowd = (count: number): Snapshot => ({
      ...SNAPSHOT,
      policies: [
        ...SNAPSHOT.policies,
        ...Array.from({ length: count }, (_, index) => ({
          id: `p-other${index}`,
          name: `other-${index}`,
          description: "",
          type: "DECLARATIVE_POLICY_EC2",
          awsManaged: false,
          tags: {},
          content: "{}",
          targets: ["ou-test-prod0001"],
        })),
      ],
    });
    const first = planned({ Prod: many }, { snapshot: crowd(7) });
    const shared = first.plan!.policies.filter(({ managed }) => managed);
    expect(shared.map(({ guardrails }) => guardrails.length).sort()).toEqual([1, 2]);
    expect(planned({ Prod: many }, { snapshot: crowd(9) }).problems).toMatchObject([
      { code: "does-not-fit", path: "Prod", message: expect.stringContaining("needs 1 more") },
    ]);
  });
});

/** A guardrail that sets the serial console, one way or the other. */
const console = (id: string, status: string) =>
  managementGuardrail({
    id,
    type: "DECLARATIVE_POLICY_EC2",
    theme: "network",
    title: "Serial console",
    rationale: "",
    references: [],
    parameters: z.strictObject({}),
    content: () => ({ ec2_attributes: { serial_console_access: { status: { "@@assign": status } } } }),
    effects: () => [],
  });

const hub = managementGuardrail({
  ...console("require-hub", "enabled"),
  type: "SECURITYHUB_CSPM_POLICY",
  content: () => ({ anything: { "@@assign": "x" } }),
});

describe("what cannot be planned", () => {
  it("two guardrails that say different things of one setting at one target", () => {
    const more = [console("require-console", "enabled"), console("restrict-console", "disabled")];
    const { plan, problems } = planned({ Root: ["require-console"], Prod: ["restrict-console"] }, { more });
    expect([plan !== null, problems.filter(({ code }) => code === "settings-collide")]).toEqual([true, []]);
    const both = planned(
      { Prod: ["restrict-console", "require-console"], Dev: ["require-console"] },
      { more },
    );
    expect(both.plan).toBeNull();
    expect(both.problems).toEqual([
      expect.objectContaining({
        code: "settings-collide",
        message: expect.stringMatching(
          /^require-console and restrict-console say different things of ec2_attributes.serial_console_access.status at Prod/,
        ),
      }),
    ]);
  });

  it("a guardrail of a type that @pulumi/aws does not take", () => {
    const { plan, problems } = planned({ Root: ["require-hub"] }, { more: [hub] });
    expect(plan).toBeNull();
    expect(problems).toMatchObject([
      { code: "policy-type-not-deployable", message: expect.stringContaining("SECURITYHUB_CSPM_POLICY") },
    ]);
  });

  it("an exception from a setting", () => {
    const exceptions = [{ guardrail: "deny-serial-console" }];
    const { plan, problems } = planned({ Prod: ["deny-serial-console"] }, { exceptions });
    expect(plan).toBeNull();
    expect(problems).toMatchObject([
      {
        code: "exception-from-setting",
        message: expect.stringContaining("only Deny statements of SCPs and RCPs can spare principals"),
      },
    ]);
  });

  it("parameters whose policy AWS would not take", () => {
    const wrong = console("restrict-console", "perhaps");
    const { problems } = planned({ Root: ["restrict-console"] }, { more: [wrong] });
    expect(problems).toMatchObject([
      {
        code: "bad-parameters",
        message: expect.stringMatching(/not be a valid DECLARATIVE_POLICY_EC2: .*status\.@@assign/),
      },
    ]);
  });
});

it("proves each guardrail by its examples, with the user's parameters", () => {
  expect(proveIntent(smallIntent(MIXED), catalogue)).toEqual([]);
  const boastful = managementGuardrail({
    ...console("restrict-console", "disabled"),
    effects: () => [
      {
        shows: "A policy below cannot change it",
        below: [{ ec2_attributes: { serial_console_access: { status: { "@@assign": "enabled" } } } }],
        effective: { ec2_attributes: { serial_console_access: { status: "disabled" } } },
      },
    ],
  });
  expect(proveIntent(smallIntent({ Root: ["restrict-console"] }), [boastful])).toMatchObject([
    {
      code: "guardrail-not-proved",
      message: 'restrict-console with these parameters: "A policy below cannot change it" does not come true',
      found: '{"ec2_attributes":{"serial_console_access":{"status":"enabled"}}}',
    },
  ]);
});
