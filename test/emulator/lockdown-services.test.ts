import type { UpdateStackSetCommandInput } from "@aws-sdk/client-cloudformation";
import type { Template } from "../../src/lockdown/template/template";
import {
  type BuiltOrganization,
  buildOrganization,
  type Emulator,
  emulatorClient,
  startEmulator,
} from "../support/emulator";
import { ClientPool, type Clients } from "../support/engine/providers/root-lockdown/clients";
import { limits } from "../support/lockdown-services/limits";
import { type LockdownProxy, startLockdownProxy } from "../support/lockdown-services/proxy";
import { MotoStacks } from "../support/lockdown-services/stacks";
import { endOfOperation } from "../support/root-lockdown/stack-set-operation";

// What moto lacks of the services of the root lockdown is a stub's: organizations features, Access Analyzer, StackSets of
// units, and lengths that AWS refuses. Stacks themselves are made on moto, account by account.
jest.setTimeout(600_000);

let emulator: Emulator;
let proxy: LockdownProxy;
let pool: ClientPool;
let own: Clients;
let built: BuiltOrganization;

const in_ = (name: string, region = "us-east-1"): Clients =>
  pool.by(`arn:aws:iam::${built.ids.get(name)}:role/org-guardrails-deployer`, region);

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.reset();
  proxy = await startLockdownProxy(emulator.endpoint, emulator.moto);
  pool = new ClientPool({ ...emulatorClient(proxy.endpoint), maxAttempts: 1 });
  own = pool.own();
  built = await buildOrganization(own.organizations, {
    units: ["Security", "Workloads", "Workloads/Production", "Elsewhere"],
    accounts: [
      { name: "audit", unit: "Security" },
      { name: "one", unit: "Workloads" },
      { name: "two", unit: "Workloads/Production" },
      { name: "closed", unit: "Workloads/Production", closed: true },
      { name: "apart", unit: "Elsewhere" },
    ],
  });
});

afterAll(async () => {
  pool.destroy();
  await proxy.stop();
  await emulator.stop();
});

describe("moto", () => {
  test("keeps accounts apart, whose roles are taken on, and Regions", async () => {
    const caller = await in_("one", "eu-west-1").sts.getCallerIdentity({});
    expect(caller.Account).toBe(built.ids.get("one"));
    await in_("one").iam.updateAccountPasswordPolicy({ MinimumPasswordLength: 14 });
    await expect(in_("two").iam.getAccountPasswordPolicy({})).rejects.toThrow();
    await in_("one", "eu-west-1").ec2.enableEbsEncryptionByDefault({});
    expect(await in_("one", "eu-west-1").ec2.getEbsEncryptionByDefault({})).toMatchObject({
      EbsEncryptionByDefault: true,
    });
    expect(await in_("one", "us-east-2").ec2.getEbsEncryptionByDefault({})).toMatchObject({
      EbsEncryptionByDefault: false,
    });
  });
});

describe("the stub of centralized root access", () => {
  test("wants trusted access first, then switches features on and off", async () => {
    await expect(own.iam.enableOrganizationsRootSessions({})).rejects.toMatchObject({
      name: "ServiceAccessNotEnabledException",
    });
    await own.organizations.enableAWSServiceAccess({ ServicePrincipal: "iam.amazonaws.com" });
    await own.iam.enableOrganizationsRootSessions({});
    await own.iam.enableOrganizationsRootCredentialsManagement({});
    await own.iam.disableOrganizationsRootSessions({});
    expect(await own.iam.listOrganizationsFeatures({})).toMatchObject({
      OrganizationId: built.id,
      EnabledFeatures: ["RootCredentialsManagement"],
    });
  });

  test("is not for any member", async () => {
    await expect(in_("one").iam.listOrganizationsFeatures({})).rejects.toMatchObject({
      name: "AccountNotManagementOrDelegatedAdministratorException",
    });
  });
});

