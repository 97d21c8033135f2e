import { obtain } from "../../../src/collections";
import { pageOf, Refusal } from "./answer";
import type { OrganizationView } from "./organization-view";
import type { Input } from "./request";
import { HeldStackSet, type Instance, type Stacks } from "./stack-set";
import { targetsOf } from "./targets";

/** The trusted access without which there are no service-managed permissions. */
const STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com";

const OPERATIONS = [
  "CreateStackSet",
  "DescribeStackSet",
  "UpdateStackSet",
  "DeleteStackSet",
  "ListStackSets",
  "CreateStackInstances",
  "UpdateStackInstances",
  "DeleteStackInstances",
  "ListStackInstances",
  "DescribeStackSetOperation",
  "ListStackSetOperationResults",
];

/** What a StackSet remembers of a call. */
const SETTINGS = [
  "AutoDeployment",
  "Capabilities",
  "Description",
  "ManagedExecution",
  "Tags",
  "TemplateBody",
];

/**
 * Service-managed StackSets. moto 5.2.5 takes them and deploys nothing to units.
 * Sources: the operations' pages of https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/, read 2026-11.
 */
export class StackSets {
  /** "Region name" -> StackSet; one of the management account. */
  private readonly held = new Map<string, HeldStackSet>();
  private made = 0;

  constructor(
    private readonly organization: OrganizationView,
    private readonly stacks: Stacks,
  ) {}

  /** Undefined for what is moto's to answer. */
  async answer(
    operation: string,
    input: Input,
    account: string,
    region: string,
  ): Promise<object | undefined> {
    if (!OPERATIONS.includes(operation)) return undefined;
    const { managementAccount } = await this.organization.describe();
    if (account !== managementAccount)
      throw new Refusal("ValidationError", "the account is neither the management account nor a delegate");
    if (operation === "CreateStackSet") return this.create(input, region);
    if (operation === "ListStackSets") return this.list(input, region);
    const set = this.held.get(`${region} ${input.StackSetName}`);
    if (set === undefined)
      throw new Refusal("StackSetNotFoundException", `StackSet ${input.StackSetName} not found`, 404);
    return this.ask(operation, set, input, region);
  }

  /** An account has come, moved or gone: every StackSet with automatic deployment follows. */
  async follow(): Promise<void> {
    const done = new Map<string, Promise<void>>();
    const follow = (set: HeldStackSet): Promise<void> =>
      obtain(done, arnOf(set), () => {
        const first = [...this.held.values()].filter((other) => set.dependsOn.includes(arnOf(other)));
        return set.follow(Promise.all(first.map(follow)));
      });
    await Promise.all([...this.held.values()].reverse().map(follow));
  }

  private ask(operation: string, set: HeldStackSet, input: Input, region: string): object {
    switch (operation) {
      case "DescribeStackSet":
        return { StackSet: described(set) };
      case "DescribeStackSetOperation": {
        const { id, action, status } = set.operation(input.OperationId);
        return { StackSetOperation: { OperationId: id, Action: action, Status: status } };
      }
      case "ListStackSetOperationResults": {
        const { results } = set.operation(input.OperationId);
        const { page, next } = pageOf(results, input.NextToken, input.MaxResults);
        const Summaries = page.map(({ place, status, reason }) => ({
          Account: place.account,
          Region: place.region,
          Status: status,
          StatusReason: reason,
        }));
        return { Summaries, NextToken: next };
      }
      case "ListStackInstances": {
        const all = [...set.instances.values()].sort((one, other) => (one.account < other.account ? -1 : 1));
        const { page, next } = pageOf(all, input.NextToken, input.MaxResults);
        return { Summaries: page.map((instance) => summary(set, instance)), NextToken: next };
      }
      default:
        return this.write(operation, set, input, region);
    }
  }

  private write(operation: string, set: HeldStackSet, input: Input, region: string): object {
    const isManaged = String((set.settings.ManagedExecution as Input | undefined)?.Active) === "true";
    if (set.isRunning && !isManaged)
      throw new Refusal("OperationInProgressException", "another operation is in progress", 409);
    const preferences = (input.OperationPreferences ?? {}) as Input;
    switch (operation) {
      case "CreateStackInstances":
        return { OperationId: set.createIn(targetsOf(input, true), preferences) };
      case "DeleteStackInstances":
        return { OperationId: set.deleteIn(targetsOf(input), String(input.RetainStacks) === "true") };
      case "UpdateStackInstances": {
        const accounts = (input.Accounts ?? []) as string[];
        const wrong = accounts.find((account) => !/^\d{12}$/.test(account));
        if (wrong !== undefined) throw new Refusal("ValidationError", `${wrong} is no account`);
        return { OperationId: set.update(targetsOf(input), false, preferences) };
      }
      case "UpdateStackSet":
        return { OperationId: this.updateSet(set, input, preferences) };
      default:
        if (set.instances.size > 0) throw new Refusal("StackSetNotEmptyException", "it has stacks", 409);
        this.held.delete(`${region} ${set.name}`);
        return {};
    }
  }

