import { isDeepStrictEqual } from "node:util";
import type { Identitystore } from "@aws-sdk/client-identitystore";
import type { SSOAdmin } from "@aws-sdk/client-sso-admin";
import type { Properties } from "../state";

/** What the types have in common, or some of it. */
export interface Inputs {
  readonly [name: string]: unknown;
  readonly instanceArn: string;
  readonly permissionSetArn: string;
  readonly identityStoreId: string;
}

export interface Clients {
  readonly admin: SSOAdmin;
  readonly store: Identitystore;
}

interface ResourceRules {
  /** Changing one of these makes a new resource. "*": every one. */
  readonly forceNew: readonly string[] | "*";
  readonly computed: readonly string[];
  create(clients: Clients, inputs: Inputs): Promise<{ id: string; outputs: Properties }>;
  update?(clients: Clients, inputs: Inputs, olds: Inputs): Promise<void>;
  delete(clients: Clients, inputs: Inputs, outputs: Properties): Promise<void>;
}

/** Behind each write to a set that is in use, the provider has it provisioned in all its accounts. */
async function provision({ admin }: Clients, { instanceArn, permissionSetArn }: Inputs): Promise<void> {
  const set = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
  const { AccountIds = [] } = await admin.listAccountsForProvisionedPermissionSet(set);
  if (AccountIds.length === 0) return;
  await admin.provisionPermissionSet({ ...set, TargetType: "ALL_PROVISIONED_ACCOUNTS" });
}

export const onSet = ({ instanceArn, permissionSetArn }: Inputs) => ({
  InstanceArn: instanceArn,
  PermissionSetArn: permissionSetArn,
});

export const reference = ({ customerManagedPolicyReference }: Inputs) => {
  const { name, path } = customerManagedPolicyReference as { name: string; path?: string };
  return { Name: name, Path: path ?? "/" };
};

const boundary = ({ permissionsBoundary }: Inputs) => {
  const { managedPolicyArn, customerManagedPolicyReference } = permissionsBoundary as Properties & {
    managedPolicyArn?: string;
  };
  return managedPolicyArn === undefined
    ? { CustomerManagedPolicyReference: reference({ customerManagedPolicyReference } as unknown as Inputs) }
    : { ManagedPolicyArn: managedPolicyArn };
};

const assignment = (inputs: Inputs) => ({
  ...onSet(inputs),
  PrincipalId: inputs.principalId as string,
  PrincipalType: inputs.principalType as "GROUP",
  TargetId: inputs.targetId as string,
  TargetType: "AWS_ACCOUNT" as const,
});

const attributes = (inputs: Inputs) => ({
  InstanceArn: inputs.instanceArn,
  InstanceAccessControlAttributeConfiguration: {
    AccessControlAttributes: (inputs.attributes as { key: string; values: { sources: string[] }[] }[]).map(
      ({ key, values }) => ({ Key: key, Value: { Source: values[0]!.sources } }),
    ),
  },
});

const tagList = (tags: unknown) =>
  Object.entries((tags ?? {}) as Record<string, string>).map(([Key, Value]) => ({ Key, Value }));

/**
 * Which inputs force a new resource, and the calls of each operation, read 2026-11 in
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/ssoadmin and …/identitystore, which
 * @pulumi/aws 7 bridges.
 */
