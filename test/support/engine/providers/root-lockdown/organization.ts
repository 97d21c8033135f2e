import type { CreateAnalyzerCommandInput } from "@aws-sdk/client-accessanalyzer";
import {
  paginateListAWSServiceAccessForOrganization,
  paginateListDelegatedAdministrators,
} from "@aws-sdk/client-organizations";
import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type RulesByType, unlessGone } from "./rules";

/**
 * Which inputs force a new resource, and the calls of each operation,
 * read 2026-11 in
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/iam (organizations_features.go),
 * …/organizations (aws_service_access.go, delegated_administrator.go) and …/accessanalyzer (analyzer.go), which
 * @pulumi/aws 7 bridges.
 */
export const organizationRules: RulesByType = {
  "aws:iam/organizationsFeatures:OrganizationsFeatures": {
    forceNew: [],
    computed: [],
    async create(clients, { enabledFeatures }) {
      await setFeatures(clients, [], enabledFeatures as string[]);
      const { OrganizationId } = await clients.iam.listOrganizationsFeatures({});
      return { id: OrganizationId!, outputs: {} };
    },
    update: (clients, { inputs }, { enabledFeatures }) =>
      setFeatures(clients, inputs.enabledFeatures as string[], enabledFeatures as string[]),
    delete: (clients, { inputs }) => setFeatures(clients, inputs.enabledFeatures as string[], []),
    async read({ iam }, { inputs }) {
      const answer = await unlessGone(iam.listOrganizationsFeatures({}));
      const enabledFeatures = [...(answer?.EnabledFeatures ?? [])].sort();
      return enabledFeatures.length === 0 ? null : { ...inputs, enabledFeatures };
    },
  },
  "aws:organizations/awsServiceAccess:AwsServiceAccess": {
    forceNew: "*",
    computed: ["dateEnabled"],
    async create({ organizations }, { servicePrincipal }) {
      const ServicePrincipal = servicePrincipal as string;
      await organizations.enableAWSServiceAccess({ ServicePrincipal });
      const { EnabledServicePrincipals = [] } = await organizations.listAWSServiceAccessForOrganization({});
      const enabled = EnabledServicePrincipals.find((each) => each.ServicePrincipal === ServicePrincipal);
      if (enabled === undefined) throw new Error(`${ServicePrincipal} was not enabled`);
      return { id: ServicePrincipal, outputs: { dateEnabled: enabled.DateEnabled!.toISOString() } };
    },
    async delete({ organizations }, { id }) {
      await organizations.disableAWSServiceAccess({ ServicePrincipal: id });
    },
    async read({ organizations: client }, { id, inputs }) {
      for await (const { EnabledServicePrincipals = [] } of paginateListAWSServiceAccessForOrganization(
        { client },
        {},
      ))
        if (EnabledServicePrincipals.some(({ ServicePrincipal }) => ServicePrincipal === id)) return inputs;
      return null;
    },
  },
  "aws:organizations/delegatedAdministrator:DelegatedAdministrator": {
    forceNew: "*",
    computed: ["arn", "name", "email", "status", "joinedMethod", "joinedTimestamp"],
    async create({ organizations }, inputs) {
      await organizations.registerDelegatedAdministrator(delegation(inputs));
      return { id: `${inputs.accountId}/${inputs.servicePrincipal}`, outputs: {} };
    },
    async delete({ organizations }, { inputs }) {
      await unlessGone(organizations.deregisterDelegatedAdministrator(delegation(inputs)));
    },
    async read({ organizations: client }, { inputs }) {
      const { AccountId, ServicePrincipal } = delegation(inputs);
      for await (const { DelegatedAdministrators = [] } of paginateListDelegatedAdministrators(
        { client },
        { ServicePrincipal },
      ))
        if (DelegatedAdministrators.some(({ Id }) => Id === AccountId)) return inputs;
      return null;
    },
  },
  "aws:accessanalyzer/analyzer:Analyzer": {
    forceNew: ["analyzerName", "type", "configuration"],
    computed: ["arn"],
    async create({ analyzer }, { analyzerName, type, configuration, tags }) {
      const { arn } = await analyzer.createAnalyzer({
        analyzerName: analyzerName as string,
        type: (type ?? "ACCOUNT") as "ORGANIZATION",
        ...(configuration === undefined
          ? {}
          : { configuration: configuration as CreateAnalyzerCommandInput["configuration"] }),
        tags: (tags ?? {}) as Record<string, string>,
      });
      return { id: analyzerName as string, outputs: { arn } };
    },
    async delete({ analyzer }, { id }) {
      await unlessGone(analyzer.deleteAnalyzer({ analyzerName: id }));
    },
    async read(clients, { id, inputs }) {
      const answer = await unlessGone(clients.analyzer.getAnalyzer({ analyzerName: id }));
      if (answer === undefined) return null;
      const { type, configuration, tags = {} } = answer.analyzer!;
      return {
        ...inputs,
        type,
        ...(configuration === undefined ? {} : { configuration }),
        ...(Object.keys(tags).length === 0 ? {} : { tags }),
      };
    },
  },
};

const delegation = ({ accountId, servicePrincipal }: Properties) => ({
  AccountId: accountId as string,
  ServicePrincipal: servicePrincipal as string,
});

async function setFeatures(
  { iam }: Clients,
  olds: readonly string[],
  news: readonly string[],
): Promise<void> {
  const gains = (feature: string) => news.includes(feature) && !olds.includes(feature);
  const loses = (feature: string) => olds.includes(feature) && !news.includes(feature);
  if (gains("RootCredentialsManagement")) await iam.enableOrganizationsRootCredentialsManagement({});
  if (gains("RootSessions")) await iam.enableOrganizationsRootSessions({});
  if (loses("RootCredentialsManagement")) await iam.disableOrganizationsRootCredentialsManagement({});
  if (loses("RootSessions")) await iam.disableOrganizationsRootSessions({});
}
