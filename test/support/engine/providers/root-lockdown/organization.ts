import type { CreateAnalyzerCommandInput } from "@aws-sdk/client-accessanalyzer";
import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type RulesByType, unlessGone } from "./rules";

/**
 * Which inputs force a new resource, and the calls of each operation,
 * of features and analyzers read 2026-11, the others assumed, in
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
