import {
  type Account,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  EnablePolicyTypeCommand,
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
import { askerOf } from "./ask";
import { AwsError, present } from "./errors";
import { all, LARGEST_PAGE as MaxResults, pages } from "./pages";
import type { Patience } from "./retry";

/**
 * Calls under way at a time. More only meet AWS's throttling sooner.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html, read 2026-11.
 */
const AT_ONCE = 5;

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
  /** Asks AWS to begin; a type that is on already is no error. */
  readonly enable: (root: string, type: string) => Promise<void>;
}

/**
 * @param signal ends every call, those that wait for their turn too
 */
export function openOrganizations(
  client: OrganizationsClient,
  patience: Patience,
  signal: AbortSignal,
): Organizations {
  const { calls, ask } = askerOf("organizations", AT_ONCE, patience, signal);

  return {
    calls,
    async describe() {
      const answer = await ask("DescribeOrganization", (options) =>
        client.send(new DescribeOrganizationCommand({}), options),
      );
      return present(answer.Organization, "DescribeOrganization", "Organization");
    },
    async root() {
      const list = pages("ListRoots", (NextToken) =>
        ask("ListRoots", (options) => client.send(new ListRootsCommand({ NextToken }), options)),
      );
      const roots = await all(list, (page) => page.Roots);
      if (roots.length !== 1) throw new AwsError(`an organization has one root; AWS listed ${roots.length}`);
      return roots[0]!;
    },
    units(ParentId) {
      const operation = "ListOrganizationalUnitsForParent";
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
      return pages("ListAccounts", (NextToken) =>
        ask("ListAccounts", (options) =>
          client.send(new ListAccountsCommand({ NextToken, MaxResults }), options),
        ),
      );
    },
    accountsBelow(ParentId) {
      const list = pages("ListAccountsForParent", (NextToken) =>
        ask("ListAccountsForParent", (options) =>
          client.send(new ListAccountsForParentCommand({ ParentId, NextToken, MaxResults }), options),
        ),
      );
      return all(list, (page) => page.Accounts);
    },
    policies(type) {
      const Filter = type as PolicyType;
      const list = pages("ListPolicies", (NextToken) =>
        ask("ListPolicies", (options) =>
          client.send(new ListPoliciesCommand({ Filter, NextToken, MaxResults }), options),
        ),
      );
      return all(list, (page) => page.Policies);
    },
    async policy(PolicyId) {
      const answer = await ask("DescribePolicy", (options) =>
        client.send(new DescribePolicyCommand({ PolicyId }), options),
      );
      return present(answer.Policy, "DescribePolicy", "Policy");
    },
    async targets(PolicyId) {
      const list = pages("ListTargetsForPolicy", (NextToken) =>
        ask("ListTargetsForPolicy", (options) =>
          client.send(new ListTargetsForPolicyCommand({ PolicyId, NextToken, MaxResults }), options),
        ),
      );
      const targets = await all(list, (page) => page.Targets);
      return targets.map(({ TargetId }) => present(TargetId, "ListTargetsForPolicy", "TargetId"));
    },
    async tags(ResourceId) {
      const list = pages("ListTagsForResource", (NextToken) =>
        ask("ListTagsForResource", (options) =>
          client.send(new ListTagsForResourceCommand({ ResourceId, NextToken }), options),
        ),
      );
      return tagRecord(await all(list, (page) => page.Tags));
    },
    async trustedServices() {
      const operation = "ListAWSServiceAccessForOrganization";
      const list = pages(operation, (NextToken) =>
        ask(operation, (options) =>
          client.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken }), options),
        ),
      );
      const services = await all(list, (page) => page.EnabledServicePrincipals);
      return services.map(({ ServicePrincipal }) => present(ServicePrincipal, operation, "ServicePrincipal"));
    },
    async delegatedAdministrators() {
      const operation = "ListDelegatedAdministrators";
      const list = pages(operation, (NextToken) =>
        ask(operation, (options) =>
          client.send(new ListDelegatedAdministratorsCommand({ NextToken, MaxResults }), options),
        ),
      );
      const administrators = await all(list, (page) => page.DelegatedAdministrators);
      return administrators.map(({ Id }) => present(Id, operation, "Id"));
    },
    async delegatedServices(AccountId) {
      const operation = "ListDelegatedServicesForAccount";
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
    async enable(RootId, type) {
      await ask("EnablePolicyType", async (options) => {
        const command = new EnablePolicyTypeCommand({ RootId, PolicyType: type as PolicyType });
        await client.send(command, options).catch((error: Error) => {
          // A first try may have begun the work although its answer was lost.
          if (error.name !== "PolicyTypeAlreadyEnabledException") throw error;
        });
      });
    },
  };
}

/** Built from entries, so that a tag named __proto__ is a tag. */
function tagRecord(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(
    tags.map(({ Key, Value }) => [present(Key, "ListTagsForResource", "Key"), Value ?? ""]),
  );
}
