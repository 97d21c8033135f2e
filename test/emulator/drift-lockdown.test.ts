import { detections } from "../../detections";
import { NO_JOURNAL } from "../../src/aws/journal";
import { readLockdown } from "../../src/aws/lockdown-reader";
import { openRemembered } from "../../src/aws/organization-reader";
import { openReading } from "../../src/aws/reading";
import { openRootFeatures } from "../../src/aws/root-features";
import { readSnapshot } from "../../src/aws/snapshot-reader";
import { openStackSets } from "../../src/aws/stack-sets";
import type { DesiredState } from "../../src/drift/desired";
import { drift } from "../../src/drift/drift";
import { DRIFT_KINDS, type DriftKind, KIND_ORDER } from "../../src/drift/kinds";
import type { DriftRow } from "../../src/drift/types";
import { planFromFiles } from "../../src/files/plan-files";
import type { LockdownSnapshot } from "../../src/organization/lockdown-snapshot";
import type { Snapshot } from "../../src/organization/snapshot";
import { awsProgram, type Settle } from "../support/aws-command/run";
import { runCommandLine } from "../support/command-line";
import { refreshed } from "../support/engine/refresh";
import { NOW } from "../support/reviews";
import { HOME, LockdownDeployment } from "../support/root-lockdown/deployment";
import { endOfOperation } from "../support/root-lockdown/stack-set-operation";

// One deployment on the emulator, on which every test goes on. Organizations features, Access Analyzer and the deployment
// of StackSets to units are a stub's, because moto has none of them; the stacks are made on moto.
jest.setTimeout(300_000);

const BASELINE = "org-guardrails-baseline";
const DETECTIONS = "org-guardrails-detections";
const UNITS = ["Infrastructure", "Sandbox", "Security", "Workloads"];
const NOTICED = ["notice-root-sign-in", "notice-access-key-creation"];

let deployed: LockdownDeployment;
let desired: DesiredState;
/** Rows of other areas: the guardrails of organization.yaml are not deployed here. */
let others: readonly string[];

const id = (name: string): string => deployed.id(name);
const own = () => deployed.pool.own(HOME);

const patience = { sleep: async () => {}, random: () => 0, now: () => 0 };

async function readLive(): Promise<Snapshot> {
  const { organizations, sts, iam, cloudFormation } = own();
  const clients = { organizations, lockdown: { sts, iam, cloudFormation } };
  const options = { ...patience, progress: () => {} };
  return (await readSnapshot(clients, { selectorTagKeys: [] }, options)).snapshot;
}

/** What of it the root lockdown is about. */
async function readPart(): Promise<LockdownSnapshot> {
  const { organizations, iam, cloudFormation } = own();
  const reading = openReading(patience, new AbortController().signal);
  return readLockdown({
    organizations: openRemembered(organizations, reading, NO_JOURNAL),
    rootFeatures: openRootFeatures(iam, reading),
    stackSets: openStackSets(cloudFormation, "SELF", reading),
  });
}

const isOurs = ({ kind }: DriftRow) => DRIFT_KINDS[kind].area === "root-lockdown";

async function found(): Promise<readonly DriftRow[]> {
  const { rows, notRead } = drift(desired, await readLive());
  expect(notRead).toEqual([]);
  expect(rows.filter((row) => !isOurs(row)).map((row) => row.id)).toEqual(others);
  return rows.filter(isOurs);
}

beforeAll(async () => {
  deployed = await LockdownDeployment.start();
  const disabled = detections.filter((each) => !NOTICED.includes(each.id)).map((each) => each.id);
  const wanted = `root-lockdown:
  central-root-access: true
  access-analyzers: {}
  trail: existing
  baseline:
    on: [${UNITS.join(", ")}]
    password-policy: { minimum-length: 16 }
detections:
  notify: [{ email: security@example.com, from: low }]
  disable: [${disabled.map((each) => `{ detection: ${each}, reason: not here }`).join(", ")}]
`;
  const lockdown = await deployed.wanted(wanted);
  expect((await deployed.deploy()).error).toBeNull();
  const { plan, inputs } = planFromFiles(deployed.files, NOW);
  const recorded = await readLive();
  desired = {
    ...{ plan: plan!, recorded, lock: inputs!.lock, identity: null, lockdown },
    ...{ partition: "aws", homeRegion: HOME, now: NOW },
  };
  others = drift(desired, recorded)
    .rows.filter((row) => !isOurs(row))
    .map((row) => row.id);
}, 300_000);

