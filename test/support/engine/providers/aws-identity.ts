import { isDeepStrictEqual } from "node:util";
import { Identitystore, type IdentitystoreClientConfig } from "@aws-sdk/client-identitystore";
import { SSOAdmin, type SSOAdminClientConfig } from "@aws-sdk/client-sso-admin";
import type { Properties, ResourceState } from "../state";
import { type Clients, type Inputs, rulesOf } from "./aws-identity-rules";
import { type Diff, InvokeError, type ResourceProvider } from "./provider";

/** The SDK's own clients. @param client what they need, the endpoint among it */
export function identityClientsOf(client: SSOAdminClientConfig & IdentitystoreClientConfig): Clients {
  return { admin: new SSOAdmin(client), store: new Identitystore(client) };
}

/** Carries out the resources of aws:ssoadmin and aws:identitystore as real calls. */
export class AwsIdentity implements ResourceProvider {
  /** @param organization that the credentials belong to */
  constructor(
    protected readonly clients: Clients,
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