const rules: Readonly<Record<string, ResourceRules>> = {
  "aws:ssoadmin/permissionSet:PermissionSet": {
    forceNew: ["name", "instanceArn"],
    computed: ["arn"],
    async create({ admin }, { instanceArn, name, description, sessionDuration, relayState, tags }) {
      const { PermissionSet } = await admin.createPermissionSet({
        InstanceArn: instanceArn,
        Name: name as string,
        Description: description as string,
        SessionDuration: sessionDuration as string,
        ...(relayState === undefined ? {} : { RelayState: relayState as string }),
        Tags: tagList(tags),
      });
      const arn = PermissionSet!.PermissionSetArn!;
      return { id: `${arn},${instanceArn}`, outputs: { arn } };
    },
    async update(clients, inputs, olds) {
      const { admin } = clients;
      const { instanceArn, permissionSetArn, description, sessionDuration, relayState } = inputs;
      const resource = { InstanceArn: instanceArn, ResourceArn: permissionSetArn };
      if (!isDeepStrictEqual(olds.tags, inputs.tags)) {
        const gone = Object.keys((olds.tags ?? {}) as object).filter(
          (key) => !Object.hasOwn((inputs.tags ?? {}) as object, key),
        );
        if (gone.length > 0) await admin.untagResource({ ...resource, TagKeys: gone });
        await admin.tagResource({ ...resource, Tags: tagList(inputs.tags) });
      }
      await admin.updatePermissionSet({
        ...onSet(inputs),
        Description: description as string,
        SessionDuration: sessionDuration as string,
        RelayState: (relayState as string | undefined) ?? "",
      });
      await provision(clients, inputs);
    },
    async delete({ admin }, { instanceArn }, { arn }) {
      await admin.deletePermissionSet({ InstanceArn: instanceArn, PermissionSetArn: arn as string });
    },
  },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": {
    forceNew: "*",
    computed: [],
    async create(clients, inputs) {
      const arn = inputs.managedPolicyArn as string;
      await clients.admin.attachManagedPolicyToPermissionSet({ ...onSet(inputs), ManagedPolicyArn: arn });
      await provision(clients, inputs);
      return { id: `${arn},${inputs.permissionSetArn},${inputs.instanceArn}`, outputs: {} };
    },
    async delete(clients, inputs) {
      const arn = inputs.managedPolicyArn as string;
      await clients.admin.detachManagedPolicyFromPermissionSet({ ...onSet(inputs), ManagedPolicyArn: arn });
      await provision(clients, inputs);
    },
  },
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": {
    forceNew: "*",
    computed: [],
    async create(clients, inputs) {
      const policy = { ...onSet(inputs), CustomerManagedPolicyReference: reference(inputs) };
      await clients.admin.attachCustomerManagedPolicyReferenceToPermissionSet(policy);
      await provision(clients, inputs);
      return { id: `${reference(inputs).Name},${inputs.permissionSetArn}`, outputs: {} };
    },
    async delete(clients, inputs) {
      const policy = { ...onSet(inputs), CustomerManagedPolicyReference: reference(inputs) };
      await clients.admin.detachCustomerManagedPolicyReferenceFromPermissionSet(policy);
      await provision(clients, inputs);
    },
  },
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": {
    forceNew: ["instanceArn", "permissionSetArn"],
    computed: [],
    async create(clients, inputs) {
      await putInline(clients, inputs);
      return { id: `${inputs.permissionSetArn},${inputs.instanceArn}`, outputs: {} };
    },
    update: putInline,
    async delete(clients, inputs) {
      await clients.admin.deleteInlinePolicyFromPermissionSet(onSet(inputs));
      await provision(clients, inputs);
    },
  },
  "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": {
    forceNew: "*",
    computed: [],
    async create(clients, inputs) {
      const set = { ...onSet(inputs), PermissionsBoundary: boundary(inputs) };
      await clients.admin.putPermissionsBoundaryToPermissionSet(set);
      await provision(clients, inputs);
      return { id: `${inputs.permissionSetArn},${inputs.instanceArn}`, outputs: {} };
    },
    async delete(clients, inputs) {
      await clients.admin.deletePermissionsBoundaryFromPermissionSet(onSet(inputs));
      await provision(clients, inputs);
    },
  },
  "aws:ssoadmin/accountAssignment:AccountAssignment": {
    forceNew: "*",
    computed: [],
    async create({ admin }, inputs) {
      await admin.createAccountAssignment(assignment(inputs));
      return { id: Object.values(assignment(inputs)).join(), outputs: {} };
    },
    async delete({ admin }, inputs) {
      await admin.deleteAccountAssignment(assignment(inputs));
    },
  },
  "aws:ssoadmin/instanceAccessControlAttributes:InstanceAccessControlAttributes": {
    forceNew: ["instanceArn"],
    computed: [],
    async create({ admin }, inputs) {
      await admin.createInstanceAccessControlAttributeConfiguration(attributes(inputs));
      return { id: inputs.instanceArn, outputs: {} };
    },
    async update({ admin }, inputs) {
      await admin.updateInstanceAccessControlAttributeConfiguration(attributes(inputs));
    },
    async delete({ admin }, { instanceArn }) {
      await admin.deleteInstanceAccessControlAttributeConfiguration({ InstanceArn: instanceArn });
    },
  },
  "aws:identitystore/group:Group": {
    forceNew: ["identityStoreId"],
    computed: ["groupId"],
    async create({ store }, { identityStoreId, displayName }) {
      const { GroupId } = await store.createGroup({
        IdentityStoreId: identityStoreId,
        DisplayName: displayName as string,
      });
      return { id: `${identityStoreId}/${GroupId}`, outputs: { groupId: GroupId! } };
    },
    async delete({ store }, { identityStoreId }, { groupId }) {
      await store.deleteGroup({ IdentityStoreId: identityStoreId, GroupId: groupId as string });
    },
  },
  "aws:identitystore/groupMembership:GroupMembership": {
    forceNew: "*",
    computed: ["membershipId"],
    async create({ store }, { identityStoreId, groupId, memberId }) {
      const { MembershipId } = await store.createGroupMembership({
        IdentityStoreId: identityStoreId,
        GroupId: groupId as string,
        MemberId: { UserId: memberId as string },
      });
      return { id: `${identityStoreId}/${MembershipId}`, outputs: { membershipId: MembershipId! } };
    },
    async delete({ store }, { identityStoreId }, { membershipId }) {
      await store.deleteGroupMembership({
        IdentityStoreId: identityStoreId,
        MembershipId: membershipId as string,
      });
    },
  },
};

async function putInline(clients: Clients, inputs: Inputs): Promise<void> {
  const policy = { ...onSet(inputs), InlinePolicy: inputs.inlinePolicy as string };
  await clients.admin.putInlinePolicyToPermissionSet(policy);
  await provision(clients, inputs);
}

/** @throws Error for a type whose rules nobody has written down */
export function rulesOf(type: string): ResourceRules {
  if (!Object.hasOwn(rules, type)) throw new Error(`no rules for resources of type ${type}`);
  return rules[type]!;
}
