import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DEPLOYED_ACCOUNTS } from "../../src/lockdown/deployer-policy";
import type { LockdownPlan } from "../../src/lockdown/types";
import { type UpdateOptions, type UpdateResult, update } from "../support/engine/engine";
import { type MemoryResource, MemoryResources } from "../support/engine/providers/memory-resources";
import type { Registration } from "../support/engine/registration";
import { lastComeFirstServed, type Order, seededOrder } from "../support/engine/scheduler";
import { nameOf } from "../support/engine/state";
import { TYPES_IN } from "../support/root-lockdown/calls";
import { FEW, IAM, LOGS, lockdownPlan, SECURITY } from "../support/root-lockdown/plan";
import { LOCKDOWN_RULES, LOCKDOWN_TYPES as TYPES } from "../support/root-lockdown/resources";

// Each run starts a program, which takes some seconds.
jest.setTimeout(120_000);

const MANAGEMENT = "111111111111";
const folder = mkdtempSync(join(tmpdir(), "org-guardrails-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A rule as CloudFormation has it. */
interface TemplateRule {
  readonly Name: string;
  readonly Description: string;
  readonly EventPattern: object;
  readonly State: string;
  readonly Targets: readonly [
    {
      readonly Id: string;
      readonly Arn: { readonly "Fn::Sub": string };
      readonly RoleArn: { readonly "Fn::Sub": string };
    },
  ];
}

/** Runs of one stack, each on what the last one left. */
class Runs {
  constructor(
    readonly memory = new MemoryResources(LOCKDOWN_RULES),
    private last?: UpdateResult,
  ) {}

  copy(): Runs {
    return new Runs(this.memory.copy(), this.last);
  }

  async up(plan: LockdownPlan, options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
    const file = join(folder, "plan.json");
    writeFileSync(file, JSON.stringify(plan));
    this.last = await update({
      project: resolve(__dirname, "../.."),
      main: "test/support/programs/root-lockdown.js",
      stack: "any-name",
      config: { "test:plan": file },
      provider: this.memory,
      ...(this.last && { checkpoint: this.last.checkpoint }),
      ...options,
    });
    return this.last;
  }
}

const writesOf = ({ writes }: UpdateResult) =>
  writes.map(({ op, type, name }) => `${op} ${kindOf(type)} ${name}`);
const kindOf = (type: string) => type.split(":").at(-1)!;
const resourcesOf = ({ registrations }: UpdateResult) =>
  registrations.filter(({ type }) => type.startsWith("aws:"));
/** "<account>:<region>" */
const providerOf = ({ provider }: Registration) => nameOf(provider).split("::")[0]!;
const namedWith = (registrations: readonly Registration[], test: (registration: Registration) => boolean) =>
  registrations.filter(test).map(({ type, urn }) => `${kindOf(type)} ${nameOf(urn)}`);

const deployed = new Runs();
let first: UpdateResult;
beforeAll(async () => {
  first = await deployed.up(lockdownPlan());
  expect(first.error).toBeNull();
});

describe("a first run", () => {
  test("a second run writes nothing", async () => {
    expect(writesOf(await deployed.copy().up(lockdownPlan(), { expected: first.registrations }))).toEqual([]);
  });

  test("every resource is the component's child, and none is written by a default provider", () => {
    for (const resource of resourcesOf(first)) {
      expect(nameOf(resource.parent)).toBe("root-lockdown");
      expect(providerOf(resource)).toMatch(/^\d{12}:[a-z]{2}-[a-z]+-\d$/);
    }
  });

  test("each account has a provider for each Region that is written, bound to the account and by its role", () => {
    const providers = first.registrations
      .filter(({ type }) => type === "pulumi:providers:aws")
      .map(({ urn, inputs: { region, allowedAccountIds, assumeRoles } }) => [
        nameOf(urn),
        region,
        allowedAccountIds,
        assumeRoles === undefined ? null : JSON.parse(String(assumeRoles)),
      ]);
    const by = ({ id, deployRole }: typeof IAM) => [
      { roleArn: `arn:aws:iam::${id}:${deployRole}`, sessionName: "org-guardrails" },
    ];
    const one = (account: string, region: string, roles: unknown) => [
      `${account}:${region}`,
      region,
      JSON.stringify([account]),
      roles,
    ];
    const regions = ["eu-west-1", "us-east-1"];
    expect(providers.sort()).toEqual([
      ...regions.map((region) => one(MANAGEMENT, region, null)),
      ...regions.map((region) => one(SECURITY.id, region, by(SECURITY))),
      one(LOGS.id, "eu-west-1", by(LOGS)),
      ...regions.map((region) => one(IAM.id, region, by(IAM))),
    ]);
  });

  test("what is where", () => {
    const where = (type: string) => [
      ...new Set(
        resourcesOf(first)
          .filter((each) => each.type === type)
          .map(providerOf),
      ),
    ];
    for (const type of [TYPES.topic, TYPES.bus, TYPES.queue])
      expect(where(type)).toEqual([`${SECURITY.id}:eu-west-1`]);
    expect(where(TYPES.bucket)).toEqual([`${LOGS.id}:eu-west-1`]);
    expect(where(TYPES.analyzer)).toEqual([`${IAM.id}:eu-west-1`]);
    for (const type of [TYPES.stackSet, TYPES.stacks, TYPES.trail, TYPES.access, TYPES.filter]) {
      expect(where(type)).toEqual([`${MANAGEMENT}:eu-west-1`]);
    }
    expect(where(TYPES.ebs)).toEqual([`${MANAGEMENT}:eu-west-1`, `${MANAGEMENT}:us-east-1`]);
    const rules = deployed.memory
      .all(TYPES.rule)
      .filter(({ inputs }) => inputs.eventBusName === undefined)
      .map(({ account, region, inputs }) => `${inputs.name} ${account} ${region}`);
    expect(rules).toContain(`org-guardrails-notice-root-sign-in ${MANAGEMENT} us-east-1`);
    expect(rules).toContain(`org-guardrails-notice-management-account-change ${MANAGEMENT} us-east-1`);
    expect(rules).toContain(`org-guardrails-notice-external-access ${IAM.id} eu-west-1`);
    expect(rules.filter((rule) => rule.includes("root-sign-in") && !rule.includes(MANAGEMENT))).toEqual([]);
  });

  test("each account has the types whose calls its deployer is allowed", () => {
    const accounts = { management: MANAGEMENT, security: SECURITY.id, "log-archive": LOGS.id, iam: IAM.id };
    for (const account of DEPLOYED_ACCOUNTS) {
      const there = resourcesOf(first).filter((each) => providerOf(each).startsWith(accounts[account]));
      expect([...new Set(there.map(({ type }) => type))].sort()).toEqual([...TYPES_IN[account]].sort());
    }
  });

  test("what would loosen something when it goes is kept or protected, and nothing else", () => {
    const resources = resourcesOf(first);
    expect(namedWith(resources, ({ retainOnDelete }) => retainOnDelete).sort()).toEqual([
      "AccountPasswordPolicy password-policy",
      ...lockdownPlan().trustedAccess.map((service) => `AwsServiceAccess trusted-access:${service}`),
      "EncryptionByDefault ebs-encryption:eu-west-1",
      "EncryptionByDefault ebs-encryption:us-east-1",
      "OrganizationsFeatures root-access",
    ]);
    expect(namedWith(resources, ({ protect }) => protect).sort()).toEqual([
      "Alias trail",
      "Bucket trail",
      "BucketOwnershipControls trail",
      "BucketPolicy trail",
      "BucketPublicAccessBlock trail",
      "BucketServerSideEncryptionConfiguration trail",
      "BucketVersioning trail",
      "Key notifications",
      "Key trail",
      "LogGroup trail",
      "Role trail",
      "RolePolicy trail",
      "StackSet stack-set:org-guardrails-baseline",
      "StackSet stack-set:org-guardrails-detections",
      "Trail trail",
    ]);
  });

  test("StackSets reach new accounts by themselves, and leave behind what they made", () => {
    for (const { inputs } of deployed.memory.all(TYPES.stackSet)) {
      expect(inputs).toMatchObject({
        permissionModel: "SERVICE_MANAGED",
        managedExecution: { active: true },
        operationPreferences: { failureTolerancePercentage: 10, maxConcurrentPercentage: 25 },
      });
    }
    const waitsFor = deployed.memory
      .all(TYPES.stackSet)
      .map(({ inputs }) => [inputs.name, inputs.autoDeployment]);
    expect(Object.fromEntries(waitsFor)).toEqual({
      "org-guardrails-baseline": { enabled: true, retainStacksOnAccountRemoval: true },
      "org-guardrails-detections": {
        enabled: true,
        retainStacksOnAccountRemoval: true,
        dependsOnStackSets: [expect.stringMatching(/:stackset\/org-guardrails-baseline:/)],
      },
    });
    const stacks = deployed.memory.all(TYPES.stacks).map(({ inputs }) => inputs);
    expect(stacks).toHaveLength(3);
    for (const inputs of stacks) {
      expect(inputs).toMatchObject({
        deploymentTargets: { organizationalUnitIds: ["r-test"] },
        retainStack: true,
      });
    }
  });

  test("messages go to the topic of their severity, and what it does not take to the queue", () => {
    const { rollout } = lockdownPlan().detections!;
    const targets = deployed.memory.all(TYPES.target).filter(({ inputs }) => inputs.targetId === "topic");
    expect(targets).toHaveLength(rollout.notifying.length);
    for (const { name, severity, message } of rollout.notifying) {
      expect(targets.find(({ inputs }) => inputs.rule === name)!.inputs).toMatchObject({
        eventBusName: name,
        arn: `arn:aws:sns:eu-west-1:${SECURITY.id}:org-guardrails-${severity}`,
        deadLetterConfig: { arn: `arn:aws:sqs:eu-west-1:${SECURITY.id}:org-guardrails-undelivered` },
        inputTransformer: { inputPaths: message.paths, inputTemplate: message.template },
      });
    }
    expect(
      deployed.memory
        .all(TYPES.alarm)
        .map(({ account, inputs }) => [account, inputs.name, inputs.alarmActions]),
    ).toEqual(
      expect.arrayContaining([
        [
          MANAGEMENT,
          "org-guardrails-notice-repeated-sign-in-failures",
          [expect.stringMatching(/:org-guardrails-medium$/)],
        ],
        [SECURITY.id, "org-guardrails-undelivered", [expect.stringMatching(/:org-guardrails-critical$/)]],
      ]),
    );
    const mail = deployed.memory
      .all(TYPES.subscription)
      .map(({ inputs }) => `${inputs.endpoint} ${inputs.topic}`);
    expect(mail.map((each) => each.split(":").at(-1)).sort()).toEqual([
      "org-guardrails-critical",
      "org-guardrails-high",
    ]);
  });

  test("everything at rest is encrypted, and keys turn over", () => {
    const keys = deployed.memory.all(TYPES.key);
    expect(keys.map(({ account, inputs }) => [account, inputs.enableKeyRotation])).toEqual(
      expect.arrayContaining([
        [SECURITY.id, true],
        [LOGS.id, true],
      ]),
    );
    for (const { inputs } of deployed.memory.all(TYPES.topic)) {
      expect(inputs.kmsMasterKeyId).toMatch(`arn:aws:kms:eu-west-1:${SECURITY.id}:key/`);
    }
    expect(deployed.memory.all(TYPES.queue)[0]!.inputs.sqsManagedSseEnabled).toBe(true);
    expect(deployed.memory.all(TYPES.trail)[0]!.inputs).toMatchObject({
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      kmsKeyId: expect.stringContaining(`:${LOGS.id}:key/`),
      cloudWatchLogsGroupArn: `arn:aws:logs:eu-west-1:${MANAGEMENT}:log-group:org-guardrails/trail:*`,
    });
  });

  test("the management account's rules are those of the template, property by property", () => {
    const [, set] = lockdownPlan().stackSets;
    const { Resources } = set!.template as { Resources: Record<string, { Properties: TemplateRule }> };
    const account = (text: string) =>
      text.replaceAll("${AWS::Partition}", "aws").replaceAll("${AWS::AccountId}", MANAGEMENT);
    for (const { Properties } of Object.values(Resources)) {
      const ours = ({ account: where, inputs }: MemoryResource, name: unknown) =>
        where === MANAGEMENT && inputs.eventBusName === undefined && name === Properties.Name;
      const [rule] = deployed.memory.all(TYPES.rule).filter((each) => ours(each, each.inputs.name));
      expect({ ...rule!.inputs, eventPattern: JSON.parse(String(rule!.inputs.eventPattern)) }).toEqual({
        name: Properties.Name,
        description: Properties.Description,
        eventPattern: Properties.EventPattern,
        state: Properties.State,
      });
      const [target] = deployed.memory.all(TYPES.target).filter((each) => ours(each, each.inputs.rule));
      const [{ Id, Arn, RoleArn }] = Properties.Targets;
      expect(target!.inputs).toEqual({
        rule: Properties.Name,
        targetId: Id,
        arn: account(Arn["Fn::Sub"]),
        roleArn: account(RoleArn["Fn::Sub"]),
      });
    }
  });

  test("names of resources never meet", () => {
    const urns = resourcesOf(first).map(({ urn }) => urn);
    expect(new Set(urns).size).toBe(urns.length);
  });

  // The memory refuses whatever comes before what it needs.
  test.each<readonly [string, Order]>([
    ["last come, first served", lastComeFirstServed],
    ["some other order", seededOrder(1)],
  ])("keeps its order whatever is chosen first: %s", async (_, order) => {
    const again = new Runs();
    const { error, writes } = await again.up(lockdownPlan(), { order, expected: first.registrations });
    expect(error).toBeNull();
    expect(writes).toHaveLength(first.writes.length);
  });
});

test("a run that ends in the middle is taken up by the next, which writes what is missing and nothing twice", async () => {
  const runs = new Runs();
  const expected = first.registrations;
  const crashed = await runs.up(lockdownPlan(), { expected, crashAfter: 50, order: lastComeFirstServed });
  expect(crashed.error).toBe("crashed after 50 writes");
  const resumed = await runs.up(lockdownPlan(), { expected });
  expect(resumed.error).toBeNull();
  expect([...crashed.writes, ...resumed.writes].map(({ urn }) => urn).sort()).toEqual(
    first.writes.map(({ urn }) => urn).sort(),
  );
});

describe("a change", () => {
  test("a detection less takes its own resources away and touches nothing of another", async () => {
    const runs = deployed.copy();
    const gone = await runs.up(lockdownPlan(FEW.filter((id) => id !== "notice-management-account-change")));
    expect(gone.error).toBeNull();
    const name = "notice-management-account-change";
    expect(writesOf(gone).sort()).toEqual([
      `delete EventBus tell:${name}`,
      `delete EventBusPolicy tell:${name}`,
      `delete EventRule forward:${MANAGEMENT}:eu-west-1:org-guardrails-${name}`,
      `delete EventRule forward:${MANAGEMENT}:us-east-1:org-guardrails-${name}`,
      `delete EventRule tell:${name}`,
      `delete EventTarget forward:${MANAGEMENT}:eu-west-1:org-guardrails-${name}`,
      `delete EventTarget forward:${MANAGEMENT}:us-east-1:org-guardrails-${name}`,
      `delete EventTarget tell:${name}`,
    ]);
    // Nothing is sent any more when the bus goes.
    const order = writesOf(gone);
    const target = order.findLastIndex((write) => write.startsWith("delete EventTarget forward"));
    expect(order.indexOf(`delete EventBus tell:${name}`)).toBeGreaterThan(target);
  });

  test("what every account gets is changed in the StackSet, which is not replaced", async () => {
    const runs = deployed.copy();
    const gone = await runs.up(
      lockdownPlan(FEW.filter((id) => id !== "notice-root-sign-in").concat("notice-root-activity")),
    );
    expect(writesOf(gone)).toContain("update StackSet stack-set:org-guardrails-detections");
    expect(writesOf(gone).filter((write) => /StackSet/.test(write))).toHaveLength(1);
  });

  test("settings that the plan no longer has stay as they are", async () => {
    const runs = deployed.copy();
    const plan = lockdownPlan();
    const less = {
      ...plan,
      rootAccess: null,
      trustedAccess: plan.trustedAccess.filter((service) => service !== "iam.amazonaws.com"),
      baseline: { passwordPolicy: null, ebsEncryptionRegions: [] },
      delegations: plan.delegations.filter(
        ({ servicePrincipal }) => servicePrincipal !== "iam.amazonaws.com",
      ),
    };
    const gone = await runs.up(less);
    expect(gone.error).toBeNull();
    expect(writesOf(gone)).toEqual(["delete DelegatedAdministrator delegation:iam.amazonaws.com"]);
    for (const type of [TYPES.features, TYPES.passwordPolicy]) expect(runs.memory.all(type)).toHaveLength(1);
    expect(runs.memory.all(TYPES.access)).toHaveLength(4);
    expect(runs.memory.all(TYPES.ebs)).toHaveLength(2);
  });

  test("a trail or a StackSet that the plan no longer has stops the run before anything is deleted", async () => {
    const runs = deployed.copy();
    const plan = lockdownPlan();
    const { error } = await runs.up({ ...plan, trail: null });
    expect(error).toMatch(/cannot be deleted because it is protected/);
    expect(runs.memory.all(TYPES.trail)).toHaveLength(1);
  });

  test("another delegate comes when the old one has gone", async () => {
    const runs = deployed.copy();
    const plan = lockdownPlan();
    const moved = {
      ...plan,
      delegations: plan.delegations.map((each) => ({ ...each, account: SECURITY.id })),
      accounts: { ...plan.accounts, iam: SECURITY },
    };
    const { error, writes } = await runs.up(moved);
    expect(error).toBeNull();
    const order = writes.filter(({ name }) => name === "delegation:iam.amazonaws.com").map(({ op }) => op);
    expect(order).toEqual(["delete-replaced", "create-replacement"]);
  });
});

describe("a smaller plan", () => {
  const NOTHING: LockdownPlan = {
    ...lockdownPlan(),
    accounts: { security: null, logArchive: null, iam: null },
    rootAccess: null,
    trustedAccess: [],
    delegations: [],
    analyzers: [],
    trail: null,
    baseline: { passwordPolicy: null, ebsEncryptionRegions: [] },
    stackSets: [],
    detections: null,
  };

  test("has nothing that it does not ask for", async () => {
    const { error, writes } = await new Runs().up(NOTHING);
    expect(error).toBeNull();
    expect(writes).toEqual([]);
  });

  test("a trail that is there is counted in and never written", async () => {
    const runs = new Runs();
    const plan = lockdownPlan(["notice-repeated-sign-in-failures"]);
    const { error } = await runs.up({
      ...plan,
      stackSets: [],
      trail: { mode: "existing", logGroup: "theirs" },
    });
    expect(error).toBeNull();
    expect(runs.memory.all(TYPES.trail)).toEqual([]);
    expect(runs.memory.all(TYPES.filter).map(({ inputs }) => inputs.logGroupName)).toEqual(["theirs"]);
  });

  test("a part whose account nobody names is an error, and nothing is written", async () => {
    const { error, writes } = await new Runs().up({ ...NOTHING, trail: lockdownPlan().trail });
    expect(error).toContain("the plan has a trail to create, but no account for accounts.log-archive");
    expect(writes).toEqual([]);
  });

  test("findings that come to the management account are told by its own role", async () => {
    const runs = new Runs();
    const plan = lockdownPlan(["notice-external-access"]);
    const { error } = await runs.up({
      ...NOTHING,
      accounts: { ...NOTHING.accounts, security: SECURITY },
      detections: plan.detections,
    });
    expect(error).toBeNull();
    const rules = runs.memory.all(TYPES.rule).filter(({ inputs }) => inputs.eventBusName === undefined);
    expect([...new Set(rules.map(({ account }) => account))]).toEqual([MANAGEMENT]);
  });
});
