import type { AccessRequest } from "../evaluate/request";
import { exampleResource } from "./examples";
import type { GuardrailStatement, OrganizationFacts } from "./guardrail";

type Request = Omit<AccessRequest, "principal">;

/** How the resources of one service get an address that the internet reaches, and requests that prove it. */
interface PublicAddress {
  readonly statements: (partition: string) => readonly GuardrailStatement[];
  readonly denied: (organization: OrganizationFacts) => readonly Request[];
  readonly allowed: (organization: OrganizationFacts) => readonly Request[];
}

const ADDRESSES = [
  "ec2:AcceptAddressTransfer",
  "ec2:AllocateAddress",
  "ec2:AssociateAddress",
  "ec2:AssociateNatGatewayAddress",
  "ec2:MoveAddressToVpc",
];

/** ec2:AssociatePublicIpAddress is a key of the network interface: narrowed to instances, a Deny never matches. */
const EC2: PublicAddress = {
  statements: (partition) => [
    { Sid: "Addresses", Effect: "Deny", Action: ADDRESSES, Resource: "*" },
    {
      Sid: "Interfaces",
      Effect: "Deny",
      Action: ["ec2:RequestSpotInstances", "ec2:RunInstances"],
      Resource: `arn:${partition}:ec2:*:*:network-interface/*`,
      Condition: { Bool: { "ec2:AssociatePublicIpAddress": "true" } },
    },
    {
      // A launch that says nothing gets what the subnet says. The value's spelling is assumed.
      Sid: "Subnets",
      Effect: "Deny",
      Action: "ec2:ModifySubnetAttribute",
      Resource: `arn:${partition}:ec2:*:*:subnet/*`,
      Condition: { StringEqualsIgnoreCase: { "ec2:Attribute/MapPublicIpOnLaunch": "true" } },
    },
  ],
  denied: (organization) => [
    { action: "ec2:AllocateAddress" },
    { action: "ec2:AssociateAddress" },
    interfaceOf(organization, { "ec2:AssociatePublicIpAddress": "true" }),
    subnetOf(organization, { "ec2:Attribute/MapPublicIpOnLaunch": "true" }),
  ],
  allowed: (organization) => [
    { action: "ec2:ReleaseAddress" },
    { action: "ec2:DisassociateAddress" },
    { action: "ec2:RunInstances", resource: exampleResource(organization, "ec2", "instance/*") },
    interfaceOf(organization, { "ec2:AssociatePublicIpAddress": "false" }),
    interfaceOf(organization, {}),
    subnetOf(organization, { "ec2:Attribute/MapPublicIpOnLaunch": "false" }),
    subnetOf(organization, { "ec2:Attribute/AssignIpv6AddressOnCreation": "true" }),
  ],
};

/**
 * A load balancer whose request names no scheme faces the internet, so that only "internal" will do. Gateway load
 * balancers have no scheme at all.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html, read 2026-11.
 */
const ELASTIC_LOAD_BALANCING: PublicAddress = {
  statements: (partition) => [
    {
      Sid: "LoadBalancers",
      Effect: "Deny",
      Action: "elasticloadbalancing:CreateLoadBalancer",
      NotResource: `arn:${partition}:elasticloadbalancing:*:*:loadbalancer/gwy/*`,
      Condition: { StringNotEqualsIfExists: { "elasticloadbalancing:Scheme": "internal" } },
    },
  ],
  denied: (organization) => [
    balancer(organization, "app/shop", { "elasticloadbalancing:Scheme": "internet-facing" }),
    balancer(organization, "net/shop", {}),
  ],
  allowed: (organization) => [
    balancer(organization, "app/shop", { "elasticloadbalancing:Scheme": "internal" }),
    balancer(organization, "gwy/inspection", {}),
    { action: "elasticloadbalancing:DeleteLoadBalancer" },
  ],
};

