import type { StackInstanceSummary, StackSetSummary } from "@aws-sdk/client-cloudformation";
import { obtain } from "../collections";
import { templateTextDigest } from "../lockdown/template-digest";
import type {
  LockdownSnapshot,
  SnapshotDelegation,
  SnapshotStackInstances,
  SnapshotStackSet,
} from "../organization/lockdown-snapshot";
import { changedMeanwhile, present } from "./errors";
import { Gaps } from "./gaps";
import type { Organizations } from "./organizations";
import type { RootFeaturesApi } from "./root-features";
import type { StackSetsApi } from "./stack-sets";

/** Every StackSet of this tool has a name of this form; those of others are not read. */
export const STACK_SET_PREFIX = "org-guardrails-";

/** What the facts of the root lockdown are read from. */
export interface LockdownApis {
  readonly organizations: Pick<
    Organizations,
    "trustedServices" | "delegatedAdministrators" | "delegatedServices"
  >;
  readonly rootFeatures: RootFeaturesApi;
  readonly stackSets: StackSetsApi;
}

/**
 * Reads what the stack root-lockdown holds: root features, trusted access, delegated administrators, StackSets with
 * every stack instance.
 *
 * @throws AwsError for every failure but a call without a whole answer: that is a gap, and named in `notRead`
 */
export async function readLockdown({
  organizations,
  rootFeatures,
  stackSets,
}: LockdownApis): Promise<LockdownSnapshot> {
  const gaps = new Gaps();
  const [features, trustedAccess, delegations, sets] = await Promise.all([
    gaps.fill("lockdown.rootFeatures", [], () => rootFeatures.features()),
    gaps.fill("lockdown.trustedAccess", [], () => organizations.trustedServices()),
    readDelegations(organizations, gaps),
    readStackSets(stackSets, gaps),
  ]);
  return { rootFeatures: features, trustedAccess, delegations, stackSets: sets, notRead: gaps.notRead };
}

async function readDelegations(
  api: LockdownApis["organizations"],
  gaps: Gaps,
): Promise<readonly SnapshotDelegation[]> {
  const accounts = await gaps.fill("lockdown.delegations", [], () => api.delegatedAdministrators());
  return Promise.all(
    accounts.map(async (account) => ({
      account,
      services: await gaps.fill(`lockdown.delegations[${account}].services`, [], () =>
        api.delegatedServices(account),
      ),
    })),
  );
}

async function readStackSets(api: StackSetsApi, gaps: Gaps): Promise<readonly SnapshotStackSet[]> {
  const listed = await gaps.fill("lockdown.stackSets", [], () => api.stackSets());
  const ours = listed.filter(({ StackSetName }) => StackSetName.startsWith(STACK_SET_PREFIX));
  if (new Set(ours.map(({ StackSetName }) => StackSetName)).size !== ours.length)
    throw changedMeanwhile("a StackSet was listed twice");
  return Promise.all(ours.map((summary) => readStackSet(api, summary.StackSetName, summary, gaps)));
}

/**
 * `OrganizationalUnitIds` are all the units that stacks were ever asked for, and not taken back.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSet.html, read 2026-11.
 */
async function readStackSet(
  api: StackSetsApi,
  name: string,
  { Status, PermissionModel, AutoDeployment }: StackSetSummary,
  gaps: Gaps,
): Promise<SnapshotStackSet> {
  const place = `lockdown.stackSets[${name}]`;
  const [described, instances] = await Promise.all([
    gaps.fill([`${place}.template`, `${place}.units`], null, () => api.stackSet(name)),
    gaps.fill(`${place}.instances`, [], () => api.instances(name)),
  ]);
  return {
    name,
    status: Status ?? "",
    template: described === null ? "" : templateTextDigest(described.TemplateBody ?? ""),
    permissionModel: PermissionModel ?? "",
    autoDeployment:
      AutoDeployment === undefined
        ? null
        : {
            enabled: AutoDeployment.Enabled ?? false,
            retainStacks: AutoDeployment.RetainStacksOnAccountRemoval ?? false,
          },
    units: described?.OrganizationalUnitIds ?? [],
    instances: grouped(name, instances),
  };
}

/** Instances that say the same of themselves, together: ten thousand accounts are a line, not ten thousand. */
function grouped(
  stackSet: string,
  instances: readonly StackInstanceSummary[],
): readonly SnapshotStackInstances[] {
  const groups = new Map<string, { facts: Omit<SnapshotStackInstances, "accounts">; accounts: string[] }>();
  const seen = new Set<string>();
  for (const { Region = "", Account, Status = "", StackInstanceStatus, StatusReason = "" } of instances) {
    const account = present(Account, "ListStackInstances", "Account");
    const stack = `${account} ${Region}`;
    if (seen.has(stack)) throw changedMeanwhile(`an instance of ${stackSet} was listed twice`);
    seen.add(stack);
    const facts = {
      region: Region,
      status: Status,
      detailedStatus: StackInstanceStatus?.DetailedStatus ?? "",
      reason: StatusReason,
    };
    obtain(groups, JSON.stringify(facts), () => ({ facts, accounts: [] })).accounts.push(account);
  }
  return [...groups.values()].map(({ facts, accounts }) => ({ ...facts, accounts }));
}