describe("the stub of Access Analyzer", () => {
  const analyzer = { analyzerName: "all", type: "ORGANIZATION" } as const;

  test("makes analyzers of the organization for its delegated administrator, one of a kind in a Region", async () => {
    const service = { ServicePrincipal: "access-analyzer.amazonaws.com" };
    const delegation = { ...service, AccountId: built.ids.get("audit")! };
    await expect(in_("audit").analyzer.createAnalyzer(analyzer)).rejects.toThrow("administer");
    await expect(own.organizations.registerDelegatedAdministrator(delegation)).rejects.toThrow("trusted");
    await own.organizations.enableAWSServiceAccess(service);
    await own.organizations.registerDelegatedAdministrator(delegation);
    await in_("audit").analyzer.createAnalyzer(analyzer);
    await in_("audit", "eu-west-1").analyzer.createAnalyzer(analyzer);
    await expect(in_("audit").analyzer.createAnalyzer(analyzer)).rejects.toThrow("there is all");
    const second = in_("audit").analyzer.createAnalyzer({ ...analyzer, analyzerName: "other" });
    await expect(second).rejects.toThrow("there is one");
    const { analyzers } = await in_("audit").analyzer.listAnalyzers({});
    expect(analyzers!.map(({ name, type }) => `${name} ${type}`)).toEqual(["all ORGANIZATION"]);
    await in_("audit").analyzer.deleteAnalyzer({ analyzerName: "all" });
    await expect(in_("audit").analyzer.getAnalyzer({ analyzerName: "all" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

describe("the stub of StackSets", () => {
  const template: Template = {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: "",
    Conditions: { Here: { "Fn::Equals": [{ Ref: "AWS::Region" }, "us-east-1"] } },
    Resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Condition: "Here",
        Properties: {
          RoleName: "sender",
          AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
          Policies: [{ PolicyName: "send", PolicyDocument: { Version: "2012-10-17", Statement: [] } }],
        },
      },
      Rule: {
        Type: "AWS::Events::Rule",
        Properties: {
          Name: "look",
          EventPattern: { source: ["aws.iam"] },
          State: "ENABLED",
          Targets: [{ Id: "t", Arn: { "Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:q" } }],
        },
      },
    },
  };
  const set = { StackSetName: "org-guardrails-test" };
  const wanted = {
    ...set,
    PermissionModel: "SERVICE_MANAGED" as const,
    TemplateBody: JSON.stringify(template),
    Capabilities: ["CAPABILITY_NAMED_IAM" as const],
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
    ManagedExecution: { Active: true },
  };

  async function ended(started: Promise<{ OperationId?: string | undefined }>): Promise<string> {
    const { OperationId } = await started;
    return await endOfOperation(own.cloudFormation, set.StackSetName, OperationId!);
  }

  const into = (unit: string, region: string, FailureTolerancePercentage = 0) =>
    ended(
      own.cloudFormation.createStackInstances({
        ...set,
        DeploymentTargets: { OrganizationalUnitIds: [built.ids.get(unit)!] },
        Regions: [region],
        OperationPreferences: { FailureTolerancePercentage },
      }),
    );

  async function instances(): Promise<readonly string[]> {
    const { Summaries = [] } = await own.cloudFormation.listStackInstances(set);
    const names = new Map([...built.ids].map(([name, id]) => [id, name]));
    return Summaries.map(
      ({ Account, Region, Status, StackInstanceStatus, StatusReason }) =>
        `${names.get(Account!)} ${Region} ${Status} ${StackInstanceStatus!.DetailedStatus} ${StatusReason ?? ""}`,
    ).sort();
  }

  const rulesOf = async (name: string, region = "us-east-1") =>
    ((await in_(name, region).events.listRules({})).Rules ?? []).map(({ Name }) => Name);

  test("wants trusted access and consent to named roles", async () => {
    await expect(own.cloudFormation.createStackSet(wanted)).rejects.toThrow("organizations access");
    const ServicePrincipal = "member.org.stacksets.cloudformation.amazonaws.com";
    await own.organizations.enableAWSServiceAccess({ ServicePrincipal });
    await expect(own.cloudFormation.createStackSet({ ...wanted, Capabilities: [] })).rejects.toMatchObject({
      name: "InsufficientCapabilitiesException",
    });
    await expect(in_("audit").cloudFormation.createStackSet(wanted)).rejects.toThrow("management account");
    await own.cloudFormation.createStackSet(wanted);
  });

  test("reaches every active account below a unit, and names those that it skips", async () => {
    expect(await into("Workloads", "us-east-1")).toBe("SUCCEEDED");
    const closed = built.ids.get("closed");
    expect(await instances()).toEqual([
      `closed us-east-1 OUTDATED SKIPPED_SUSPENDED_ACCOUNT Account ${closed} was skipped because it is suspended`,
      "one us-east-1 CURRENT SUCCEEDED ",
      "two us-east-1 CURRENT SUCCEEDED ",
    ]);
    expect(await rulesOf("two")).toEqual(["look"]);
    expect(await rulesOf("apart")).toEqual([]);
    const policy = await in_("two").iam.getRolePolicy({ RoleName: "sender", PolicyName: "send" });
    expect(JSON.parse(decodeURIComponent(policy.PolicyDocument!))).toMatchObject({ Statement: [] });
    const targets = await in_("one").events.listTargetsByRule({ Rule: "look" });
    expect(targets.Targets![0]!.Arn).toBe(`arn:aws:sqs:us-east-1:${built.ids.get("one")}:q`);
  });

  test("a failure stops the operation, or is borne, and says why at the one stack", async () => {
    proxy.failing.set(`${built.ids.get("one")} eu-west-1`, "the role may not");
    expect(await into("Workloads", "eu-west-1")).toBe("FAILED");
    expect((await instances()).filter((each) => each.includes("FAILED"))).toEqual([
      "one eu-west-1 OUTDATED FAILED the role may not",
    ]);
    expect(await into("Workloads", "eu-west-1", 50)).toBe("SUCCEEDED");
    expect((await instances()).filter((each) => each.includes("eu-west-1 CURRENT"))).toHaveLength(1);
    proxy.failing.clear();
    expect(await into("Workloads", "eu-west-1")).toBe("SUCCEEDED");
    expect((await instances()).filter((each) => each.includes("FAILED"))).toEqual([]);
  });

  test("another template goes to every stack", async () => {
    const { Rule, ...others } = template.Resources;
    const TemplateBody = JSON.stringify({
      ...template,
      Resources: { ...others, Rule: { ...Rule!, Properties: { ...Rule!.Properties, Name: "look-again" } } },
    });
    expect(await ended(own.cloudFormation.updateStackSet({ ...wanted, TemplateBody }))).toBe("SUCCEEDED");
    expect(await rulesOf("one")).toEqual(["look-again"]);
    expect(await rulesOf("two", "eu-west-1")).toEqual(["look-again"]);
  });

  const target = (name: string, AccountFilterType: "INTERSECTION" | "UNION") => ({
    DeploymentTargets: {
      OrganizationalUnitIds: [built.ids.get("Workloads")!],
      Accounts: [built.ids.get(name)!],
      AccountFilterType,
    },
    Regions: ["us-east-1"],
  });
  const capable = { ...set, Capabilities: ["CAPABILITY_NAMED_IAM" as const] };

  test("an update of one account leaves the others out of date, until the same template goes to them too", async () => {
    const { TemplateBody } = (await own.cloudFormation.describeStackSet(set)).StackSet!;
    const again = { ...capable, TemplateBody, ...target("one", "INTERSECTION") };
    expect(await ended(own.cloudFormation.updateStackSet(again))).toBe("SUCCEEDED");
    const current = async () =>
      (await instances()).filter((each) => each.includes("CURRENT")).map((each) => each.split(" CURRENT")[0]);
    expect(await current()).toEqual(["one us-east-1"]);
    const previous = { ...capable, UsePreviousTemplate: true };
    const two = own.cloudFormation.updateStackSet({ ...previous, ...target("two", "INTERSECTION") });
    expect(await ended(two)).toBe("SUCCEEDED");
    expect(await current()).toEqual(["one us-east-1", "two us-east-1"]);
    expect(await ended(own.cloudFormation.updateStackSet(previous))).toBe("SUCCEEDED");
    expect(await current()).toHaveLength(4);
  });

  test("a deletion that fails leaves a stack that no update reaches", async () => {
    proxy.failing.set(`${built.ids.get("two")} us-east-1`, "the role may not");
    const gone = { ...set, ...target("two", "INTERSECTION") };
    await ended(own.cloudFormation.deleteStackInstances({ ...gone, RetainStacks: false }));
    proxy.failing.clear();
    await ended(own.cloudFormation.updateStackSet({ ...capable, UsePreviousTemplate: true }));
    expect(await instances()).toContain("two us-east-1 INOPERABLE INOPERABLE the role may not");
    await ended(own.cloudFormation.deleteStackInstances({ ...gone, RetainStacks: true }));
    expect((await instances()).filter((each) => each.startsWith("two us-east-1"))).toEqual([]);
    await in_("two").cloudFormation.deleteStack({ StackName: "StackSet-org-guardrails-test" });
    expect(await ended(own.cloudFormation.createStackInstances(gone))).toBe("SUCCEEDED");
    expect(await instances()).toContain("two us-east-1 CURRENT SUCCEEDED ");
  });

  test("a template is given or kept, accounts are added to no units, and automatic deployment goes to all", async () => {
    const update = (input: Partial<UpdateStackSetCommandInput>) =>
      own.cloudFormation.updateStackSet({ ...capable, ...input });
    await expect(update({})).rejects.toThrow("Either TemplateBody or UsePreviousTemplate");
    await expect(update({ UsePreviousTemplate: true, TemplateBody: "{}" })).rejects.toThrow("Either");
    const AutoDeployment = { Enabled: false };
    const some = { ...target("one", "INTERSECTION"), UsePreviousTemplate: true, AutoDeployment };
    await expect(update(some)).rejects.toThrow("goes with no DeploymentTargets");
    const union = { ...set, ...target("apart", "UNION") };
    await expect(own.cloudFormation.createStackInstances(union)).rejects.toThrow("UNION");
  });

  test("an account that comes gets a stack with no run; what leaves keeps it", async () => {
    const move = (name: string, from: string, to: string) =>
      own.organizations.moveAccount({
        AccountId: built.ids.get(name)!,
        SourceParentId: built.ids.get(from)!,
        DestinationParentId: built.ids.get(to)!,
      });
    await move("apart", "Elsewhere", "Workloads");
    expect(await rulesOf("apart")).toEqual(["look-again"]);
    await move("one", "Workloads", "Elsewhere");
    expect((await instances()).map((each) => each.split(" ", 2).join(" "))).toEqual([
      "apart eu-west-1",
      "apart us-east-1",
      "closed eu-west-1",
      "closed us-east-1",
      "two eu-west-1",
      "two us-east-1",
    ]);
    expect(await rulesOf("one")).toEqual(["look-again"]);
    await move("one", "Elsewhere", "Workloads");
    expect((await instances()).filter((each) => each.startsWith("one us-east-1"))).toEqual([
      "one us-east-1 OUTDATED FAILED Resource of type 'AWS::Events::Rule' with identifier 'look-again' already exists.",
    ]);
  });

  test("a new account gets a StackSet after those that it depends on", async () => {
    const { StackSet } = await own.cloudFormation.describeStackSet(set);
    const later = { ...set, StackSetName: "org-guardrails-later" };
    const other = {
      ...template,
      Resources: { Log: { Type: "AWS::Logs::LogGroup", Properties: { LogGroupName: "/x" } } },
    };
    await own.cloudFormation.createStackSet({
      ...wanted,
      ...later,
      TemplateBody: JSON.stringify(other),
      AutoDeployment: { ...wanted.AutoDeployment, DependsOn: [StackSet!.StackSetARN!] },
    });
    const units = { OrganizationalUnitIds: [built.ids.get("Elsewhere")!] };
    for (const each of [set, later])
      await own.cloudFormation.createStackInstances({
        ...each,
        DeploymentTargets: units,
        Regions: ["us-east-1"],
      });
    const made: string[] = [];
    const { create } = MotoStacks.prototype;
    jest.spyOn(MotoStacks.prototype, "create").mockImplementation(async function (
      this: MotoStacks,
      name,
      ...rest
    ) {
      const failure = await create.call(this, name, ...rest);
      made.push(name);
      return failure;
    });
    const { AccountId } = (
      await own.organizations.createAccount({ AccountName: "new", Email: "new@example.com" })
    ).CreateAccountStatus!;
    await own.organizations.moveAccount({
      AccountId: AccountId!,
      SourceParentId: built.root,
      DestinationParentId: built.ids.get("Elsewhere")!,
    });
    jest.restoreAllMocks();
    expect(made).toEqual(["StackSet-org-guardrails-test", "StackSet-org-guardrails-later"]);
    const gone = { DeploymentTargets: units, Regions: ["us-east-1"], RetainStacks: false };
    expect(await ended(own.cloudFormation.deleteStackInstances({ ...set, ...gone }))).toBe("SUCCEEDED");
  });

  test("a unit is no account, and a StackSet with stacks is not deleted", async () => {
    const asAccount = own.cloudFormation.updateStackInstances({
      ...set,
      Accounts: [built.ids.get("Workloads")!],
      Regions: ["us-east-1"],
    });
    await expect(asAccount).rejects.toThrow("is no account");
    await expect(own.cloudFormation.deleteStackSet(set)).rejects.toMatchObject({
      name: "StackSetNotEmptyException",
    });
    const all = { DeploymentTargets: { OrganizationalUnitIds: [built.ids.get("Workloads")!] } };
    const regions = { Regions: ["us-east-1", "eu-west-1"] };
    const gone = own.cloudFormation.deleteStackInstances({ ...set, ...all, ...regions, RetainStacks: false });
    expect(await ended(gone)).toBe("SUCCEEDED");
    expect(await instances()).toEqual([]);
    expect(await rulesOf("two")).toEqual([]);
    await own.cloudFormation.deleteStackSet(set);
  });
});

describe("lengths that AWS refuses and moto takes", () => {
  const inside = (path: readonly string[], value: string): unknown => {
    const [first, ...rest] = path;
    if (first === undefined) return value;
    return first === "[]" ? [inside(rest, value)] : { [first]: inside(rest, value) };
  };
  const clientOf = {
    events: "events",
    cloudformation: "cloudFormation",
    sns: "sns",
    logs: "logs",
    iam: "iam",
    kms: "kms",
  };
  const needed = {
    StackSetName: "x",
    TopicArn: "arn:aws:sns:us-east-1:123456789012:t",
    AttributeName: "Policy",
    Name: "x",
    Rule: "x",
    logGroupName: "x",
    filterName: "x",
    metricTransformations: [],
    RoleName: "x",
    AssumeRolePolicyDocument: "{}",
  };

  test.each(limits)(
    "$service $operation: $field of more than $most",
    async ({ service, operation, field, most, source }) => {
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      const client = own[clientOf[service as keyof typeof clientOf] as keyof Clients] as unknown as Record<
        string,
        (input: object) => Promise<unknown>
      >;
      const call = `${operation[0]!.toLowerCase()}${operation.slice(1)}`;
      const sent = (length: number) =>
        client[call]!({ ...needed, ...(inside(field.split("."), "x".repeat(length)) as object) });
      await expect(sent(most + 1)).rejects.toThrow(`${most} are allowed`);
      await sent(most).catch((error: Error) => expect(error.message).not.toContain("are allowed"));
    },
  );
});
