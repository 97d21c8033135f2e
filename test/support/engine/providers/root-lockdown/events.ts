import type { RuleState, Target } from "@aws-sdk/client-eventbridge";
import type { Properties } from "../../state";
import type { Clients } from "./clients";
import { type RulesByType, tagList, unlessGone } from "./rules";

const DEFAULT_BUS = "default";

/**
 * Which inputs force a new resource, and the calls of each operation,
 * those of rules read 2026-11 and the others assumed, in
 * https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service/events (bus.go, bus_policy.go,
 * rule.go, target.go), which @pulumi/aws 7 bridges.
 */
export const eventRules: RulesByType = {
  "aws:cloudwatch/eventBus:EventBus": {
    forceNew: ["name", "eventSourceName"],
    computed: ["arn"],
    name: "name",
    async create({ events }, { name, description, tags }) {
      const { EventBusArn } = await events.createEventBus({
        Name: name as string,
        ...(description === undefined ? {} : { Description: description as string }),
        Tags: tagList(tags),
      });
      return { id: name as string, outputs: { arn: EventBusArn } };
    },
    async update({ events }, { id }, { description }) {
      await events.updateEventBus({ Name: id, Description: (description ?? "") as string });
    },
    async delete({ events }, { id }) {
      await unlessGone(events.deleteEventBus({ Name: id }));
    },
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    forceNew: ["eventBusName"],
    computed: [],
    json: ["policy"],
    async create(clients, inputs) {
      await putBusPolicy(clients, inputs);
      return { id: busOf(inputs), outputs: {} };
    },
    update: (clients, _, news) => putBusPolicy(clients, news),
    async delete({ events }, { id }) {
      await unlessGone(events.removePermission({ EventBusName: id, RemoveAllPermissions: true }));
    },
  },
  "aws:cloudwatch/eventRule:EventRule": {
    forceNew: ["name", "namePrefix", "eventBusName"],
    computed: ["arn"],
    name: "name",
    json: ["eventPattern"],
    async create(clients, inputs) {
      const arn = await putRule(clients, inputs);
      const bus = busOf(inputs);
      return { id: bus === DEFAULT_BUS ? String(inputs.name) : `${bus}/${inputs.name}`, outputs: { arn } };
    },
    async update(clients, _, news) {
      await putRule(clients, news);
    },
    async delete({ events }, { inputs }) {
      await unlessGone(events.deleteRule({ Name: inputs.name as string, EventBusName: busOf(inputs) }));
    },
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    forceNew: ["eventBusName", "rule", "targetId"],
    computed: [],
    async create(clients, inputs) {
      await putTarget(clients, inputs);
      return { id: `${busOf(inputs)}-${inputs.rule}-${inputs.targetId}`, outputs: {} };
    },
    update: (clients, _, news) => putTarget(clients, news),
    async delete({ events }, { inputs }) {
      await unlessGone(
        events.removeTargets({
          Rule: inputs.rule as string,
          EventBusName: busOf(inputs),
          Ids: [inputs.targetId as string],
        }),
      );
    },
  },
};

function busOf({ eventBusName }: Properties): string {
  return (eventBusName ?? DEFAULT_BUS) as string;
}

async function putBusPolicy({ events }: Clients, inputs: Properties): Promise<void> {
  await events.putPermission({ EventBusName: busOf(inputs), Policy: inputs.policy as string });
}

async function putRule({ events }: Clients, inputs: Properties): Promise<string> {
  const { RuleArn } = await events.putRule({
    Name: inputs.name as string,
    EventBusName: busOf(inputs),
    ...(inputs.description === undefined ? {} : { Description: inputs.description as string }),
    ...(inputs.eventPattern === undefined ? {} : { EventPattern: inputs.eventPattern as string }),
    ...(inputs.state === undefined ? {} : { State: inputs.state as RuleState }),
    Tags: tagList(inputs.tags),
  });
  return RuleArn!;
}

async function putTarget({ events }: Clients, inputs: Properties): Promise<void> {
  const { deadLetterConfig, inputTransformer } = inputs as {
    deadLetterConfig?: { arn: string };
    inputTransformer?: { inputPaths?: Record<string, string>; inputTemplate: string };
  };
  const target: Target = {
    Id: inputs.targetId as string,
    Arn: inputs.arn as string,
    ...(inputs.roleArn === undefined ? {} : { RoleArn: inputs.roleArn as string }),
    ...(deadLetterConfig === undefined ? {} : { DeadLetterConfig: { Arn: deadLetterConfig.arn } }),
    ...(inputTransformer === undefined
      ? {}
      : {
          InputTransformer: {
            InputPathsMap: inputTransformer.inputPaths ?? {},
            InputTemplate: inputTransformer.inputTemplate,
          },
        }),
  };
  const answer = await events.putTargets({
    Rule: inputs.rule as string,
    EventBusName: busOf(inputs),
    Targets: [target],
  });
  const [failed] = answer.FailedEntries ?? [];
  if (failed !== undefined) throw new Error(`${failed.ErrorCode}: ${failed.ErrorMessage}`);
}
