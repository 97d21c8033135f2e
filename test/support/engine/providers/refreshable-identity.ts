import { paginateListAccountAssignments, type SSOAdmin } from "@aws-sdk/client-sso-admin";
import { canonicalJson } from "../../../../src/policy/canonical";
import type { Properties, ResourceState } from "../state";
import { AwsIdentity } from "./aws-identity";
import { type Clients, type Inputs, onSet, reference } from "./aws-identity-rules";

type Read = (clients: Clients, inputs: Inputs, state: ResourceState) => Promise<Properties | null>;

/**
 * How each type is read again. A resource is looked for by the id that the state has: a set that somebody made anew under
 * the same name is another one, and whatever hung on the old one is gone with it.
 *
 * Sources: the Read functions of
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/ssoadmin (permission_set.go,
 * managed_policy_attachment.go, customer_managed_policy_attachment.go, permission_set_inline_policy.go,
 * permissions_boundary_attachment.go, account_assignment.go, instance_access_control_attributes.go) and …/identitystore
 * (group.go, group_membership.go), read 2026-11: each takes a resource that is not found out of the state.
 */
const reads: Readonly<Record<string, Read>> = {
  "aws:ssoadmin/permissionSet:PermissionSet": readSet,

  async "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"({ admin }, inputs) {
    const { AttachedManagedPolicies = [] } = await admin.listManagedPoliciesInPermissionSet(onSet(inputs));
    return AttachedManagedPolicies.some(({ Arn }) => Arn === inputs.managedPolicyArn) ? inputs : null;
  },

  async "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment"({ admin }, inputs) {
    const wanted = reference(inputs);
    const { CustomerManagedPolicyReferences = [] } =
      await admin.listCustomerManagedPolicyReferencesInPermissionSet(onSet(inputs));
    const isThere = CustomerManagedPolicyReferences.some(
      ({ Name, Path }) => Name === wanted.Name && Path === wanted.Path,
    );
    return isThere ? inputs : null;
  },

  async "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy"({ admin }, inputs) {
    const { InlinePolicy = "" } = await admin.getInlinePolicyForPermissionSet(onSet(inputs));
    if (InlinePolicy === "") return null;
    // Text that says the same stays as the state has it (`PolicyToSet`).
    return sameJson(InlinePolicy, inputs.inlinePolicy as string)
      ? inputs
      : { ...inputs, inlinePolicy: InlinePolicy };
  },

  async "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment"({ admin }, inputs) {
    const { PermissionsBoundary } = await admin.getPermissionsBoundaryForPermissionSet(onSet(inputs));
    const { ManagedPolicyArn, CustomerManagedPolicyReference: customer } = PermissionsBoundary ?? {};
    if (ManagedPolicyArn !== undefined)
      return { ...inputs, permissionsBoundary: { managedPolicyArn: ManagedPolicyArn } };
    if (customer === undefined) return null;
    const { Name: name, Path: path = "/" } = customer;
    return { ...inputs, permissionsBoundary: { customerManagedPolicyReference: { name, path } } };
  },

  async "aws:ssoadmin/accountAssignment:AccountAssignment"({ admin }, inputs) {
    const { principalId, principalType, targetId } = inputs;
    const pages = paginateListAccountAssignments(
      { client: admin },
      { ...onSet(inputs), AccountId: targetId as string },
    );
    for await (const { AccountAssignments = [] } of pages)
      for (const { PrincipalId, PrincipalType } of AccountAssignments)
        if (PrincipalId === principalId && PrincipalType === principalType) return inputs;
    return null;
  },

  async "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes"(
    { admin },
    { instanceArn },
  ) {
    const { InstanceAccessControlAttributeConfiguration: found } =
      await admin.describeInstanceAccessControlAttributeConfiguration({ InstanceArn: instanceArn });
    const { AccessControlAttributes = [] } = found ?? {};
    if (AccessControlAttributes.length === 0) return null;
    const attributes = AccessControlAttributes.map(({ Key, Value }) => ({
      key: Key!,
      values: [{ sources: Value!.Source! }],
    }));
    // They are a set for the provider: their order is nobody's difference.
    return { instanceArn, attributes: attributes.sort((a, b) => (a.key < b.key ? -1 : 1)) };
  },

  async "aws:identitystore/group:Group"({ store }, inputs, { outputs }) {
    const { identityStoreId } = inputs;
    const { DisplayName } = await store.describeGroup({
      IdentityStoreId: identityStoreId,
      GroupId: outputs.groupId as string,
    });
    return { ...inputs, displayName: DisplayName };
  },

  async "aws:identitystore/groupMembership:GroupMembership"({ store }, inputs, { outputs }) {
    const { identityStoreId } = inputs;
    const { GroupId, MemberId } = await store.describeGroupMembership({
      IdentityStoreId: identityStoreId,
      MembershipId: outputs.membershipId as string,
    });
    return { ...inputs, groupId: GroupId, memberId: MemberId?.UserId };
  },
};

async function readSet({ admin }: Clients, inputs: Inputs, { outputs }: ResourceState): Promise<Properties> {
  const { instanceArn } = inputs;
  const arn = outputs.arn as string;
  const { PermissionSet } = await admin.describePermissionSet({
    InstanceArn: instanceArn,
    PermissionSetArn: arn,
  });
  const { Name, Description, SessionDuration, RelayState = "" } = PermissionSet!;
  return {
    instanceArn,
    name: Name,
    description: Description,
    sessionDuration: SessionDuration,
    ...(RelayState === "" ? {} : { relayState: RelayState }),
    tags: await tagsOf(admin, instanceArn, arn),
  };
}

async function tagsOf(admin: SSOAdmin, instance: string, arn: string): Promise<Properties> {
  const { Tags = [] } = await admin.listTagsForResource({ InstanceArn: instance, ResourceArn: arn });
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key!, Value!]));
}

function sameJson(a: string, b: string): boolean {
  try {
    return canonicalJson(JSON.parse(a)) === canonicalJson(JSON.parse(b));
  } catch {
    return a === b;
  }
}

/** The resources of aws:ssoadmin and aws:identitystore in an Identity Center that others change too. */
export class RefreshableIdentity extends AwsIdentity {
  async read(state: ResourceState): Promise<Properties | null> {
    const read = reads[state.type];
    if (read === undefined) throw new Error(`nobody has written down how ${state.type} is read`);
    try {
      return await read(this.clients, state.inputs as unknown as Inputs, state);
    } catch (error) {
      if ((error as Error).name === "ResourceNotFoundException") return null;
      throw error;
    }
  }
}
