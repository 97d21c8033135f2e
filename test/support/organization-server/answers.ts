import { obtain } from "../../../src/collections";
import type { World } from "./world";

export type Input = Readonly<Record<string, unknown>>;
export type Output = Readonly<Record<string, unknown>>;

/** An error that AWS answers with. */
export class ServerError extends Error {
  constructor(
    override readonly name: string,
    readonly status = 400,
  ) {
    super("as the server has it");
  }
}

/** What AWS answers about a world: "service:Operation" and its input, to the output of the SDK's shape. */
export type Answers = (action: string, input: Input) => Output;

/**
 * Results of a page where nobody asks for as many or fewer.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html, read 2026-11.
 */
const PAGES: Readonly<Record<string, number>> = {
  organizations: 20,
  sso: 100,
  identitystore: 100,
  cloudformation: 100,
};

/** Answers as AWS would, from facts that are looked up, not searched: an organization of any size is told at once. */
export function answersOf({ facts, templates, caller }: World): Answers {
  const { organization, root, units, accounts, policies, policyTypes, identity, lockdown } = facts;
  const parents = new Map(units.map(({ id, parent }) => [id, parent]));
  const below = grouped(units, ({ parent }) => parent);
  const accountsBelow = grouped(accounts, ({ parent }) => parent);
  const policy = new Map(policies.map((one) => [one.id, one]));
  const ofType = grouped(policies, ({ type }) => type);
  const tags = new Map([...accounts, ...policies].map((one) => [one.id, one.tags ?? {}]));
  const sets = new Map(identity.permissionSets.map((one) => [one.arn, one]));
  const principals = new Map<string, Map<string, object[]>>();
  for (const { permissionSet, principal, accounts: on } of identity.assignments)
    for (const account of on) {
      const ofSet = obtain(principals, permissionSet, () => new Map<string, object[]>());
      obtain(ofSet, account, () => []).push({ PrincipalType: principal.type, PrincipalId: principal.id });
    }

  const pathOf = (node: string): string => {
    const parent = parents.get(node);
    return parent === undefined ? `${organization.id}/${node}/` : `${pathOf(parent)}${node}/`;
  };
  const account = ({ id, name, state, parent }: (typeof accounts)[number]) => ({
    Id: id,
    Name: name,
    State: state,
    Paths: [`${pathOf(parent)}${id}/`],
  });
  const summary = ({ id, name, description, type, awsManaged }: (typeof policies)[number]) => ({
    Id: id,
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: awsManaged,
  });
  const pairs = (record: Readonly<Record<string, string>>) =>
    Object.entries(record).map(([Key, Value]) => ({ Key, Value }));
  const known = <T>(found: T | undefined, error: string): T => {
    if (found === undefined) throw new ServerError(error);
    return found;
  };
  const set = ({ PermissionSetArn, ResourceArn }: Input) =>
    known(sets.get(String(PermissionSetArn ?? ResourceArn)), "ResourceNotFoundException");
  const stackSet = ({ StackSetName }: Input) =>
    known(
      lockdown.stackSets.find(({ name }) => name === StackSetName),
      "StackSetNotFoundException",
    );

  const lists: Readonly<Record<string, (input: Input) => readonly [string, readonly unknown[]]>> = {
    "organizations:ListRoots": () => [
      "Roots",
      [
        {
          Id: root.id,
          Name: root.name,
          PolicyTypes: policyTypes.map((Type) => ({ Type, Status: "ENABLED" })),
        },
      ],
    ],
    "organizations:ListOrganizationalUnitsForParent": ({ ParentId }) => [
      "OrganizationalUnits",
      (below.get(String(ParentId)) ?? []).map(({ id, name }) => ({ Id: id, Name: name })),
    ],
    "organizations:ListAccounts": () => ["Accounts", accounts.map(account)],
    "organizations:ListAccountsForParent": ({ ParentId }) => [
      "Accounts",
      (accountsBelow.get(String(ParentId)) ?? []).map(account),
    ],
    "organizations:ListPolicies": ({ Filter }) => [
      "Policies",
      (ofType.get(String(Filter)) ?? []).map(summary),
    ],
    "organizations:ListTargetsForPolicy": ({ PolicyId }) => [
      "Targets",
      known(policy.get(String(PolicyId)), "PolicyNotFoundException").targets.map((TargetId) => ({
        TargetId,
      })),
    ],
    "organizations:ListTagsForResource": ({ ResourceId }) => [
      "Tags",
      pairs(tags.get(String(ResourceId)) ?? {}),
    ],
    "organizations:ListAWSServiceAccessForOrganization": () => [
      "EnabledServicePrincipals",
      lockdown.trustedAccess.map((ServicePrincipal) => ({ ServicePrincipal })),
    ],
    "organizations:ListDelegatedAdministrators": () => [
      "DelegatedAdministrators",
      lockdown.delegations.map(({ account: Id }) => ({ Id })),
    ],
    "organizations:ListDelegatedServicesForAccount": ({ AccountId }) => [
      "DelegatedServices",
      known(
        lockdown.delegations.find((one) => one.account === AccountId),
        "AccountNotRegisteredException",
      ).services.map((ServicePrincipal) => ({ ServicePrincipal })),
    ],
    "sso:ListInstances": () => [
      "Instances",
      [{ InstanceArn: identity.instance.arn, IdentityStoreId: identity.instance.identityStore }],
    ],
    "sso:ListPermissionSets": () => ["PermissionSets", [...sets.keys()]],
    "sso:ListTagsForResource": (input) => ["Tags", pairs(set(input).tags)],
    "sso:ListManagedPoliciesInPermissionSet": (input) => [
      "AttachedManagedPolicies",
      set(input).awsManagedPolicies.map((Arn) => ({ Arn })),
    ],
    "sso:ListCustomerManagedPolicyReferencesInPermissionSet": (input) => [
      "CustomerManagedPolicyReferences",
      set(input).customerManagedPolicies.map(({ name, path }) => ({ Name: name, Path: path })),
    ],
    "sso:ListAccountsForProvisionedPermissionSet": (input) => {
      const { arn, outdated, idle } = set(input);
      const all = [...(principals.get(arn)?.keys() ?? []), ...idle];
      return ["AccountIds", input.ProvisioningStatus === undefined ? all : outdated];
    },
    "sso:ListAccountAssignments": (input) => [
      "AccountAssignments",
      principals.get(set(input).arn)?.get(String(input.AccountId)) ?? [],
    ],
    "identitystore:ListGroups": () => [
      "Groups",
      identity.groups.map(({ id, name }) => ({ GroupId: id, DisplayName: name })),
    ],
    "identitystore:ListGroupMemberships": ({ GroupId }) => [
      "GroupMemberships",
      (identity.groups.find(({ id }) => id === GroupId)?.members ?? []).map((UserId) => ({
        MemberId: { UserId },
      })),
    ],
    "cloudformation:ListStackSets": ({ CallAs }) => {
      if ((caller === organization.managementAccount) !== (CallAs === "SELF"))
        throw new ServerError("ValidationError");
      const ours = lockdown.stackSets.map(({ name, status, permissionModel, autoDeployment }) => ({
        StackSetName: name,
        Status: status,
        PermissionModel: permissionModel,
        AutoDeployment: {
          Enabled: autoDeployment?.enabled,
          RetainStacksOnAccountRemoval: autoDeployment?.retainStacks,
        },
      }));
      return ["Summaries", [...ours, { StackSetName: "somebody-else", Status: "ACTIVE" }]];
    },
    "cloudformation:ListStackInstances": (input) => [
      "Summaries",
      stackSet(input).instances.flatMap(({ region, status, detailedStatus, reason, accounts: on }) =>
        on.map((Account) => ({
          Account,
          Region: region,
          Status: status,
          StatusReason: reason,
          StackInstanceStatus: { DetailedStatus: detailedStatus },
        })),
      ),
    ],
  };

  const singles: Readonly<Record<string, (input: Input) => Output>> = {
    "organizations:DescribeOrganization": () => ({
      Organization: {
        Id: organization.id,
        MasterAccountId: organization.managementAccount,
        FeatureSet: "ALL",
      },
    }),
    "organizations:DescribePolicy": ({ PolicyId }) => {
      const found = known(policy.get(String(PolicyId)), "PolicyNotFoundException");
      return { Policy: { PolicySummary: summary(found), Content: found.content } };
    },
    "sso:DescribePermissionSet": (input) => {
      const { name, description, sessionDuration, relayState } = set(input);
      return {
        PermissionSet: {
          Name: name,
          Description: description,
          SessionDuration: sessionDuration,
          RelayState: relayState,
        },
      };
    },
    "sso:GetInlinePolicyForPermissionSet": (input) => ({ InlinePolicy: set(input).inlinePolicy }),
    "sso:GetPermissionsBoundaryForPermissionSet": (input) => {
      const { boundary } = set(input);
      if (boundary === null) throw new ServerError("ResourceNotFoundException");
      const { aws, customer } = boundary;
      return {
        PermissionsBoundary:
          customer === undefined
            ? { ManagedPolicyArn: aws }
            : { CustomerManagedPolicyReference: { Name: customer.name, Path: customer.path } },
      };
    },
    "sso:DescribeInstanceAccessControlAttributeConfiguration": () => ({
      InstanceAccessControlAttributeConfiguration: {
        AccessControlAttributes: Object.entries(identity.attributes ?? {}).map(([Key, source]) => ({
          Key,
          Value: { Source: [source] },
        })),
      },
    }),
    "identitystore:DescribeUser": ({ UserId }) => ({
      UserName: known(
        identity.users.find(({ id }) => id === UserId),
        "ResourceNotFoundException",
      ).name,
    }),
    "cloudformation:DescribeStackSet": (input) => {
      const { name, units: OrganizationalUnitIds } = stackSet(input);
      return { StackSet: { TemplateBody: templates[name], OrganizationalUnitIds } };
    },
    "iam:ListOrganizationsFeatures": () => ({ EnabledFeatures: lockdown.rootFeatures }),
    "sts:GetCallerIdentity": () => ({ Account: caller }),
  };

  const made = new Map<string, readonly [string, readonly unknown[]]>();
  return (action, input) => {
    const list = lists[action];
    if (list === undefined) return known(singles[action], "UnknownOperation")(input);
    const { NextToken, MaxResults, ...asked } = input;
    const [key, items] = obtain(made, JSON.stringify([action, asked]), () => list(input));
    const size = Number(MaxResults ?? PAGES[action.split(":")[0]!]);
    const start = Number(NextToken ?? 0);
    const next = start + size < items.length ? { NextToken: String(start + size) } : {};
    return { [key]: items.slice(start, start + size), ...next };
  };
}

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) obtain(groups, key(item), () => []).push(item);
  return groups;
}
