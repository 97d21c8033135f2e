import { StackSet } from "@pulumi/aws/cloudformation/stackSet";
import { StackSetInstance } from "@pulumi/aws/cloudformation/stackSetInstance";
import type { Resource } from "@pulumi/pulumi";
import { TEMPLATE_CAPABILITIES, templateBody } from "../../lockdown/template/template";
import type { PlannedStackSet } from "../../lockdown/types";
import { at, type Building } from "./building";

/** CloudFormation's operations on a thousand accounts take longer than the 30 minutes that the provider waits. */
const PATIENCE = { create: "6h", update: "6h", delete: "6h" };

/** A StackSet, and its stacks for what must wait until they are there. */
export interface Distributed {
  readonly stackSet: StackSet;
  readonly stacks: readonly Resource[];
}

/**
 * A service-managed StackSet and its stacks. It is protected: without it, a new account would get nothing, and stacks
 * that it has left behind can never be taken up again. Stacks stay where they are when a unit or a Region leaves.
 *
 * The stacks of each unit and Region are a resource of their own, so that one more is one resource more. CloudFormation
 * puts the operations in a queue.
 *
 * In a new account, CloudFormation deploys every StackSet by itself, and at once where none is said to depend on
 * another: a rule could come before the role that it names.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
 * (ManagedExecution, PermissionModel), API_AutoDeployment.html (DependsOn), https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/
 * API_DeleteStackInstances.html (RetainStacks).
 *
 * @param earlier StackSets that a new account gets before this one
 */
export function distribute(
  building: Building,
  set: PlannedStackSet,
  after: readonly Resource[],
  earlier: readonly StackSet[],
): Distributed {
  const options = { ...at(building, building.management, set.region), customTimeouts: PATIENCE };
  const operationPreferences = {
    failureTolerancePercentage: set.failureTolerancePercentage,
    maxConcurrentPercentage: set.maxConcurrentPercentage,
    regionConcurrencyType: "PARALLEL",
  };
  const stackSet = new StackSet(
    `stack-set:${set.name}`,
    {
      name: set.name,
      description: set.description,
      permissionModel: "SERVICE_MANAGED",
      callAs: "SELF",
      autoDeployment: {
        enabled: true,
        retainStacksOnAccountRemoval: true,
        ...(earlier.length === 0 ? {} : { dependsOnStackSets: earlier.map(({ arn }) => arn) }),
      },
      capabilities: [...TEMPLATE_CAPABILITIES],
      managedExecution: { active: true },
      operationPreferences,
      templateBody: templateBody(set.template),
    },
    {
      ...options,
      protect: true,
      dependsOn: [...after],
      // CloudFormation fills it in where permissions are service-managed, and refuses to be told (assumed).
      ignoreChanges: ["administrationRoleArn"],
    },
  );
  const stacks = set.units.flatMap((unit) =>
    set.regions.map(
      (region) =>
        new StackSetInstance(
          `stacks:${set.name}:${unit}:${region}`,
          {
            stackSetName: stackSet.name,
            callAs: "SELF",
            deploymentTargets: { organizationalUnitIds: [unit] },
            stackSetInstanceRegion: region,
            operationPreferences,
            retainStack: true,
          },
          // Another preference is for what comes. The provider would write it to the stacks that are there, with the
          // unit's id as that of an account, which CloudFormation refuses.
          // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudformation/stack_set_instance.go
          // (resourceStackSetInstanceUpdate), read 2026-11.
          { ...options, ignoreChanges: ["operationPreferences"] },
        ),
    ),
  );
  return { stackSet, stacks };
}
