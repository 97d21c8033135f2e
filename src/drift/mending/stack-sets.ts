import { stackSetDifferences } from "../../lockdown/plan/stack-set-differences";
import { TEMPLATE_CAPABILITIES } from "../../lockdown/template/template";
import type { PlannedStackSet } from "../../lockdown/types";
import type { SnapshotStackSet } from "../../organization/lockdown-snapshot";
import { line } from "../../render/shell";
import type { Mend, Mendable, MendOf } from "../mend";
import { byHand, lockdownResource, UNNAMED, up } from "./commands";
import type { MendContext } from "./context";

const UNSEEN = "Pulumi owns the StackSet, and does not see how its stacks are";

const stackSetUrn = (name: string) =>
  lockdownResource("cloudformation/stackSet:StackSet", `stack-set:${name}`);
const stacksUrn = (name: string) =>
  lockdownResource("cloudformation/stackSetInstance:StackSetInstance", `stacks:${name}:**`);

/** More accounts than this are not named one by one: Linux takes no argument of more than 131,072 bytes. */
const MOST_ACCOUNTS = 1_000;

/** Another StackSet that waits for this one in new accounts names it by its ARN, which a new StackSet does not keep. */
export const remakeStackSet: MendOf = ({ subject: { stackSet } }, { stacks, stackSets }) => {
  if (stackSet === undefined) return UNNAMED;
  const names = [...stackSets.keys()];
  const later = names.slice(names.indexOf(stackSet) + 1);
  return up(
    stacks["root-lockdown"],
    [stackSetUrn(stackSet), stacksUrn(stackSet), ...later.map(stackSetUrn)],
    {
      step: "where its stacks were kept when it was deleted, they have the names that its new stacks need: delete them first, account by account",
    },
  );
};

/**
 * What the StackSet says of itself is Pulumi's. Which units it stands in is not: the provider takes the stacks of a unit
 * for there as long as the StackSet is there.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudformation/stack_set_instance.go
 * (findStackInstanceSummariesByFourPartKey), read 2026-11.
 */
export const resetStackSet: MendOf = ({ subject: { stackSet } }, context) => {
  const [planned, live] = bothOf(stackSet, context);
  if (planned === undefined || live === undefined) return UNNAMED;
  const { settings, lacking, extra } = stackSetDifferences(planned, live, context.lockdown);
  const entangled = extra.filter((unit) => planned.units.some((other) => isEntangled(unit, other, context)));
  const apart = extra.filter((unit) => !entangled.includes(unit));
  const deploy =
    settings.length === 0 ? null : up(context.stacks["root-lockdown"], [stackSetUrn(planned.name)]);
  const commands = [
    ...(apart.length === 0 ? [] : [deleteFrom(apart, planned)]),
    ...(lacking.length === 0 ? [] : [createIn({ OrganizationalUnitIds: lacking }, planned)]),
    ...(deploy?.command == null ? [] : [deploy.command]),
  ];
  const steps = [
    ...(apart.length + lacking.length === 0 ? [] : ["Pulumi does not see which units a StackSet stands in"]),
    ...(entangled.length === 0
      ? []
      : [
          `${entangled.join(", ")} has accounts that are planned by another unit, and to take it back takes their stacks: leave it, or name it in organization.yaml`,
        ]),
    ...(live.permissionModel === "SERVICE_MANAGED"
      ? []
      : ["AWS changes the permissions of no StackSet that has stacks: delete those first"]),
  ];
  const mend = byHand(commands.length === 0 ? null : commands.join(" && "), steps.join("; "));
  return { ...mend, resources: deploy?.resources ?? [] };
};

/**
 * Stacks that failed or are out of date get the StackSet's template once more. Without preferences, AWS would go account
 * by account and stop at the first that fails again. Tags and template stay when they are left out; of the queue for
 * operations AWS does not say so. The templates have no parameters.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateStackSet.html (OperationId: what is
 * OUTDATED is tried again; DeploymentTargets: without another template, other stacks are left alone; without them, all
 * are updated) and API_StackInstance.html (no update reaches INOPERABLE), read 2026-11.
 */
