import { matches, withWildcards } from "../evaluate/reference/pattern";
import type { Finding } from "../findings/finding";
import type { PlanView } from "../plan/plan-file";
import type { PlannedPolicy } from "../plan/types";
import { isJsonObject } from "../policy/management/document";
import { type Setting, settingKey, settingName, settingsOf } from "../policy/management/settings";
import { isAuthorizationType, type ManagementPolicyType } from "../policy/types";
import { stackCallers } from "./stack-calls";
import { nameOf, regionsOf, resourcesOf } from "./template-values";
import type { LockdownPlan, PlannedStackSet } from "./types";

/** A setting of accounts that a policy can hold, and the calls by which somebody in the account would set it. */
interface OwnedSetting {
  readonly setting: string;
  readonly type: ManagementPolicyType;
  /** Where it stands in the policy, from the top. */
  readonly path: readonly string[];
  readonly calls: readonly string[];
}

const ec2 = (setting: string, attribute: string, ...calls: readonly string[]): OwnedSetting => ({
  setting,
  type: "DECLARATIVE_POLICY_EC2",
  path: ["ec2_attributes", attribute],
  calls: calls.map((call) => `ec2:${call}`),
});

/**
 * Sources, read 2026-11: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_s3_syntax.html,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html.
 */
export const OWNED_SETTINGS: readonly OwnedSetting[] = [
  {
    setting: "S3's public-access block of the account",
    type: "S3_POLICY",
    path: ["s3_attributes", "public_access_block_configuration"],
    calls: ["s3:PutAccountPublicAccessBlock"],
  },
  ec2("the default of instance metadata", "instance_metadata_defaults", "ModifyInstanceMetadataDefaults"),
  ec2(
    "the public-access block of EBS snapshots",
    "snapshot_block_public_access",
    "DisableSnapshotBlockPublicAccess",
    "EnableSnapshotBlockPublicAccess",
  ),
  ec2(
    "the public-access block of images",
    "image_block_public_access",
    "DisableImageBlockPublicAccess",
    "EnableImageBlockPublicAccess",
  ),
  ec2(
    "access to the serial console",
    "serial_console_access",
    "DisableSerialConsoleAccess",
    "EnableSerialConsoleAccess",
  ),
  ec2("VPC Block Public Access", "vpc_block_public_access", "ModifyVpcBlockPublicAccessOptions"),
  ec2(
    "the list of allowed images",
    "allowed_images_settings",
    "DisableAllowedImagesSettings",
    "EnableAllowedImagesSettings",
    "ReplaceImageCriteriaInAllowedImagesSettings",
  ),
];

/** An error for each setting or resource that two would write in turn: what an account has would depend on who came last. */
export function ownerFindings(plan: PlanView, lockdown: LockdownPlan | null): readonly Finding[] {
  return [
    ...(lockdown === null ? [] : [...settingFindings(plan, lockdown), ...resourceFindings(lockdown)]),
    ...policyFindings(plan),
  ];
}

const twoOwners = (message: string, fix: string, path?: string): Finding => ({
  code: "two-owners",
  severity: "error",
  ...(path === undefined ? {} : { path }),
  message,
  fix,
});

/** Settings that a policy of the plan holds, and that a role of a StackSet's stacks may set as well. */
function settingFindings(plan: PlanView, lockdown: LockdownPlan): readonly Finding[] {
  return OWNED_SETTINGS.flatMap((owned) => {
    const policy = plan.policies.find((each) => holds(each, owned));
    if (policy === undefined) return [];
    return lockdown.stackSets.flatMap((set) => {
      const call = callOf(set, lockdown, owned);
      if (call === undefined) return [];
      return [
        twoOwners(
          `${owned.setting} has two owners: the policy ${JSON.stringify(policy.name)} and the StackSet ${set.name}, which may call ${call}`,
          "let the policy hold it, there and only there: take the call out of the template",
          settingName(owned.path),
        ),
      ];
    });
  });
}

function holds(policy: PlannedPolicy, { type, path }: OwnedSetting): boolean {
  if (policy.type !== type || policy.targets.length === 0) return false;
  const prefix = path.join("/").toLowerCase();
  return settings(policy).some((each) => `${each.path.join("/").toLowerCase()}/`.startsWith(`${prefix}/`));
}

/** A call that sets it, among those that the roles of the stacks may make. */
function callOf(set: PlannedStackSet, { organization }: LockdownPlan, { calls }: OwnedSetting) {
  const patterns = stackCallers(set, organization)
    .callers.flatMap((caller) => caller.calls)
    .flatMap(({ actions }) => actions)
    .map((action) => withWildcards(action.toLowerCase()));
  return calls.find((call) => patterns.some((pattern) => matches(pattern, call.toLowerCase())));
}

/** Resources of one name that the stacks of two StackSets would make in one Region of one account. */
function resourceFindings({ stackSets }: LockdownPlan): readonly Finding[] {
  const owners = new Map<string, PlannedStackSet>();
  const findings = new Map<string, Finding>();
  for (const set of stackSets) {
    for (const resource of resourcesOf(set.template)) {
      const name = nameOf(resource);
      if (name === undefined) continue;
      for (const region of regionsOf(resource, set.template, set.regions)) {
        const key = `${resource.type} ${name} ${resource.type === "AWS::IAM::Role" ? "" : region}`;
        const owner = owners.get(key) ?? set;
        owners.set(key, owner);
        if (owner === set) continue;
        const message = `the ${resource.type} ${name} has two owners: the StackSets ${owner.name} and ${set.name}`;
        findings.set(message, twoOwners(message, "leave it to one of the two"));
      }
    }
  }
  return [...findings.values()];
}

/** Settings that a policy of ours and one of somebody else's assign at one target: AWS keeps what was attached first. */
function policyFindings({ policies }: PlanView): readonly Finding[] {
  const management = policies.filter(({ type }) => !isAuthorizationType(type));
  const ours = management.filter(({ managed }) => managed);
  const others = management.filter(({ managed }) => !managed);
  return ours.flatMap((policy) =>
    others
      .filter(({ type }) => type === policy.type)
      .flatMap((other) => {
        const targets = policy.targets.filter(({ id }) => other.targets.some((target) => target.id === id));
        const setting = targets.length === 0 ? undefined : assignedByBoth(policy, other);
        if (setting === undefined) return [];
        const paths = targets.map(({ path }) => JSON.stringify(path)).join(", ");
        return [
          twoOwners(
            `${settingName(setting.path)} has two owners at ${paths}: the policy ${JSON.stringify(policy.name)} and ${JSON.stringify(other.name)} of somebody else`,
            `detach ${other.key}, or take the guardrail out of these targets`,
            settingName(setting.path),
          ),
        ];
      }),
  );
}

function assignedByBoth(one: PlannedPolicy, other: PlannedPolicy): Setting | undefined {
  const assigned = (policy: PlannedPolicy) =>
    settings(policy).filter(({ operators }) => "@@assign" in operators);
  const theirs = new Set(assigned(other).map(({ path }) => settingKey(path)));
  return assigned(one).find(({ path }) => theirs.has(settingKey(path)));
}

/** The settings of a policy; none where somebody else's is no such document. */
function settings({ content }: PlannedPolicy): readonly Setting[] {
  return isJsonObject(content) ? settingsOf(content) : [];
}
