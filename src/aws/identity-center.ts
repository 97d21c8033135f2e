import {
  DescribeUserCommand,
  GetUserIdCommand,
  type Group,
  type IdentitystoreClient,
  ListGroupMembershipsCommand,
  ListGroupsCommand,
} from "@aws-sdk/client-identitystore";
import * as sso from "@aws-sdk/client-sso-admin";
import type { ReadAction } from "../aws-data/read-calls";
import { AwsError, present } from "./errors";
import { all, pages } from "./pages";
import type { Reading } from "./reading";

/**
 * Results of one page at most.
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSets.html (MaxResults) and
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroups.html, read 2026-11.
 */
export const LARGEST_IDENTITY_PAGE = 100;
const MaxResults = LARGEST_IDENTITY_PAGE;

export interface Instance {
  readonly arn: string;
  readonly identityStore: string;
}

/** The APIs of Identity Center as this tool needs them: whole lists, patient calls, errors that say what to do. */
export interface IdentityCenterApi {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  /** Undefined where Identity Center is not enabled. */
  readonly instance: () => Promise<Instance | undefined>;
  readonly permissionSets: (instance: string) => Promise<readonly string[]>;
  readonly permissionSet: (instance: string, arn: string) => Promise<sso.PermissionSet>;
  readonly tags: (instance: string, arn: string) => Promise<Readonly<Record<string, string>>>;
  readonly awsManagedPolicies: (instance: string, arn: string) => Promise<readonly string[]>;
  readonly customerManagedPolicies: (
    instance: string,
    arn: string,
  ) => Promise<readonly { readonly name: string; readonly path: string }[]>;
  /** Empty where there is none. */
  readonly inlinePolicy: (instance: string, arn: string) => Promise<string>;
  /** Null where there is none. */
  readonly boundary: (instance: string, arn: string) => Promise<sso.PermissionsBoundary | null>;
  /** Accounts that a set is provisioned in: all, or those whose role is not what the set says now. */
  readonly accounts: (instance: string, arn: string, outdated: boolean) => Promise<readonly string[]>;
  readonly assignments: (
    instance: string,
    arn: string,
    account: string,
  ) => Promise<readonly { readonly type: string; readonly id: string }[]>;
  /** Null where attributes are not used for access control. */
  readonly attributes: (instance: string) => Promise<Readonly<Record<string, string>> | null>;
  readonly groups: (
    identityStore: string,
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  readonly members: (identityStore: string, group: string) => Promise<readonly string[]>;
  /** The name of a user; undefined when there is none any more. */
  readonly userName: (identityStore: string, id: string) => Promise<string | undefined>;
  /** The id of a user; undefined when there is none of this name. */
  readonly userId: (identityStore: string, name: string) => Promise<string | undefined>;
}

export function openIdentityCenter(
  client: sso.SSOAdminClient,
  store: IdentitystoreClient,
  { calls, ask }: Reading,
): IdentityCenterApi {
  /** Every item of a list of the admin API. */
  function list<O extends { readonly NextToken?: string | undefined }, T>(
    action: ReadAction,
    send: (NextToken: string | undefined, options: { readonly abortSignal: AbortSignal }) => Promise<O>,
    items: (page: O) => readonly T[] | undefined,
  ): Promise<T[]> {
    const found = pages(action, (NextToken) => ask(action, (options) => send(NextToken, options)));
    return all(found, items);
  }

  return {
    calls,
    async instance() {
      const found = await list(
        "sso:ListInstances",
        (NextToken, options) => client.send(new sso.ListInstancesCommand({ NextToken, MaxResults }), options),
        (page) => page.Instances,
      );
      if (found.length > 1) {
        throw new AwsError(
          `${found.length} instances of Identity Center were listed: use credentials that see the organization's alone`,
        );
      }
      const [only] = found;
      if (only === undefined) return undefined;
      return {
        arn: present(only.InstanceArn, "ListInstances", "InstanceArn"),
        identityStore: present(only.IdentityStoreId, "ListInstances", "IdentityStoreId"),
      };
    },
    permissionSets: (InstanceArn) =>
      list(
        "sso:ListPermissionSets",
        (NextToken, options) =>
          client.send(new sso.ListPermissionSetsCommand({ InstanceArn, NextToken, MaxResults }), options),
        (page) => page.PermissionSets,
      ),
    async permissionSet(InstanceArn, PermissionSetArn) {
      const answer = await ask("sso:DescribePermissionSet", (options) =>
        client.send(new sso.DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }), options),
      );
      return present(answer.PermissionSet, "DescribePermissionSet", "PermissionSet");
    },
    async tags(InstanceArn, ResourceArn) {
      const tags = await list(
        "sso:ListTagsForResource",
        (NextToken, options) =>
          client.send(new sso.ListTagsForResourceCommand({ InstanceArn, ResourceArn, NextToken }), options),
        (page) => page.Tags,
      );
      return Object.fromEntries(
        tags.map(({ Key, Value }) => [present(Key, "ListTagsForResource", "Key"), Value ?? ""]),
      );
    },
    async awsManagedPolicies(InstanceArn, PermissionSetArn) {
      const operation = "sso:ListManagedPoliciesInPermissionSet";
      const found = await list(
        operation,
        (NextToken, options) =>
          client.send(
            new sso.ListManagedPoliciesInPermissionSetCommand({
              InstanceArn,
              PermissionSetArn,
              NextToken,
              MaxResults,
            }),
            options,
          ),
        (page) => page.AttachedManagedPolicies,
      );
      return found.map(({ Arn }) => present(Arn, operation, "Arn"));
    },
    async customerManagedPolicies(InstanceArn, PermissionSetArn) {
      const operation = "sso:ListCustomerManagedPolicyReferencesInPermissionSet";
      const found = await list(
        operation,
        (NextToken, options) =>
          client.send(
            new sso.ListCustomerManagedPolicyReferencesInPermissionSetCommand({
              InstanceArn,
              PermissionSetArn,
              NextToken,
              MaxResults,
            }),
            options,
          ),
        (page) => page.CustomerManagedPolicyReferences,
      );
      return found.map(({ Name, Path }) => ({ name: present(Name, operation, "Name"), path: Path ?? "/" }));
    },
    async inlinePolicy(InstanceArn, PermissionSetArn) {
      const answer = await ask("sso:GetInlinePolicyForPermissionSet", (options) =>
        client.send(
          new sso.GetInlinePolicyForPermissionSetCommand({ InstanceArn, PermissionSetArn }),
          options,
        ),
      );
      return answer.InlinePolicy ?? "";
    },
    boundary: (InstanceArn, PermissionSetArn) =>
      ask("sso:GetPermissionsBoundaryForPermissionSet", (options) =>
        orNull(async () => {
          const command = new sso.GetPermissionsBoundaryForPermissionSetCommand({
            InstanceArn,
            PermissionSetArn,
          });
          return (await client.send(command, options)).PermissionsBoundary ?? null;
        }),
      ),
    accounts: (InstanceArn, PermissionSetArn, outdated) =>
      list(
        "sso:ListAccountsForProvisionedPermissionSet",
        (NextToken, options) =>
          client.send(
            new sso.ListAccountsForProvisionedPermissionSetCommand({
              InstanceArn,
              PermissionSetArn,
              NextToken,
              MaxResults,
              ...(outdated ? { ProvisioningStatus: "LATEST_PERMISSION_SET_NOT_PROVISIONED" } : {}),
            }),
            options,
          ),
        (page) => page.AccountIds,
      ),
    async assignments(InstanceArn, PermissionSetArn, AccountId) {
      const operation = "sso:ListAccountAssignments";
      const found = await list(
        operation,
        (NextToken, options) =>
          client.send(
            new sso.ListAccountAssignmentsCommand({
              InstanceArn,
              PermissionSetArn,
              AccountId,
              NextToken,
              MaxResults,
            }),
            options,
          ),
        (page) => page.AccountAssignments,
      );
      return found.map(({ PrincipalType, PrincipalId }) => ({
        type: present<string>(PrincipalType, operation, "PrincipalType"),
        id: present(PrincipalId, operation, "PrincipalId"),
      }));
    },
    attributes: (InstanceArn) =>
      ask("sso:DescribeInstanceAccessControlAttributeConfiguration", (options) =>
        orNull(async () => {
          const command = new sso.DescribeInstanceAccessControlAttributeConfigurationCommand({ InstanceArn });
          const { InstanceAccessControlAttributeConfiguration: found } = await client.send(command, options);
          return Object.fromEntries(
            (found?.AccessControlAttributes ?? []).map(({ Key, Value }) => [
              Key ?? "",
              Value?.Source?.[0] ?? "",
            ]),
          );
        }),
      ),
    async groups(IdentityStoreId) {
      const found = await all(
        pages("identitystore:ListGroups", (NextToken) =>
          ask("identitystore:ListGroups", (options) =>
            store.send(new ListGroupsCommand({ IdentityStoreId, NextToken, MaxResults }), options),
          ),
        ),
        (page) => page.Groups as Group[] | undefined,
      );
      return found.map(({ GroupId, DisplayName }) => ({
        id: present(GroupId, "ListGroups", "GroupId"),
        name: DisplayName ?? "",
      }));
    },
    async members(IdentityStoreId, GroupId) {
      const found = await all(
        pages("identitystore:ListGroupMemberships", (NextToken) =>
          ask("identitystore:ListGroupMemberships", (options) =>
            store.send(
              new ListGroupMembershipsCommand({ IdentityStoreId, GroupId, NextToken, MaxResults }),
              options,
            ),
          ),
        ),
        (page) => page.GroupMemberships,
      );
      return found.flatMap(({ MemberId }) => (MemberId?.UserId === undefined ? [] : [MemberId.UserId]));
    },
    userName: (IdentityStoreId, UserId) =>
      ask("identitystore:DescribeUser", async (options) => {
        const found = await orNull(() =>
          store.send(new DescribeUserCommand({ IdentityStoreId, UserId }), options),
        );
        return found === null ? undefined : (found.UserName ?? "");
      }),
    userId: (IdentityStoreId, name) =>
      ask("identitystore:GetUserId", async (options) => {
        const UniqueAttribute = { AttributePath: "userName", AttributeValue: name };
        const found = await orNull(() =>
          store.send(
            new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier: { UniqueAttribute } }),
            options,
          ),
        );
        return found?.UserId;
      }),
  };
}

/** What the call found; null where AWS says that there is none. */
async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return null;
    throw error;
  }
}
