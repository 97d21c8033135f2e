import type { PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type RulesByType, tagList, unlessGone } from "./rules";

/**
 * Which inputs force a new resource, and the calls of each operation, assumed to be those of
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/logs (group.go, metric_filter.go),
 * …/cloudwatch (metric_alarm.go) and …/cloudtrail (trail.go), which @pulumi/aws 7 bridges.
 */
export const loggingRules: RulesByType = {
  "aws:cloudwatch/logGroup:LogGroup": {
    forceNew: ["name", "namePrefix", "logGroupClass"],
    computed: ["arn"],
    name: "name",
    async create({ logs }, { name, retentionInDays, kmsKeyId }) {
      const logGroupName = name as string;
      await logs.createLogGroup({
        logGroupName,
        ...(kmsKeyId === undefined ? {} : { kmsKeyId: kmsKeyId as string }),
      });
      if (retentionInDays !== undefined)
        await logs.putRetentionPolicy({ logGroupName, retentionInDays: retentionInDays as number });
      const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: logGroupName });
      const made = logGroups.find((group) => group.logGroupName === logGroupName);
      return { id: logGroupName, outputs: { arn: made!.arn!.replace(/:\*$/, "") } };
    },
    async update({ logs }, { id }, { retentionInDays }) {
      await (retentionInDays === undefined
        ? logs.deleteRetentionPolicy({ logGroupName: id })
        : logs.putRetentionPolicy({ logGroupName: id, retentionInDays: retentionInDays as number }));
    },
    async delete({ logs }, { id, inputs }) {
      if (inputs.skipDestroy !== true) await unlessGone(logs.deleteLogGroup({ logGroupName: id }));
    },
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    forceNew: ["name", "logGroupName"],
    computed: [],
    name: "name",
    async create(clients, inputs) {
      await putFilter(clients, inputs);
      return { id: inputs.name as string, outputs: {} };
    },
    update: (clients, _, news) => putFilter(clients, news),
    async delete({ logs }, { id, inputs }) {
      const filter = { filterName: id, logGroupName: inputs.logGroupName as string };
      await unlessGone(logs.deleteMetricFilter(filter));
    },
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    forceNew: ["name"],
    computed: ["arn"],
    name: "name",
    async create(clients, inputs) {
      await putAlarm(clients, inputs);
      const { MetricAlarms } = await clients.cloudWatch.describeAlarms({ AlarmNames: [String(inputs.name)] });
      return { id: inputs.name as string, outputs: { arn: MetricAlarms![0]!.AlarmArn } };
    },
    update: (clients, _, news) => putAlarm(clients, news),
    async delete({ cloudWatch }, { id }) {
      await unlessGone(cloudWatch.deleteAlarms({ AlarmNames: [id] }));
    },
  },
  "aws:cloudtrail/trail:Trail": {
    forceNew: ["name"],
    computed: ["arn", "homeRegion"],
    name: "name",
    async create({ cloudTrail }, inputs) {
      const { TrailARN } = await cloudTrail.createTrail({
        Name: inputs.name as string,
        S3BucketName: inputs.s3BucketName as string,
        TagsList: tagList(inputs.tags),
        ...trailSettings(inputs),
      });
      if (inputs.enableLogging !== false) await cloudTrail.startLogging({ Name: TrailARN! });
      return { id: TrailARN!, outputs: { arn: TrailARN } };
    },
    async update({ cloudTrail }, { id, inputs }, news) {
      await cloudTrail.updateTrail({
        Name: id,
        S3BucketName: news.s3BucketName as string,
        ...trailSettings(news),
      });
      if (news.enableLogging !== inputs.enableLogging)
        await (news.enableLogging === false
          ? cloudTrail.stopLogging({ Name: id })
          : cloudTrail.startLogging({ Name: id }));
    },
    async delete({ cloudTrail }, { id }) {
      await unlessGone(cloudTrail.deleteTrail({ Name: id }));
    },
  },
};

function trailSettings(inputs: Properties) {
  return {
    IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents !== false,
    IsMultiRegionTrail: inputs.isMultiRegionTrail === true,
    IsOrganizationTrail: inputs.isOrganizationTrail === true,
    EnableLogFileValidation: inputs.enableLogFileValidation === true,
    ...(inputs.kmsKeyId === undefined ? {} : { KmsKeyId: inputs.kmsKeyId as string }),
    ...(inputs.cloudWatchLogsGroupArn === undefined
      ? {}
      : {
          CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn as string,
          CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn as string,
        }),
  };
}

async function putFilter({ logs }: Clients, inputs: Properties): Promise<void> {
  const { name, namespace, value } = inputs.metricTransformation as Record<string, string>;
  await logs.putMetricFilter({
    filterName: inputs.name as string,
    logGroupName: inputs.logGroupName as string,
    filterPattern: inputs.pattern as string,
    metricTransformations: [{ metricName: name!, metricNamespace: namespace!, metricValue: value! }],
  });
}

async function putAlarm({ cloudWatch }: Clients, inputs: Properties): Promise<void> {
  const dimensions = Object.entries((inputs.dimensions ?? {}) as Record<string, string>);
  const given = {
    AlarmName: inputs.name,
    AlarmDescription: inputs.alarmDescription,
    AlarmActions: inputs.alarmActions,
    ComparisonOperator: inputs.comparisonOperator,
    Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
    EvaluationPeriods: inputs.evaluationPeriods,
    MetricName: inputs.metricName,
    Namespace: inputs.namespace,
    Period: inputs.period,
    Statistic: inputs.statistic,
    Threshold: inputs.threshold,
    TreatMissingData: inputs.treatMissingData ?? "missing",
  };
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  await cloudWatch.putMetricAlarm(Object.fromEntries(present) as unknown as PutMetricAlarmCommandInput);
}