export const updateStacks: MendOf = ({ accounts, subject: { stackSet } }, context) => {
  const [planned, live] = bothOf(stackSet, context);
  if (planned === undefined || accounts.length === 0) return UNNAMED;
  const stuck = stuckIn(live);
  const reached = accounts.filter((account) => !stuck.has(account));
  const unreached = accounts.filter((account) => stuck.has(account));
  const steps = [
    UNSEEN,
    `look first why: ${line(...begin("list-stack-instances", planned))}`,
    ...(unreached.length === 0
      ? []
      : [`no update reaches what is INOPERABLE (${unreached.join(", ")}): ${FREE}`]),
  ];
  if (reached.length === 0) return byHand(null, steps.join("; "));
  const targets = targetsOf(reached, planned);
  const command = line(
    ...begin("update-stack-set", planned),
    ...["--use-previous-template", "--capabilities", ...TEMPLATE_CAPABILITIES],
    ...["--managed-execution", "Active=true"],
    ...("Accounts" in targets
      ? ["--deployment-targets", JSON.stringify(targets), "--regions", ...planned.regions]
      : []),
    ...preferences(planned),
  );
  return byHand(command, steps.join("; "));
};

const FREE =
  "delete-stack-instances with --retain-stacks, then delete the stack in the account, then create-stack-instances";

/** Accounts with a stack whose deletion failed; a failed import can be tried again. */
function stuckIn(live: SnapshotStackSet | undefined): ReadonlySet<string> {
  const instances = live?.instances ?? [];
  return new Set(
    instances.flatMap(({ status, detailedStatus, accounts }) =>
      status === "INOPERABLE" && detailedStatus !== "FAILED_IMPORT" ? accounts : [],
    ),
  );
}

export const createStacks: MendOf = ({ accounts, subject: { stackSet } }: Mendable, context): Mend => {
  const [planned] = bothOf(stackSet, context);
  if (planned === undefined || accounts.length === 0) return UNNAMED;
  return byHand(createIn(targetsOf(accounts, planned), planned), UNSEEN);
};

function bothOf(
  name: string | undefined,
  { stackSets, lockdown }: MendContext,
): [PlannedStackSet | undefined, SnapshotStackSet | undefined] {
  if (name === undefined) return [undefined, undefined];
  return [stackSets.get(name), lockdown?.stackSets.find((live) => live.name === name)];
}

function begin(operation: string, { name, region }: PlannedStackSet): readonly string[] {
  return ["aws", "cloudformation", operation, "--region", region, "--stack-set-name", name];
}

/**
 * Accounts below the units of a StackSet, or all that they have.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
 * (AccountFilterType), read 2026-11.
 */
function targetsOf(accounts: readonly string[], { units }: PlannedStackSet) {
  if (accounts.length > MOST_ACCOUNTS) return { OrganizationalUnitIds: units };
  return { OrganizationalUnitIds: units, Accounts: accounts, AccountFilterType: "INTERSECTION" };
}

/** As the deployment has them. */
function preferences(planned: PlannedStackSet): readonly string[] {
  const { failureTolerancePercentage, maxConcurrentPercentage } = planned;
  return [
    "--operation-preferences",
    [
      "RegionConcurrencyType=PARALLEL",
      `FailureTolerancePercentage=${failureTolerancePercentage}`,
      `MaxConcurrentPercentage=${maxConcurrentPercentage}`,
    ].join(","),
  ];
}

function createIn(targets: object, planned: PlannedStackSet): string {
  return line(
    ...begin("create-stack-instances", planned),
    ...["--deployment-targets", JSON.stringify(targets), "--regions", ...planned.regions],
    ...preferences(planned),
  );
}

function deleteFrom(units: readonly string[], planned: PlannedStackSet): string {
  return line(
    ...begin("delete-stack-instances", planned),
    ...["--deployment-targets", JSON.stringify({ OrganizationalUnitIds: units })],
    ...["--regions", ...planned.regions, "--no-retain-stacks"],
    ...preferences(planned),
  );
}

/** Whether one of two units is above the other. */
function isEntangled(one: string, other: string, { parents }: MendContext): boolean {
  return isAbove(one, other, parents) || isAbove(other, one, parents);
}

function isAbove(upper: string, lower: string, parents: MendContext["parents"]): boolean {
  for (let at = parents.get(lower) ?? null; at !== null; at = parents.get(at) ?? null)
    if (at === upper) return true;
  return false;
}
