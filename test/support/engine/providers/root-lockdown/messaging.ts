import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type RulesByType, unlessGone } from "./rules";

/**
 * Which inputs force a new resource, and the calls of each operation, assumed to be those of
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/sns (topic.go, topic_policy.go,
 * topic_subscription.go) and …/sqs (queue.go, queue_policy.go), which @pulumi/aws 7 bridges.
 */
export const messagingRules: RulesByType = {
  "aws:sns/topic:Topic": {
    forceNew: ["name", "namePrefix", "fifoTopic"],
    computed: ["arn", "owner", "beginningArchiveTime"],
    name: "name",
    async create({ sns }, { name, kmsMasterKeyId, displayName, tags }) {
      const { TopicArn } = await sns.createTopic({
        Name: name as string,
        Attributes: {
          ...(kmsMasterKeyId === undefined ? {} : { KmsMasterKeyId: kmsMasterKeyId as string }),
          ...(displayName === undefined ? {} : { DisplayName: displayName as string }),
        },
        Tags: Object.entries((tags ?? {}) as Record<string, string>).map(([Key, Value]) => ({ Key, Value })),
      });
      return { id: TopicArn!, outputs: { arn: TopicArn, owner: TopicArn!.split(":")[4] } };
    },
    async update({ sns }, { id }, { kmsMasterKeyId, displayName }) {
      for (const [AttributeName, value] of Object.entries({
        KmsMasterKeyId: kmsMasterKeyId,
        DisplayName: displayName,
      }))
        await sns.setTopicAttributes({
          TopicArn: id,
          AttributeName,
          AttributeValue: (value ?? "") as string,
        });
    },
    async delete({ sns }, { id }) {
      await unlessGone(sns.deleteTopic({ TopicArn: id }));
    },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    forceNew: ["arn"],
    computed: ["owner"],
    json: ["policy"],
    async create(clients, inputs) {
      await putTopicPolicy(clients, inputs.arn as string, inputs.policy as string);
      return { id: inputs.arn as string, outputs: {} };
    },
    update: (clients, { id }, { policy }) => putTopicPolicy(clients, id, policy as string),
    // A topic is never without a policy: deleting one puts back that of a new topic.
    delete: (clients, { id }) => putTopicPolicy(clients, id, policyOfNewTopic(id)),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    forceNew: ["topic", "protocol", "endpoint"],
    computed: ["arn", "ownerId", "pendingConfirmation", "confirmationWasAuthenticated"],
    async create({ sns }, { topic, protocol, endpoint }) {
      const { SubscriptionArn } = await sns.subscribe({
        TopicArn: topic as string,
        Protocol: protocol as string,
        Endpoint: endpoint as string,
        ReturnSubscriptionArn: true,
      });
      return { id: SubscriptionArn!, outputs: { arn: SubscriptionArn } };
    },
    async delete({ sns }, { id }) {
      await unlessGone(sns.unsubscribe({ SubscriptionArn: id }));
    },
  },
  "aws:sqs/queue:Queue": {
    forceNew: ["name", "namePrefix", "fifoQueue"],
    computed: ["arn", "url"],
    name: "name",
    async create({ sqs }, inputs) {
      const { QueueUrl } = await sqs.createQueue({
        QueueName: inputs.name as string,
        Attributes: queueAttributes(inputs),
        tags: (inputs.tags ?? {}) as Record<string, string>,
      });
      const { Attributes } = await sqs.getQueueAttributes({
        QueueUrl: QueueUrl!,
        AttributeNames: ["QueueArn"],
      });
      return { id: QueueUrl!, outputs: { arn: Attributes!.QueueArn, url: QueueUrl } };
    },
    async update({ sqs }, { id }, news) {
      await sqs.setQueueAttributes({ QueueUrl: id, Attributes: queueAttributes(news) });
    },
    async delete({ sqs }, { id }) {
      await unlessGone(sqs.deleteQueue({ QueueUrl: id }));
    },
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    forceNew: ["queueUrl"],
    computed: [],
    json: ["policy"],
    async create(clients, inputs) {
      await putQueuePolicy(clients, inputs.queueUrl as string, inputs.policy as string);
      return { id: inputs.queueUrl as string, outputs: {} };
    },
    update: (clients, { id }, { policy }) => putQueuePolicy(clients, id, policy as string),
    async delete(clients, { id }) {
      await unlessGone(putQueuePolicy(clients, id, ""));
    },
  },
};

async function putTopicPolicy({ sns }: Clients, TopicArn: string, policy: string): Promise<void> {
  await sns.setTopicAttributes({ TopicArn, AttributeName: "Policy", AttributeValue: policy });
}

async function putQueuePolicy({ sqs }: Clients, QueueUrl: string, policy: string): Promise<void> {
  await sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy: policy } });
}

function queueAttributes({ messageRetentionSeconds, sqsManagedSseEnabled }: Properties) {
  return {
    ...(messageRetentionSeconds === undefined
      ? {}
      : { MessageRetentionPeriod: String(messageRetentionSeconds) }),
    ...(sqsManagedSseEnabled === undefined ? {} : { SqsManagedSseEnabled: String(sqsManagedSseEnabled) }),
  };
}

function policyOfNewTopic(arn: string): string {
  const owner = arn.split(":")[4];
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["SNS:Publish", "SNS:Subscribe", "SNS:SetTopicAttributes", "SNS:GetTopicAttributes"],
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": owner } },
      },
    ],
  });
}