afterAll(() => deployed.stop());

const accountsOf = (unit: string) =>
  desired.plan.nodes
    .filter(({ kind, parent }) => kind === "account" && parent === id(unit))
    .map((node) => node.id);
const sorted = (accounts: readonly string[]) => [...accounts].sort().join();
const brief = ({ kind, effect, name, accounts }: DriftRow) => [kind, effect, name, sorted(accounts)] as const;
const members = () =>
  desired.plan.nodes
    .filter(({ kind, id }) => kind === "account" && id !== deployed.built.managementAccount)
    .map((node) => node.id);

/** A call that changes a StackSet, to its end. */
async function ended(StackSetName: string, started: Promise<{ OperationId?: string | undefined }>) {
  const { OperationId } = await started;
  return await endOfOperation(own().cloudFormation, StackSetName, OperationId!);
}

/** Carries out what the rows name, but for Pulumi. @returns what Pulumi is to look at anew */
async function carryOut(rows: readonly DriftRow[]): Promise<readonly string[]> {
  const targets: string[] = [];
  const { organizations, cloudFormation } = own();
  const settle: Settle = async ({ input: { StackSetName } }, answer) => {
    const { OperationId } = answer as { OperationId?: string };
    if (OperationId === undefined) return;
    expect(await endOfOperation(cloudFormation, String(StackSetName), OperationId)).toBe("SUCCEEDED");
  };
  const aws = awsProgram({ organizations, cloudformation: cloudFormation }, HOME, settle);
  const pulumi = (words: readonly string[]) => {
    expect(words.slice(0, 4)).toEqual(["up", "--stack", "root-lockdown", "--refresh"]);
    targets.push(...words.filter((_, at) => words[at - 1] === "--target"));
    return "";
  };
  for (const { mend } of rows) if (mend.command !== null) await runCommandLine(mend.command, { aws, pulumi });
  return targets;
}

async function deployAgain(targets: readonly string[]): Promise<readonly string[]> {
  const checkpoint = await refreshed(deployed.last!.checkpoint, deployed.provider, targets);
  const { error, writes } = await deployed.deploy({ checkpoint });
  expect(error).toBeNull();
  return writes.map(({ op, name }) => `${op} ${name}`).sort();
}

test("what was deployed has no drift", async () => {
  expect(desired.lockdown!.stackSets.map(({ name }) => name)).toEqual([BASELINE, DETECTIONS]);
  expect(desired.lockdown!.covered).toHaveLength(38);
  expect(await found()).toEqual([]);
});