const RDS: PublicAddress = whenTrue("Databases", "rds:PubliclyAccessible", [
  "rds:CreateDBInstance",
  "rds:CreateDBInstanceReadReplica",
  "rds:CreateDBShardGroup",
  "rds:RestoreDBInstanceFromDBSnapshot",
  "rds:RestoreDBInstanceFromS3",
  "rds:RestoreDBInstanceToPointInTime",
]);

const ECS: PublicAddress = whenTrue("Tasks", "ecs:auto-assign-public-ip", [
  "ecs:CreateService",
  "ecs:UpdateService",
]);

const EKS_KEY = "eks:endpointPublicAccess";
const EKS_UPDATE: PublicAddress = whenTrue("ClusterChanges", EKS_KEY, ["eks:UpdateClusterConfig"]);

/** A new cluster whose request does not say otherwise has a public endpoint; a change that says nothing has none. */
const EKS: PublicAddress = {
  statements: (partition) => [
    {
      Sid: "Clusters",
      Effect: "Deny",
      Action: "eks:CreateCluster",
      Resource: "*",
      Condition: { BoolIfExists: { [EKS_KEY]: "true" } },
    },
    ...EKS_UPDATE.statements(partition),
  ],
  denied: (organization) => [
    { action: "eks:CreateCluster", context: { [EKS_KEY]: "true" } },
    { action: "eks:CreateCluster" },
    ...EKS_UPDATE.denied(organization),
  ],
  allowed: (organization) => [
    { action: "eks:CreateCluster", context: { [EKS_KEY]: "false" } },
    ...EKS_UPDATE.allowed(organization),
  ],
};

const KAFKA: PublicAddress = whenTrue("Brokers", "kafka:publicAccessEnabled", ["kafka:UpdateConnectivity"]);

const NEPTUNE_GRAPH: PublicAddress = whenTrue("Graphs", "neptune-graph:PublicConnectivity", [
  "neptune-graph:CreateGraph",
  "neptune-graph:CreateGraphUsingImportTask",
  "neptune-graph:RestoreGraphFromSnapshot",
  "neptune-graph:UpdateGraph",
]);

/**
 * By service, how a resource becomes reachable from the internet, as far as condition keys tell.
 * Source: the Service Authorization Reference of each service,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html,
 * read 2026-11.
 */
export const PUBLIC_ADDRESSES = {
  ec2: EC2,
  ecs: ECS,
  eks: EKS,
  elasticloadbalancing: ELASTIC_LOAD_BALANCING,
  kafka: KAFKA,
  "neptune-graph": NEPTUNE_GRAPH,
  rds: RDS,
};

/** A service whose requests say "true" when something becomes public, and otherwise nothing or "false". */
function whenTrue(sid: string, key: string, actions: readonly string[]): PublicAddress {
  const saying = (value: string) => actions.map((action) => ({ action, context: { [key]: value } }));
  return {
    statements: () => [
      { Sid: sid, Effect: "Deny", Action: actions, Resource: "*", Condition: { Bool: { [key]: "true" } } },
    ],
    denied: () => saying("true"),
    allowed: () => [...saying("false"), { action: actions[0]! }],
  };
}

function interfaceOf(organization: OrganizationFacts, context: Request["context"]): Request {
  const resource = exampleResource(organization, "ec2", "network-interface/*");
  return { action: "ec2:RunInstances", resource, context };
}

function subnetOf(organization: OrganizationFacts, context: Request["context"]): Request {
  const resource = exampleResource(organization, "ec2", "subnet/subnet-0123456789abcdef0");
  return { action: "ec2:ModifySubnetAttribute", resource, context };
}

function balancer(organization: OrganizationFacts, name: string, context: Request["context"]): Request {
  const resource = exampleResource(
    organization,
    "elasticloadbalancing",
    `loadbalancer/${name}/0123456789abcdef`,
  );
  return { action: "elasticloadbalancing:CreateLoadBalancer", resource, context };
}
