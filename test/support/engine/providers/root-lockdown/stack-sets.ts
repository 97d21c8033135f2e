import type {
  AutoDeployment,
  Capability,
  StackSetOperationPreferences,
} from "@aws-sdk/client-cloudformation";
import { endOfOperation } from "../../../root-lockdown/stack-set-operation";
import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type Held, type RulesByType, tagList, unlessGone } from "./rules";

/**
 * Which inputs force a new resource, and the calls of each operation, read 2026-11 in
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/cloudformation (stack_set.go,
 * stack_set_instance.go), which @pulumi/aws 7 bridges. Each write waits for its operation. What is inside a block of a
 * resource that forces a new one does not:
 * https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/schema/schema.go (diffList), read 2026-11; that the
 * bridge keeps to it is assumed.
 */
export const stackSetRules: RulesByType = {
  "aws:cloudformation/stackSet:StackSet": {
    forceNew: ["name"],
    forceNewBlocks: ["autoDeployment"],
    computed: ["arn", "stackSetId", "executionRoleName"],
    name: "name",
    json: ["templateBody"],
    async create({ cloudFormation }, inputs) {
      const name = inputs.name as string;
      await cloudFormation.createStackSet({
        StackSetName: name,
        ...stackSetSettings(inputs),
        ...(inputs.description === undefined ? {} : { Description: inputs.description as string }),
      });
      const { StackSet } = await cloudFormation.describeStackSet({ StackSetName: name });
      return { id: name, outputs: { arn: StackSet!.StackSetARN, stackSetId: StackSet!.StackSetId } };
    },
    async update(clients, { id }, news) {
      const { OperationId } = await clients.cloudFormation.updateStackSet({
        StackSetName: id,
        ...stackSetSettings(news),
        Description: (news.description ?? "") as string,
        ...preferences(news),
      });
      await ended(clients, id, OperationId!);
    },
    async delete({ cloudFormation }, { id }) {
      await unlessGone(cloudFormation.deleteStackSet({ StackSetName: id }));
    },
    async read({ cloudFormation }, { id, inputs }) {
      const answer = await unlessGone(cloudFormation.describeStackSet({ StackSetName: id }));
      if (answer === undefined) return null;
      const { AutoDeployment, Capabilities, Description, ManagedExecution, PermissionModel, TemplateBody } =
        answer.StackSet!;
      return {
        ...inputs,
        ...(AutoDeployment === undefined ? {} : { autoDeployment: automaticDeployment(AutoDeployment) }),
        capabilities: Capabilities,
        description: Description,
        managedExecution: { active: ManagedExecution?.Active === true },
        permissionModel: PermissionModel,
        templateBody: TemplateBody,
      };
    },
  },
  "aws:cloudformation/stackSetInstance:StackSetInstance": {
    forceNew: ["accountId", "deploymentTargets", "region", "stackSetInstanceRegion", "stackSetName"],
    computed: ["organizationalUnitId", "stackId", "stackInstanceSummaries"],
    async create(clients, inputs) {
      const where = target(inputs);
      const { OperationId } = await clients.cloudFormation.createStackInstances({
        ...where,
        ...preferences(inputs),
      });
      await ended(clients, where.StackSetName, OperationId!);
      return { id: idOf(inputs), outputs: {} };
    },
    /** The provider gives the unit's id as that of an account here; AWS takes no such account. */
    async update(clients, { id, inputs }: Held, news: Properties) {
      const isWritten = ["parameterOverrides", "operationPreferences"].some(
        (name) => JSON.stringify(inputs[name]) !== JSON.stringify(news[name]),
      );
      if (!isWritten) return;
      const { StackSetName, Regions } = target(news);
      const { OperationId } = await clients.cloudFormation.updateStackInstances({
        StackSetName,
        Regions,
        Accounts: [id.split(",")[1]!],
        ParameterOverrides: [],
        ...preferences(news),
      });
      await ended(clients, StackSetName, OperationId!);
    },
    async delete(clients, { inputs }) {
      const where = target(inputs);
      const answer = await unlessGone(
        clients.cloudFormation.deleteStackInstances({
          ...where,
          ...preferences(inputs),
          RetainStacks: inputs.retainStack === true,
        }),
      );
      if (answer !== undefined) await ended(clients, where.StackSetName, answer.OperationId!);
    },
    /** There as long as the StackSet is, whether or not it has stacks here (findStackInstanceSummariesByFourPartKey). */
    async read({ cloudFormation }, { inputs }) {
      const StackSetName = inputs.stackSetName as string;
      const answer = await unlessGone(cloudFormation.listStackInstances({ StackSetName }));
      return answer === undefined ? null : inputs;
    },
  },
};

