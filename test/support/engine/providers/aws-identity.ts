import { isDeepStrictEqual } from "node:util";
import { Identitystore, type IdentitystoreClientConfig } from "@aws-sdk/client-identitystore";
import { SSOAdmin, type SSOAdminClientConfig } from "@aws-sdk/client-sso-admin";
import type { Properties, ResourceState } from "../state";
import { type Diff, InvokeError, type ResourceProvider } from "./provider";

interface Inputs {
  readonly [name: string]: unknown;
  readonly instanceArn: string;
  readonly permissionSetArn: string;
  readonly identityStoreId: string;
}

interface Clients {
  readonly admin: SSOAdmin;
  readonly store: Identitystore;
}

/** The SDK's own clients. @param client what they need, the endpoint among it */
export function identityClientsOf(client: SSOAdminClientConfig & IdentitystoreClientConfig): Clients {
  return { admin: new SSOAdmin(client), store: new Identitystore(client) };
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

const onSet = ({ instanceArn, permissionSetArn }: Inputs) => ({
  InstanceArn: instanceArn,
  PermissionSetArn: permissionSetArn,
});

const reference = ({ customerManagedPolicyReference }: Inputs) => {
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

/** Carries out the resources of aws:ssoadmin and aws:identitystore as real calls. */
export class AwsIdentity implements ResourceProvider {
  /** @param organization that the credentials belong to */
  constructor(
    private readonly clients: Clients,
    private readonly organization: string,
  ) {}

  check(type: string): void {
    rulesOf(type);
  }

  diff(type: string, olds: Properties, news: Properties): Diff {
    const { forceNew } = rulesOf(type);
    const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
    const changed = names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
    const replaces = forceNew === "*" ? changed : changed.filter((name) => forceNew.includes(name));
    return { changed, replaces, deleteBeforeReplace: false };
  }

  computed(type: string): readonly string[] {
    return rulesOf(type).computed;
  }

  create(type: string, inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    return rulesOf(type).create(this.clients, inputs as unknown as Inputs);
  }

  async update(old: ResourceState, news: Properties): Promise<Properties> {
    const { update, computed } = rulesOf(old.type);
    if (update === undefined) throw new Error(`${old.type} cannot be updated`);
    const arn = old.outputs.arn === undefined ? {} : { permissionSetArn: old.outputs.arn };
    await update(this.clients, { ...news, ...arn } as unknown as Inputs, old.inputs as unknown as Inputs);
    return Object.fromEntries(computed.map((name) => [name, old.outputs[name]]));
  }

  delete(old: ResourceState): Promise<void> {
    return rulesOf(old.type).delete(this.clients, old.inputs as unknown as Inputs, old.outputs);
  }

  /** The answers' shapes: …/ssoadmin/instances_data_source.go, …/identitystore/group_data_source.go, read 2026-11. */
  async invoke(token: string, args: Properties): Promise<Properties> {
    const { admin, store } = this.clients;
    const IdentityStoreId = args.identityStoreId as string;
    const unique = args.alternateIdentifier as
      | { uniqueAttribute: { attributePath: string; attributeValue: string } }
      | undefined;
    const AlternateIdentifier = {
      UniqueAttribute: {
        AttributePath: unique?.uniqueAttribute.attributePath,
        AttributeValue: unique?.uniqueAttribute.attributeValue,
      },
    };
    switch (token) {
      case "aws:organizations/getOrganization:getOrganization":
        return { id: this.organization };
      case "aws:ssoadmin/getInstances:getInstances": {
        const { Instances = [] } = await admin.listInstances({});
        return {
          arns: Instances.map(({ InstanceArn }) => InstanceArn),
          identityStoreIds: Instances.map(({ IdentityStoreId: id }) => id),
        };
      }
      case "aws:identitystore/getGroup:getGroup": {
        const { GroupId } = await orNone("Group", store.getGroupId({ IdentityStoreId, AlternateIdentifier }));
        return { groupId: GroupId };
      }
      case "aws:identitystore/getUser:getUser": {
        const { UserId } = await orNone("User", store.getUserId({ IdentityStoreId, AlternateIdentifier }));
        return { userId: UserId };
      }
      default:
        throw new Error(`no rules for ${token}`);
    }
  }
}

/** The words of …/identitystore/group_data_source.go and …/user_data_source.go, read 2026-11. */
async function orNone<T>(what: "Group" | "User", looking: Promise<T>): Promise<T> {
  try {
    return await looking;
  } catch (error) {
    if ((error as Error).name !== "ResourceNotFoundException") throw error;
    throw new InvokeError(`no Identity Store ${what} found matching criteria; try different search`);
  }
}

function rulesOf(type: string): ResourceRules {
  if (!Object.hasOwn(rules, type)) throw new Error(`no rules for resources of type ${type}`);
  return rules[type]!;
}
