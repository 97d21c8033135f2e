import { TRAIL_LOGS_ROLE_NAME } from "../../../src/lockdown/names";
import type { MemoryNeed, MemoryRules, Place } from "../engine/providers/memory-resources";
import type { Properties } from "../engine/state";

const field =
  (...names: readonly string[]) =>
  (inputs: Properties) =>
    names.map((name) => String(inputs[name])).join(" ");

const TYPES = {
  access: "aws:organizations/awsServiceAccess:AwsServiceAccess",
  delegation: "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
  features: "aws:iam/organizationsFeatures:OrganizationsFeatures",
  analyzer: "aws:accessanalyzer/analyzer:Analyzer",
  passwordPolicy: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  ebs: "aws:ebs/encryptionByDefault:EncryptionByDefault",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  stackSet: "aws:cloudformation/stackSet:StackSet",
  stacks: "aws:cloudformation/stackSetInstance:StackSetInstance",
  bus: "aws:cloudwatch/eventBus:EventBus",
  busPolicy: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  rule: "aws:cloudwatch/eventRule:EventRule",
  target: "aws:cloudwatch/eventTarget:EventTarget",
  filter: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  topic: "aws:sns/topic:Topic",
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
  key: "aws:kms/key:Key",
  alias: "aws:kms/alias:Alias",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  publicAccess: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  ownership: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  trail: "aws:cloudtrail/trail:Trail",
} as const;

export { TYPES as LOCKDOWN_TYPES };

const arnOf =
  (service: string, resource: (inputs: Properties) => string) =>
  (inputs: Properties, { account, region }: Place) => ({
    arn: `arn:aws:${service}:${region}:${account}:${resource(inputs)}`,
  });

const trusted = (service: string): MemoryNeed => ({ type: TYPES.access, identity: service });

/** The name at the end of an ARN. */
const nameIn = (arn: unknown) => String(arn).split(/[:/]/).at(-1)!;

/** A topic that can be published to. */
const topicOf = (arn: unknown): readonly MemoryNeed[] => [
  { type: TYPES.topic, identity: nameIn(arn) },
  { type: TYPES.topicPolicy, identity: String(arn) },
];

const named = (forceNew: readonly string[] = ["name"]): MemoryRules => ({
  identity: field("name"),
  forceNew,
});
const ofBucket: MemoryRules = { identity: field("bucket"), forceNew: ["bucket"] };
const alone: MemoryRules = { identity: () => "the account's", forceNew: [] };

function targetNeeds(inputs: Properties, { account }: Place): readonly MemoryNeed[] {
  const { arn, roleArn, deadLetterConfig } = inputs;
  const isTopic = String(arn).startsWith("arn:aws:sns:");
  const reached: readonly MemoryNeed[] = isTopic
    ? [...topicOf(arn), { type: TYPES.queuePolicy, identity: queueOf(deadLetterConfig) }]
    : [TYPES.bus, TYPES.busPolicy, TYPES.target].map((type) => ({
        type,
        identity: type === TYPES.target ? `${nameIn(arn)} ${nameIn(arn)} topic` : nameIn(arn),
      }));
  if (roleArn === undefined) return reached;
  const role: MemoryNeed =
    account === "111111111111"
      ? { type: TYPES.rolePolicy, identity: nameIn(roleArn) }
      : { type: TYPES.stacks, identity: "org-guardrails-baseline eu-west-1" };
  return [...reached, role];
}

function queueOf(deadLetterConfig: unknown): string {
  return nameIn((deadLetterConfig as { arn: string }).arn);
}

/**
 * The types of the stack root-lockdown. Inputs that force a new resource are those that the provider's documentation
 * says so of, as far as a test changes them; what a type needs is what its API documents, or what would be lost.
 */