function automaticDeployment({ Enabled, RetainStacksOnAccountRemoval, DependsOn = [] }: AutoDeployment) {
  return {
    enabled: Enabled === true,
    retainStacksOnAccountRemoval: RetainStacksOnAccountRemoval === true,
    ...(DependsOn.length === 0 ? {} : { dependsOnStackSets: DependsOn }),
  };
}

function stackSetSettings(inputs: Properties) {
  const { autoDeployment, managedExecution } = inputs as {
    autoDeployment?: {
      enabled?: boolean;
      retainStacksOnAccountRemoval?: boolean;
      dependsOnStackSets?: string[];
    };
    managedExecution?: { active?: boolean };
  };
  return {
    TemplateBody: inputs.templateBody as string,
    PermissionModel: (inputs.permissionModel ?? "SELF_MANAGED") as "SERVICE_MANAGED",
    CallAs: (inputs.callAs ?? "SELF") as "SELF",
    Capabilities: (inputs.capabilities ?? []) as Capability[],
    Tags: tagList(inputs.tags),
    ...(autoDeployment === undefined
      ? {}
      : {
          AutoDeployment: {
            Enabled: autoDeployment.enabled === true,
            RetainStacksOnAccountRemoval: autoDeployment.retainStacksOnAccountRemoval === true,
            ...(autoDeployment.dependsOnStackSets === undefined
              ? {}
              : { DependsOn: autoDeployment.dependsOnStackSets }),
          },
        }),
    ...(managedExecution === undefined
      ? {}
      : { ManagedExecution: { Active: managedExecution.active === true } }),
  };
}

function unitsOf({ deploymentTargets }: Properties): string[] {
  return (deploymentTargets as { organizationalUnitIds: string[] }).organizationalUnitIds;
}

function idOf(inputs: Properties): string {
  return `${inputs.stackSetName},${unitsOf(inputs).join("/")},${inputs.stackSetInstanceRegion}`;
}

function target(inputs: Properties) {
  return {
    StackSetName: inputs.stackSetName as string,
    CallAs: (inputs.callAs ?? "SELF") as "SELF",
    DeploymentTargets: { OrganizationalUnitIds: unitsOf(inputs) },
    Regions: [inputs.stackSetInstanceRegion as string],
  };
}

function preferences({ operationPreferences }: Properties): {
  OperationPreferences?: StackSetOperationPreferences;
} {
  if (operationPreferences === undefined) return {};
  const { failureTolerancePercentage, maxConcurrentPercentage, regionConcurrencyType } =
    operationPreferences as Record<string, unknown>;
  return {
    OperationPreferences: {
      FailureTolerancePercentage: failureTolerancePercentage as number,
      MaxConcurrentPercentage: maxConcurrentPercentage as number,
      RegionConcurrencyType: regionConcurrencyType as "PARALLEL",
    },
  };
}

/** @throws Error with each stack that failed, when the operation did */
async function ended({ cloudFormation }: Clients, StackSetName: string, OperationId: string): Promise<void> {
  if ((await endOfOperation(cloudFormation, StackSetName, OperationId)) === "SUCCEEDED") return;
  const { Summaries = [] } = await cloudFormation.listStackSetOperationResults({ StackSetName, OperationId });
  const failed = Summaries.filter(({ Status }) => Status !== "SUCCEEDED");
  const reasons = failed.map(
    ({ Account, Region, Status, StatusReason }) =>
      `Account ${Account}, Region ${Region}: ${Status}: ${StatusReason}`,
  );
  throw new Error(`the operation on the StackSet ${StackSetName} failed:\n${reasons.join("\n")}`);
}