test("each drift that is made by hand is found on exactly its accounts with its effect, and mended by what it names", async () => {
  const { iam, organizations, cloudFormation } = own();
  const [failed, outdated, missing] = [id("sandbox-4"), id("sandbox-5"), id("sandbox-6")];
  const units = UNITS.map(id);
  const analyzer = "access-analyzer.amazonaws.com";
  const ram = "ram.amazonaws.com";

  await iam.disableOrganizationsRootSessions({});
  await organizations.deregisterDelegatedAdministrator({
    AccountId: id("audit"),
    ServicePrincipal: analyzer,
  });
  await organizations.disableAWSServiceAccess({ ServicePrincipal: analyzer });
  await organizations.enableAWSServiceAccess({ ServicePrincipal: ram });
  await organizations.registerDelegatedAdministrator({ AccountId: id("network"), ServicePrincipal: ram });

  const baseline = { StackSetName: BASELINE, Regions: [HOME] };
  const { TemplateBody } = (await cloudFormation.describeStackSet(baseline)).StackSet!;
  // The same template again: what the operation does not come to is out of date, and one stack fails.
  deployed.proxy.failing.set(`${failed} ${HOME}`, "the role may not do iam:UpdateAccountPasswordPolicy");
  const again = cloudFormation.updateStackSet({
    ...baseline,
    TemplateBody,
    Capabilities: ["CAPABILITY_NAMED_IAM"],
    DeploymentTargets: {
      OrganizationalUnitIds: units,
      Accounts: [outdated],
      AccountFilterType: "DIFFERENCE",
    },
    OperationPreferences: { FailureTolerancePercentage: 10 },
  });
  expect(await ended(BASELINE, again)).toBe("SUCCEEDED");
  deployed.proxy.failing.clear();
  const gone = {
    OrganizationalUnitIds: units,
    Accounts: [missing],
    AccountFilterType: "INTERSECTION" as const,
  };
  await ended(
    BASELINE,
    cloudFormation.deleteStackInstances({ ...baseline, DeploymentTargets: gone, RetainStacks: false }),
  );

  // The other StackSet has another template, leaves new accounts out, and stands in one unit instead of another.
  const rules = { StackSetName: DETECTIONS };
  const { StackSet } = await cloudFormation.describeStackSet(rules);
  const changed = cloudFormation.updateStackSet({
    ...rules,
    TemplateBody: JSON.stringify({ ...JSON.parse(StackSet!.TemplateBody!), Description: "Mine" }),
    Capabilities: ["CAPABILITY_NAMED_IAM"],
    AutoDeployment: { Enabled: false },
    OperationPreferences: { FailureTolerancePercentage: 10 },
  });
  expect(await ended(DETECTIONS, changed)).toBe("SUCCEEDED");
  const place = (unit: string) => ({
    ...rules,
    Regions: [HOME],
    DeploymentTargets: { OrganizationalUnitIds: [id(unit)] },
  });
  await ended(
    DETECTIONS,
    cloudFormation.deleteStackInstances({ ...place("Infrastructure"), RetainStacks: false }),
  );
  await ended(DETECTIONS, cloudFormation.createStackInstances(place("Suspended")));

  const rows = await found();
  const covered = sorted(desired.lockdown!.covered);
  expect(rows.map(brief).sort()).toEqual(
    [
      ["root-feature-off", "opens", "root access of members: RootSessions", sorted(members())],
      ["trusted-access-off", "unknown", `trusted access of ${analyzer}`, ""],
      ["trusted-access-added", "opens", ram, ""],
      ["delegation-missing", "closes", `${id("audit")} administers ${analyzer}`, ""],
      ["delegation-added", "opens", ram, id("network")],
      ["stack-failed", "unknown", BASELINE, failed],
      ["stack-outdated", "unknown", BASELINE, outdated],
      ["stack-missing", "unknown", BASELINE, missing],
      ["stack-missing", "unknown", DETECTIONS, sorted(accountsOf("Infrastructure"))],
      ["stack-set-changed", "unknown", DETECTIONS, covered],
    ].sort(),
  );
  const foundOf = (kind: DriftKind) => rows.find((row) => row.kind === kind)!.found;
  expect(foundOf("stack-failed")).toContain("iam:UpdateAccountPasswordPolicy");
  expect(foundOf("stack-set-changed")).toBe(
    [
      "a new account does not get it",
      "its template is another one",
      `it does not stand in ${id("Infrastructure")}`,
      `it also stands in ${id("Suspended")}`,
    ].join("; "),
  );

  const targets = await carryOut(rows);
  expect((await found()).map(({ kind }) => kind).sort()).toEqual([
    "delegation-missing",
    "root-feature-off",
    "stack-set-changed",
    "trusted-access-off",
  ]);
  expect(await deployAgain(targets)).toEqual([
    `create delegation:${analyzer}`,
    `create trusted-access:${analyzer}`,
    "update root-access",
    `update stack-set:${DETECTIONS}`,
  ]);
  expect(await found()).toEqual([]);
});

