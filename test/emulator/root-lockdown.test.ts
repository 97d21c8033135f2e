import { readFileSync } from "node:fs";
import { detections } from "../../detections";
import { eventIn } from "../../src/detections/event";
import { ruleName } from "../../src/detections/names";
import type { Emitter } from "../../src/detections/where";
import { regionsWhere } from "../../src/detections/where";
import { type PlanFiles, planFromFiles } from "../../src/files/plan-files";
import type { LockdownPlan } from "../../src/lockdown/types";
import { organizationFacts } from "../../src/plan/facts";
import type { BuiltOrganization } from "../support/emulator";
import { destroy, type UpdateOptions, type UpdateResult } from "../support/engine/engine";
import type { ClientPool, Clients } from "../support/engine/providers/root-lockdown/clients";
import { seededOrder } from "../support/engine/scheduler";
import { Delivery } from "../support/lockdown-services/delivery";
import { HOME, LockdownDeployment } from "../support/root-lockdown/deployment";

// The real program, on the emulator: each test goes on where the last one ended. Organizations features, Access Analyzer
// and the deployment of StackSets to units are a stub's, because moto has none of them; the stacks are made on moto.
jest.setTimeout(600_000);

const DETECTIONS = `detections:
  notify:
    - { email: security@example.com, from: high }
`;
const gone = "notice-account-membership";
const without = `${DETECTIONS}  disable: [{ detection: ${gone}, reason: told elsewhere }]\n`;

const lockdown = (failureTolerance: number) => `root-lockdown:
  central-root-access: true
  access-analyzers: { unused-after-days: 90 }
  trail: create
  baseline:
    on: [Root]
    password-policy: { minimum-length: 16 }
    ebs-encryption: true
    failure-tolerance: ${failureTolerance}
`;

let deployed: LockdownDeployment;
let pool: ClientPool;
let built: BuiltOrganization;
let files: PlanFiles;

const id = (name: string): string => deployed.id(name);
const in_ = (account: string, region?: string): Clients => deployed.in(account, region);
const wanted = (sections: string, failureTolerance = 5) =>
  deployed.wanted(lockdown(failureTolerance) + sections);
const deploy = (options?: Partial<UpdateOptions>) => deployed.deploy(options);

beforeAll(async () => {
  deployed = await LockdownDeployment.start();
  ({ pool, built, files } = deployed);
});

afterAll(() => deployed.stop());

const writesOf = ({ writes }: Pick<UpdateResult, "writes">) => writes.map(({ op, name }) => `${op} ${name}`);
const itemsOf = (plan: LockdownPlan, state: string) =>
  plan.items.filter((item) => item.state === state).map((item) => `${item.id} ${item.detail}`);

test("40 accounts, every detection: deployed in spite of a crash, and nothing is left to do", async () => {
  await wanted(DETECTIONS);
  expect((await deploy({ order: seededOrder(1), crashAfter: 120 })).error).toContain("crashed");
  expect((await deploy({ order: seededOrder(2) })).error).toBeNull();
  const again = await deploy();
  expect(again.error).toBeNull();
  expect(writesOf(again)).toEqual([]);
});

test("a snapshot by the command finds all of it", async () => {
  const plan = await wanted(DETECTIONS);
  expect(itemsOf(plan, "missing")).toEqual([]);
  expect(itemsOf(plan, "different")).toEqual([]);
  expect(plan.covered).toHaveLength(38);
  expect(plan.skipped.map(({ name }) => name)).toEqual(["left-behind"]);
  const facts = JSON.parse(readFileSync(files.snapshot.path, "utf8")).lockdown;
  expect(facts.rootFeatures).toEqual(["RootCredentialsManagement", "RootSessions"]);
  expect(facts.notRead).toEqual([]);
});

test("each account has the baseline, the management account and a new one too", async () => {
  const { AccountId } = (
    await pool.own().organizations.createAccount({ AccountName: "new", Email: "new@example.com" })
  ).CreateAccountStatus!;
  const policies: unknown[] = [];
  for (const account of [built.managementAccount, id("production-7"), id("audit"), AccountId!]) {
    const { PasswordPolicy } = await in_(account).iam.getAccountPasswordPolicy({});
    policies.push(PasswordPolicy);
    const { EbsEncryptionByDefault } = await in_(account).ec2.getEbsEncryptionByDefault({});
    expect(EbsEncryptionByDefault).toBe(true);
  }
  expect(policies[0]).toMatchObject({ MinimumPasswordLength: 16, PasswordReusePrevention: 24 });
  for (const policy of policies) expect(policy).toEqual(policies[0]);
});