export const LOCKDOWN_RULES: Readonly<Record<string, MemoryRules>> = {
  [TYPES.access]: {
    identity: field("servicePrincipal"),
    isGlobal: true,
    forceNew: ["servicePrincipal"],
  },
  [TYPES.delegation]: {
    // One delegate of a service: Access Analyzer takes no second.
    identity: field("servicePrincipal"),
    isGlobal: true,
    forceNew: ["accountId", "servicePrincipal"],
    needs: ({ servicePrincipal }) => [trusted(String(servicePrincipal))],
  },
  [TYPES.features]: { ...alone, isGlobal: true, needs: () => [trusted("iam.amazonaws.com")] },
  [TYPES.analyzer]: {
    identity: field("analyzerName"),
    forceNew: ["analyzerName", "type"],
    needs: () => [{ type: TYPES.delegation, identity: "access-analyzer.amazonaws.com" }],
  },
  [TYPES.passwordPolicy]: { ...alone, isGlobal: true },
  [TYPES.ebs]: alone,
  [TYPES.role]: {
    ...named(),
    isGlobal: true,
    outputs: ({ name }, { account }) => ({ arn: `arn:aws:iam::${account}:role/${name}` }),
  },
  [TYPES.rolePolicy]: {
    identity: field("role"),
    isGlobal: true,
    forceNew: ["name", "role"],
  },
  [TYPES.stackSet]: {
    ...named(["name", "permissionModel", "autoDeployment"]),
    outputs: arnOf("cloudformation", ({ name }) => `stackset/${name}:0`),
    // What its rules send to would otherwise be lost.
    needs: ({ templateBody }) => [
      trusted("member.org.stacksets.cloudformation.amazonaws.com"),
      ...[...String(templateBody).matchAll(/event-bus\/([a-z-]+)"/g)].map(([, bus]) => ({
        type: TYPES.busPolicy,
        identity: bus!,
      })),
    ],
  },
  [TYPES.stacks]: {
    identity: field("stackSetName", "stackSetInstanceRegion"),
    forceNew: ["stackSetName", "deploymentTargets", "stackSetInstanceRegion"],
    needs: ({ stackSetName }) => [
      { type: TYPES.stackSet, identity: String(stackSetName) },
      ...(stackSetName === "org-guardrails-detections"
        ? [{ type: TYPES.stacks, identity: "org-guardrails-baseline eu-west-1" }]
        : []),
    ],
  },
  [TYPES.bus]: { ...named(), outputs: arnOf("events", ({ name }) => `event-bus/${name}`) },
  [TYPES.busPolicy]: { identity: field("eventBusName"), forceNew: ["eventBusName"] },
  [TYPES.rule]: {
    identity: ({ eventBusName = "default", name }) => `${eventBusName} ${name}`,
    forceNew: ["name", "eventBusName"],
  },
  [TYPES.target]: {
    identity: ({ eventBusName = "default", rule, targetId }) => `${eventBusName} ${rule} ${targetId}`,
    forceNew: ["rule", "eventBusName", "targetId"],
    needs: targetNeeds,
  },
  [TYPES.filter]: { identity: field("logGroupName", "name"), forceNew: ["name", "logGroupName"] },
  [TYPES.alarm]: { ...named(), needs: ({ alarmActions }) => (alarmActions as string[]).flatMap(topicOf) },
  [TYPES.logGroup]: { ...named(), outputs: arnOf("logs", ({ name }) => `log-group:${name}`) },
  [TYPES.topic]: { ...named(), outputs: arnOf("sns", field("name")) },
  [TYPES.topicPolicy]: { identity: field("arn"), forceNew: ["arn"] },
  [TYPES.subscription]: {
    identity: field("topic", "protocol", "endpoint"),
    forceNew: ["topic", "protocol", "endpoint"],
  },
  [TYPES.queue]: { ...named(), outputs: arnOf("sqs", field("name")) },
  [TYPES.queuePolicy]: {
    identity: ({ queueUrl }) => String(queueUrl).split("#")[0]!,
    forceNew: ["queueUrl"],
  },
  [TYPES.key]: {
    identity: field("description"),
    forceNew: [],
    outputs: (inputs, place) => {
      const keyId = `key-${String(inputs.description).replaceAll(/\W+/g, "-")}`;
      return { keyId, ...arnOf("kms", () => `key/${keyId}`)(inputs, place) };
    },
  },
  [TYPES.alias]: named(),
  [TYPES.bucket]: ofBucket,
  [TYPES.bucketPolicy]: {
    ...ofBucket,
    needs: ({ bucket }) => [{ type: TYPES.publicAccess, identity: String(bucket) }],
  },
  [TYPES.publicAccess]: ofBucket,
  [TYPES.ownership]: ofBucket,
  [TYPES.versioning]: ofBucket,
  [TYPES.encryption]: ofBucket,
  [TYPES.trail]: {
    ...named(),
    needs: ({ s3BucketName, cloudWatchLogsGroupArn }) => [
      trusted("cloudtrail.amazonaws.com"),
      { type: TYPES.bucketPolicy, identity: String(s3BucketName) },
      { type: TYPES.encryption, identity: String(s3BucketName) },
      { type: TYPES.rolePolicy, identity: TRAIL_LOGS_ROLE_NAME },
      { type: TYPES.logGroup, identity: /:log-group:(.*):\*$/.exec(String(cloudWatchLogsGroupArn))![1]! },
    ],
  },
};
