import {
  type Account,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  type ListAccountsResponse,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  ListOrganizationalUnitsForParentCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  type Organization,
  type OrganizationalUnit,
  type OrganizationsClient,
  type Policy,
  type PolicySummary,
  type PolicyType,
  type Root,
  type Tag,
} from "@aws-sdk/client-organizations";
import { AwsError, present } from "./errors";
import { all, LARGEST_PAGE as MaxResults, pages } from "./pages";
import type { Reading } from "./reading";

/** The API of AWS Organizations as this tool needs it: whole lists, patient calls, errors that say what to do. */
export interface Organizations {
  /** Requests sent so far, repeated ones included. */
  readonly calls: () => number;
  readonly describe: () => Promise<Organization>;
  readonly root: () => Promise<Root>;
  readonly units: (parent: string) => Promise<OrganizationalUnit[]>;
  /** Every account, page by page. */
  readonly accountPages: () => AsyncGenerator<ListAccountsResponse>;
  readonly accountsBelow: (parent: string) => Promise<Account[]>;
  readonly policies: (type: string) => Promise<PolicySummary[]>;
  readonly policy: (id: string) => Promise<Policy>;
  readonly targets: (policy: string) => Promise<string[]>;
  /** Tags of an account, a unit, a root or a policy. */
  readonly tags: (resource: string) => Promise<Record<string, string>>;
  /** Principals of the services with trusted access. */
  readonly trustedServices: () => Promise<string[]>;
  /** Ids of the accounts that administer a service for the organization. */
  readonly delegatedAdministrators: () => Promise<string[]>;
  /** Principals of the services that an account administers. */
  readonly delegatedServices: (account: string) => Promise<string[]>;
}

export function openOrganizations(client: OrganizationsClient, reading: Reading): Organizations {
  const { calls, ask } = reading;

  return {
    calls,
    async describe() {
      const answer = await ask("organizations:DescribeOrganization", (options) =>
        client.send(new DescribeOrganizationCommand({}), options),
      );
      return present(answer.Organization, "DescribeOrganization", "Organization");
    },
    async root() {
      const list = pages("organizations:ListRoots", (NextToken) =>
        ask("organizations:ListRoots", (options) =>
          client.send(new ListRootsCommand({ NextToken }), options),
        ),
      );
      const roots = await all(list, (page) => page.Roots);
      if (roots.length !== 1) throw new AwsError(`an organization has one root; AWS listed ${roots.length}`);
      return roots[0]!;
    },
    units(ParentId) {
      const operation = "organizations:ListOrganizationalUnitsForParent";
      const list = pages(operation, (NextToken) =>
        ask(operation, (options) =>
          client.send(
            new ListOrganizationalUnitsForParentCommand({ ParentId, NextToken, MaxResults }),
            options,
          ),
        ),
      );
      return all(list, (page) => page.OrganizationalUnits);
    },
    accountPages() {
      return pages("organizations:ListAccounts", (NextToken) =>
        ask("organizations:ListAccounts", (options) =>
          client.send(new ListAccountsCommand({ NextToken, MaxResults }), options),
        ),
      );
    },
    accountsBelow(ParentId) {
      const list = pages("organizations:ListAccountsForParent", (NextToken) =>
        ask("organizations:ListAccountsForParent", (options) =>
          client.send(new ListAccountsForParentCommand({ ParentId, NextToken, MaxResults }), options),
        ),
      );
      return all(list, (page) => page.Accounts);
    },
    policies(type) {
      const Filter = type as PolicyType;
      const list = pages("organizations:ListPolicies", (NextToken) =>
        ask("organizations:ListPolicies", (options) =>
          client.send(new ListPoliciesCommand({ Filter, NextToken, MaxResults }), options),
        ),
      );
      return all(list, (page) => page.Policies);
    },
    async policy(PolicyId) {
      const answer = await ask("organizations:DescribePolicy", (options) =>
        client.send(new DescribePolicyCommand({ PolicyId }), options),
      );
      return present(answer.Policy, "DescribePolicy", "Policy");
    },
    async targets(PolicyId) {
      const list = pages("organizations:ListTargetsForPolicy", (NextToken) =>
        ask("organizations:ListTargetsForPolicy", (options) =>
          client.send(new ListTargetsForPolicyCommand({ PolicyId, NextToken, MaxResults }), options),
        ),
      );
      const targets = await all(list, (page) => page.Targets);
      return targets.map(({ TargetId }) => present(TargetId, "ListTargetsForPolicy", "TargetId"));
    },
    async tags(ResourceId) {
      const list = pages("organizations:ListTagsForResource", (NextToken) =>
        ask("organizations:ListTagsForResource", (options) =>
          client.send(new ListTagsForResourceCommand({ ResourceId, NextToken }), options),
        ),
      );
      return tagRecord(await all(list, (page) => page.Tags));
    },
    async trustedServices() {
      const operation = "organizations:ListAWSServiceAccessForOrganization";
      const list = pages(operation, (NextToken) =>
        ask(operation, (options) =>
          client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken, MaxResults }), options),
        ),
      );
      const services = await all(list, (page) => page.EnabledServicePrincipals);
      return services.map(({ ServicePrincipal }) => present(ServicePrincipal, operation, "ServicePrincipal"));
    },
    async delegatedAdministrators() {
      const operation = "organizations:ListDelegatedAdministrators";
      const list = pages(operation, (NextToken) =>
        ask(operation, (options) =>
          client.send(new ListDelegatedAdministratorsCommand({ NextToken, MaxResults }), options),
        ),
      );
      const administrators = await all(list, (page) => page.DelegatedAdministrators);
      return administrators.map(({ Id }) => present(Id, operation, "Id"));
    },
    async delegatedServices(AccountId) {
      const operation = "organizations:ListDelegatedServicesForAccount";
      const list = pages(operation, (NextToken) =>
        ask(operation, (options) =>
          client.send(
            new ListDelegatedServicesForAccountCommand({ AccountId, NextToken, MaxResults }),
            options,
          ),
        ),
      );
      const services = await all(list, (page) => page.DelegatedServices);
      return services.map(({ ServicePrincipal }) => present(ServicePrincipal, operation, "ServicePrincipal"));
    },
  };
}

/** Built from entries, so that a tag named __proto__ is a tag. */
function tagRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(
    tags.map(({ Key, Value }) => [present(Key, "ListTagsForResource", "Key"), Value ?? ""]),
  );
}