  /** What is left out stays: said of tags and template, and assumed of the rest. */
  private updateSet(set: HeldStackSet, input: Input, preferences: Input): string {
    const { TemplateBody, DeploymentTargets, Regions, AutoDeployment } = input;
    const isPrevious = String(input.UsePreviousTemplate) === "true";
    if ((TemplateBody === undefined) !== isPrevious)
      throw new Refusal("ValidationError", "Either TemplateBody or UsePreviousTemplate must be specified");
    const isTargeted = DeploymentTargets !== undefined || Regions !== undefined;
    if (isTargeted && AutoDeployment !== undefined)
      throw new Refusal("ValidationError", "AutoDeployment goes with no DeploymentTargets and no Regions");
    const targets = isTargeted ? targetsOf(input) : null;
    const given = Object.entries(input).filter(([name]) => SETTINGS.includes(name));
    const settings = { ...set.settings, ...Object.fromEntries(given) };
    refuseTemplate({ ...settings, Capabilities: input.Capabilities ?? [] });
    set.settings = settings;
    return set.update(targets, !isPrevious, preferences);
  }

  private async create(input: Input, region: string): Promise<object> {
    const name = String(input.StackSetName);
    if (input.PermissionModel !== "SERVICE_MANAGED")
      throw new Refusal("ValidationError", "the stub knows service-managed permissions only");
    if (!(await this.organization.isTrusted(STACK_SETS)))
      throw new Refusal(
        "ValidationError",
        "You must enable organizations access to operate a service managed stack set",
      );
    if (this.held.has(`${region} ${name}`)) throw new Refusal("NameAlreadyExistsException", name, 409);
    refuseTemplate(input);
    const below = (units: readonly string[]) => this.organization.membersBelow(units);
    const id = `${name}:${String(++this.made).padStart(8, "0")}-0000-0000-0000-000000000000`;
    obtain(this.held, `${region} ${name}`, () => new HeldStackSet(id, name, input, this.stacks, below));
    return { StackSetId: id };
  }

  private list(input: Input, region: string): object {
    const here = [...this.held].filter(([key]) => key.startsWith(`${region} `)).map(([, set]) => set);
    const { page, next } = pageOf(here, input.NextToken, input.MaxResults);
    const Summaries = page.map(({ id, name, settings }) => ({
      StackSetId: id,
      StackSetName: name,
      Description: settings.Description,
      Status: "ACTIVE",
      AutoDeployment: settings.AutoDeployment,
      PermissionModel: settings.PermissionModel,
    }));
    return { Summaries, NextToken: next };
  }
}

function refuseTemplate({ TemplateBody, Capabilities = [] }: Input): void {
  const names = Object.values((JSON.parse(String(TemplateBody)) as { Resources: object }).Resources);
  const hasNamedRole = (names as { Type: string; Properties?: Input }[]).some(
    ({ Type, Properties }) => Type === "AWS::IAM::Role" && Properties?.RoleName !== undefined,
  );
  if (hasNamedRole && !(Capabilities as string[]).includes("CAPABILITY_NAMED_IAM"))
    throw new Refusal("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]");
}

function arnOf({ id }: HeldStackSet): string {
  return `arn:aws:cloudformation:us-east-1:123456789012:stackset/${id}`;
}

function described(set: HeldStackSet): object {
  const { id, name, settings, targets } = set;
  return {
    StackSetName: name,
    StackSetId: id,
    StackSetARN: arnOf(set),
    Description: settings.Description,
    Status: "ACTIVE",
    TemplateBody: settings.TemplateBody,
    Capabilities: settings.Capabilities,
    Tags: settings.Tags,
    PermissionModel: settings.PermissionModel,
    AutoDeployment: settings.AutoDeployment,
    ManagedExecution: settings.ManagedExecution,
    OrganizationalUnitIds: [...new Set(targets.map(({ unit }) => unit))].sort(),
    Regions: [...new Set(targets.map(({ region }) => region))].sort(),
  };
}

function summary({ id, name }: HeldStackSet, instance: Instance): object {
  const { account, region, unit, status, detailed, reason, isMade } = instance;
  return {
    StackSetId: id,
    Region: region,
    Account: account,
    ...(isMade ? { StackId: `arn:aws:cloudformation:${region}:${account}:stack/StackSet-${name}/1` } : {}),
    Status: status,
    ...(reason === "" ? {} : { StatusReason: reason }),
    StackInstanceStatus: { DetailedStatus: detailed },
    OrganizationalUnitId: unit,
  };
}
