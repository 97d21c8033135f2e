import { Group } from "@pulumi/aws/identitystore/group";
import { GroupMembership } from "@pulumi/aws/identitystore/groupMembership";
import { AccountAssignment } from "@pulumi/aws/ssoadmin/accountAssignment";
import { InstanceAccessControlAttributes } from "@pulumi/aws/ssoadmin/instanceAccessControlAttributes";
import { PermissionSet } from "@pulumi/aws/ssoadmin/permissionSet";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type ProviderResource,
  type Resource,
} from "@pulumi/pulumi";
import type { IdentityPlan, PlannedGroup, PlannedPermissionSet } from "../identity/plan/types";
import type { WrittenPrincipal } from "../organization/intent";
import { attachPolicies } from "./permission-set-policies";

/** Where Identity Center is, and who is who in it. */
export interface IdentityDirectory {
  readonly instanceArn: string;
  readonly identityStoreId: string;
  /** Display name -> id, for every group that is not made here. */
  readonly groups: ReadonlyMap<string, string>;
  /** User name -> id, for every user that the plan names. */
  readonly users: ReadonlyMap<string, string>;
}

export interface IdentityCenterArgs {
  readonly plan: IdentityPlan;
  readonly directory: IdentityDirectory;
}

export interface IdentityCenterOptions extends ComponentResourceOptions {
  /** Said explicitly: the account that administers Identity Center is never the default by accident. */
  readonly provider: ProviderResource;
}

/**
 * The permission sets of a plan, their policies, and who has them where.
 *
 * A set's policies are attached before its first assignment: each policy that comes later would have the set provisioned
 * anew in every account. Every resource is named by what never changes, so that one assignment more is one resource
 * more.
 *
 * @throws Error when the plan names a group or a user that the directory does not have
 */
export class IdentityCenter extends ComponentResource {
  /** Name -> resource. */
  readonly permissionSets: ReadonlyMap<string, PermissionSet>;

  constructor(name: string, { plan, directory }: IdentityCenterArgs, options: IdentityCenterOptions) {
    super("org-guardrails:index:IdentityCenter", name, {}, options);
    const groups = new Map(plan.groups.map((group) => [group.name, this.group(group, directory)] as const));
    const idOf = ({ kind, name: who }: WrittenPrincipal): Input<string> =>
      kind === "group" ? groups.get(who)! : known(directory.users, kind, who);
    this.attributes(plan, directory);
    this.permissionSets = new Map(
      plan.permissionSets.map((set) => [set.name, this.permissionSet(set, directory, idOf)]),
    );
    this.registerOutputs({});
  }

  private attributes({ attributes }: IdentityPlan, { instanceArn }: IdentityDirectory): void {
    const keys = Object.keys(attributes).sort();
    if (keys.length === 0) return;
    const rows = keys.map((key) => ({ key, values: [{ sources: [attributes[key]!] }] }));
    new InstanceAccessControlAttributes("attributes", { instanceArn, attributes: rows }, { parent: this });
  }

  /** The id of a group: of one that is made here, or as the directory has it. */
  private group({ name, members }: PlannedGroup, directory: IdentityDirectory): Input<string> {
    if (members === null) return known(directory.groups, "group", name);
    const { identityStoreId } = directory;
    const group = new Group(`group:${name}`, { identityStoreId, displayName: name }, { parent: this });
    for (const member of members) {
      new GroupMembership(
        `group:${name}:${member}`,
        { identityStoreId, groupId: group.groupId, memberId: known(directory.users, "user", member) },
        { parent: this },
      );
    }
    return group.groupId;
  }

  private permissionSet(
    set: PlannedPermissionSet,
    { instanceArn }: IdentityDirectory,
    idOf: (principal: WrittenPrincipal) => Input<string>,
  ): PermissionSet {
    const { name, description, sessionDuration, relayState, tags } = set;
    const resource = new PermissionSet(
      name,
      {
        instanceArn,
        name,
        description,
        sessionDuration,
        ...(relayState === "" ? {} : { relayState }),
        tags: { ...tags },
      },
      { parent: this },
    );
    const dependsOn = attachPolicies(set, resource, this);
    for (const { principal, accounts } of set.grants) {
      const principalId = idOf(principal);
      for (const account of accounts)
        this.assign(set.name, resource, principal, principalId, account, dependsOn);
    }
    return resource;
  }

  private assign(
    set: string,
    { arn, instanceArn }: PermissionSet,
    { kind, name }: WrittenPrincipal,
    principalId: Input<string>,
    account: string,
    dependsOn: Resource[],
  ): void {
    new AccountAssignment(
      `${set}:${account}:${kind}:${name}`,
      {
        instanceArn,
        permissionSetArn: arn,
        principalId,
        principalType: kind === "group" ? "GROUP" : "USER",
        targetId: account,
        targetType: "AWS_ACCOUNT",
      },
      { parent: this, dependsOn },
    );
  }
}

function known(ids: ReadonlyMap<string, string>, kind: string, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the directory has no ${kind} ${JSON.stringify(name)}`);
  return id;
}