test("the trail is the organization's, validated and encrypted, and its bucket is closed", async () => {
  const { trailList } = await pool.own().cloudTrail.describeTrails({});
  expect(trailList).toHaveLength(1);
  const [trail] = trailList!;
  expect(trail).toMatchObject({
    IsMultiRegionTrail: true,
    IsOrganizationTrail: true,
    LogFileValidationEnabled: true,
    KmsKeyId: expect.stringContaining(`:${id("log-archive")}:key/`),
  });
  expect(await pool.own().cloudTrail.getTrailStatus({ Name: trail!.TrailARN! })).toMatchObject({
    IsLogging: true,
  });
  const { s3 } = in_(id("log-archive"));
  const Bucket = trail!.S3BucketName!;
  expect((await s3.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  });
  expect((await s3.getBucketVersioning({ Bucket })).Status).toBe("Enabled");
});

test("every sample of every detection is told once, from each Region, by what is deployed", async () => {
  const { inputs } = planFromFiles(files, 0);
  const facts = organizationFacts(inputs!.intent);
  const accountOf: Readonly<Record<Emitter, string>> = {
    management: built.managementAccount,
    member: id("production-3"),
    security: id("audit"),
    identity: id("network"),
    iam: id("audit"),
  };
  const delivery = new Delivery(built.id, in_);
  let samples = 0;
  for (const detection of detections) {
    if (detection.kind !== "rule") continue;
    for (const sample of detection.samples(facts).noticed) {
      for (const region of regionsWhere(sample.emitted, facts)) {
        const told = await delivery.told(
          accountOf[sample.by],
          eventIn(region, sample.event),
          sample.readOnly,
        );
        const ours = told.filter(({ rule }) => rule === ruleName(detection.id));
        expect([detection.id, sample.shows, region, ours.length]).toEqual([
          detection.id,
          sample.shows,
          region,
          1,
        ]);
        expect(ours[0]!.topic.split(":").at(-1)).toBe(`org-guardrails-${detection.severity}`);
        expect(JSON.parse(ours[0]!.text)).toMatchObject({
          content: { keywords: [detection.id, detection.severity] },
        });
        samples++;
      }
    }
  }
  expect(samples).toBeGreaterThan(100);
});

test("a detection that is disabled takes its own parts along; a stack that fails is named with its reason", async () => {
  const failed = id("sandbox-4");
  deployed.proxy.failing.set(`${failed} ${HOME}`, "the role may not do events:PutRule");
  await wanted(without);
  const result = await deploy();
  expect(result.error).toBeNull();
  const others = writesOf(result).filter((write) => !write.includes(gone));
  expect(others).toEqual(["update stack-set:org-guardrails-detections"]);
  expect(writesOf(result)).toContain(`delete tell:${gone}`);
  for (const account of [built.managementAccount, id("sandbox-2")]) {
    const { Rules = [] } = await in_(account).events.listRules({});
    expect(Rules.length).toBeGreaterThan(10);
    expect(Rules.map(({ Name }) => Name)).not.toContain(ruleName(gone));
  }
  const plan = await wanted(without);
  const stacks = "stack-instances:org-guardrails-detections";
  expect(itemsOf(plan, "different")).toEqual([
    `${stacks} 0 missing, 1 not up to date`,
    `${stacks}:${failed}:${HOME} OUTDATED, FAILED: the role may not do events:PutRule`,
  ]);
});

test("another failure tolerance is written to the StackSets, and to no stack that is there", async () => {
  await wanted(without, 6);
  const result = await deploy({ preview: true });
  expect(result.error).toBeNull();
  expect(writesOf(result).sort()).toEqual([
    "update stack-set:org-guardrails-baseline",
    "update stack-set:org-guardrails-detections",
  ]);
});

test("a destroyed stack loosens no setting of an account, and what is protected stops it", async () => {
  const { provider } = deployed;
  const refused = await destroy({ provider, checkpoint: deployed.last!.checkpoint });
  expect(refused.error).toMatch(/protected/);
  const unprotected = {
    ...refused.checkpoint,
    resources: refused.checkpoint.resources.map((resource) => ({ ...resource, protect: false })),
  };
  const { error, checkpoint } = await destroy({ provider, checkpoint: unprotected });
  expect(error).toBeNull();
  expect(checkpoint.resources).toEqual([]);
  for (const account of [built.managementAccount, id("production-7")]) {
    const { PasswordPolicy } = await in_(account).iam.getAccountPasswordPolicy({});
    expect(PasswordPolicy).toMatchObject({ MinimumPasswordLength: 16 });
    expect(await in_(account).ec2.getEbsEncryptionByDefault({})).toMatchObject({
      EbsEncryptionByDefault: true,
    });
  }
  const { EnabledFeatures } = await pool.own().iam.listOrganizationsFeatures({});
  expect(EnabledFeatures).toEqual(["RootCredentialsManagement", "RootSessions"]);
});