test("a StackSet that is gone, and a stack that no update reaches; what no snapshot has, a refresh brings back", async () => {
  const { cloudFormation } = own();
  const stuck = id("sandbox-7");
  const everywhere = { Regions: [HOME], RetainStacks: false };
  const units = { OrganizationalUnitIds: UNITS.map(id) };
  const rules = { StackSetName: DETECTIONS };
  await ended(
    DETECTIONS,
    cloudFormation.deleteStackInstances({ ...rules, ...everywhere, DeploymentTargets: units }),
  );
  await cloudFormation.deleteStackSet(rules);

  deployed.proxy.failing.set(`${stuck} ${HOME}`, "the role may not do lambda:DeleteFunction");
  const one = { ...units, Accounts: [stuck], AccountFilterType: "INTERSECTION" as const };
  const baseline = { StackSetName: BASELINE, DeploymentTargets: one, Regions: [HOME] };
  await ended(BASELINE, cloudFormation.deleteStackInstances({ ...baseline, RetainStacks: false }));
  deployed.proxy.failing.clear();

  const { analyzers } = desired.lockdown!;
  await deployed.in(id("audit")).analyzer.deleteAnalyzer({ analyzerName: analyzers[0]!.name });

  const rows = await found();
  expect(rows.map(brief).sort()).toEqual([
    ["stack-failed", "unknown", BASELINE, stuck],
    ["stack-set-missing", "unknown", DETECTIONS, sorted(desired.lockdown!.covered)],
  ]);
  const [failed] = rows.filter(({ kind }) => kind === "stack-failed");
  expect(failed!.mend).toMatchObject({ command: null, step: expect.stringContaining(stuck) });
  // As the step says it.
  await ended(BASELINE, cloudFormation.deleteStackInstances({ ...baseline, RetainStacks: true }));
  await deployed.in(stuck).cloudFormation.deleteStack({ StackName: `StackSet-${BASELINE}` });
  await ended(BASELINE, cloudFormation.createStackInstances(baseline));

  const targets = [...(await carryOut(rows)), "**::analyzer:**"];
  expect(await deployAgain(targets)).toEqual([
    `create analyzer:${analyzers[0]!.name}:${HOME}`,
    `create stack-set:${DETECTIONS}`,
    ...UNITS.map((unit) => `create stacks:${DETECTIONS}:${id(unit)}:${HOME}`).sort(),
  ]);
  expect(await found()).toEqual([]);
});

test("no kind of drift of the root lockdown was left out", () => {
  const made: readonly DriftKind[] = [
    "root-feature-off",
    "trusted-access-off",
    "trusted-access-added",
    "delegation-missing",
    "delegation-added",
    "stack-set-missing",
    "stack-set-changed",
    "stack-failed",
    "stack-outdated",
    "stack-missing",
  ];
  expect(KIND_ORDER.filter((kind) => DRIFT_KINDS[kind].area === "root-lockdown")).toEqual(made);
});

test.each([
  "cloudformation:DescribeStackSet",
  "cloudformation:ListStackInstances",
  "cloudformation:ListStackSets",
  "iam:ListOrganizationsFeatures",
  "organizations:ListAWSServiceAccessForOrganization",
  "organizations:ListDelegatedAdministrators",
  "organizations:ListDelegatedServicesForAccount",
])("%s that is denied is named, and no row is made of it", async (action) => {
  deployed.proxy.denied.add(action);
  const { rows, notRead } = drift(desired, { ...desired.recorded, lockdown: await readPart() });
  deployed.proxy.denied.clear();
  expect(rows.filter(isOurs)).toEqual([]);
  expect(new Set(notRead.map((gap) => gap.action))).toEqual(new Set([action]));
  // What is not of one account alone may concern any.
  for (const { what, accounts } of notRead)
    expect(accounts).toEqual(/^lockdown\.delegations\[(\d+)\]/.exec(what)?.slice(1) ?? null);
});
