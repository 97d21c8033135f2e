import { obtain } from "../../../src/collections";
import type { EventEnvelope } from "../../../src/detections/event";
import { matches } from "../../../src/detections/match/match";
import type { EventPattern } from "../../../src/detections/match/pattern";
import { decide } from "../../../src/evaluate/reference";
import type { PolicyDocument } from "../../../src/policy/document";
import type { Clients } from "../engine/providers/root-lockdown/clients";
import { saysOf } from "../resource-policy";

/** A message that a topic has been given. */
export interface Told {
  /** The name of the rule on the bus. */
  readonly rule: string;
  readonly topic: string;
  readonly text: string;
}

interface RuleThere {
  readonly name: string;
  readonly arn: string;
  readonly pattern: EventPattern;
  readonly state: string;
  readonly targets: readonly TargetThere[];
}

interface TargetThere {
  readonly Arn?: string | undefined;
  readonly RoleArn?: string | undefined;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Record<string, string> | undefined;
    readonly InputTemplate: string | undefined;
  };
}

const EVENTS = { service: "events.amazonaws.com" };

/**
 * What EventBridge does with an event, by the rules, roles and policies that are deployed, as the SDK reads them back.
 * moto's own EventBridge knows no rule states, no policies and no topics.
 *
 * An event takes one hop: what came from another bus is matched there once, and told or lost.
 *
 * Sources, read 2026-11: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html.
 */
export class Delivery {
  private readonly known = new Map<string, Promise<unknown>>();

  /** @param in_ the clients of an account and Region */
  constructor(
    private readonly organization: string,
    private readonly in_: (account: string, region: string) => Clients,
  ) {}

  /** The messages that come of an event on the default bus of an account, in the Region that it names. */
  async told(account: string, event: EventEnvelope, isReadOnly: boolean): Promise<readonly Told[]> {
    const given = { ...event, account };
    const senders = await this.rules(account, event.region, "default");
    const told: Told[] = [];
    for (const sender of senders.filter((rule) => isGiven(rule, given, isReadOnly)))
      for (const target of sender.targets)
        if (
          target.Arn?.includes(":event-bus/") === true &&
          (await this.maySend(account, event.region, target))
        )
          told.push(...(await this.tell(target.Arn, given, isReadOnly)));
    return told;
  }

  private async tell(bus: string, event: EventEnvelope, isReadOnly: boolean): Promise<readonly Told[]> {
    const { account, region, name } = placeOf(bus);
    const told: Told[] = [];
    for (const rule of await this.rules(account, region, name))
      for (const target of isGiven(rule, event, isReadOnly) ? rule.targets : [])
        if (target.Arn !== undefined && (await this.mayPublish(target.Arn, rule.arn)))
          told.push({ rule: rule.name, topic: target.Arn, text: transformed(target, event) });
    return told;
  }

  /** Whether EventBridge may take on the role of a target, and the role may send to its bus, and the bus lets it. */
  private async maySend(account: string, region: string, { Arn, RoleArn }: TargetThere): Promise<boolean> {
    const bus = placeOf(Arn!);
    const { trust, permissions } = await this.role(account, region, RoleArn!.split("/").at(-1)!);
    const policy = await this.remember(`bus ${Arn}`, async () => {
      const { Policy } = await this.in_(bus.account, bus.region).events.describeEventBus({ Name: bus.name });
      return JSON.parse(Policy!) as PolicyDocument;
    });
    const asked = { action: "events:PutEvents", resource: Arn!, principal: RoleArn!, context: {} };
    return (
      saysOf(trust, EVENTS, "sts:AssumeRole", "*") === "allowed" &&
      decide([permissions], asked).verdict === "allowed" &&
      saysOf(policy, { arn: RoleArn! }, asked.action, Arn!, { "aws:PrincipalOrgID": this.organization }) ===
        "allowed"
    );
  }

  private async mayPublish(topic: string, rule: string): Promise<boolean> {
    const { account, region } = placeOf(topic);
    const { topicPolicy, keyPolicy } = await this.remember(`topic ${topic}`, async () => {
      const { sns, kms } = this.in_(account, region);
      const { Attributes } = await sns.getTopicAttributes({ TopicArn: topic });
      const key = await kms.getKeyPolicy({ KeyId: Attributes!.KmsMasterKeyId!, PolicyName: "default" });
      return {
        topicPolicy: JSON.parse(Attributes!.Policy!) as PolicyDocument,
        keyPolicy: JSON.parse(key.Policy!) as PolicyDocument,
      };
    });
    const context = { "aws:SourceArn": rule, "aws:SourceAccount": account };
    return (
      saysOf(topicPolicy, EVENTS, "sns:Publish", topic, context) === "allowed" &&
      ["kms:Decrypt", "kms:GenerateDataKey"].every(
        (action) => saysOf(keyPolicy, EVENTS, action, "*", context) === "allowed",
      )
    );
  }

  private rules(account: string, region: string, EventBusName: string): Promise<readonly RuleThere[]> {
    return this.remember(`rules ${account} ${region} ${EventBusName}`, async () => {
      const { events } = this.in_(account, region);
      const { Rules = [] } = await events.listRules({ EventBusName });
      return Promise.all(
        Rules.map(async ({ Name, Arn, EventPattern, State }) => {
          const { Targets = [] } = await events.listTargetsByRule({ Rule: Name!, EventBusName });
          const pattern = JSON.parse(EventPattern!) as EventPattern;
          return { name: Name!, arn: Arn!, pattern, state: State!, targets: Targets as TargetThere[] };
        }),
      );
    });
  }

  private role(account: string, region: string, RoleName: string) {
    return this.remember(`role ${account} ${RoleName}`, async () => {
      const { iam } = this.in_(account, region);
      const { Role } = await iam.getRole({ RoleName });
      const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
      const permissions = PolicyNames.map(async (PolicyName) =>
        documentOf((await iam.getRolePolicy({ RoleName, PolicyName })).PolicyDocument!),
      );
      return {
        trust: documentOf(Role!.AssumeRolePolicyDocument!),
        permissions: await Promise.all(permissions),
      };
    });
  }

  private remember<T>(key: string, read: () => Promise<T>): Promise<T> {
    return obtain(this.known, key, read) as Promise<T>;
  }
}

function isGiven({ pattern, state }: RuleThere, event: EventEnvelope, isReadOnly: boolean): boolean {
  if (state === "DISABLED" || (isReadOnly && state === "ENABLED")) return false;
  return matches(pattern, event);
}

function placeOf(arn: string): { account: string; region: string; name: string } {
  const [, , , region = "", account = "", rest = ""] = arn.split(":");
  return { account, region, name: rest.split("/").at(-1)! };
}

function documentOf(encoded: string): PolicyDocument {
  return JSON.parse(decodeURIComponent(encoded)) as PolicyDocument;
}

/** A path that the event has not gives an empty text. */
function transformed({ InputTransformer }: TargetThere, event: EventEnvelope): string {
  const { InputPathsMap = {}, InputTemplate = "" } = InputTransformer ?? {};
  return InputTemplate.replace(/<([A-Za-z0-9_-]+)>/g, (whole, name: string) => {
    const path = InputPathsMap[name];
    if (path === undefined) return whole;
    const value = path
      .slice(2)
      .split(".")
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], event);
    return value === undefined ? "" : String(value);
  });
}
