import { isDeepStrictEqual } from "node:util";
import { STS } from "@aws-sdk/client-sts";
import type { Template } from "../../../src/lockdown/template/template";
import { type RenderedResource, renderTemplate } from "../cloudformation/render";
import { ClientPool, type Clients } from "../engine/providers/root-lockdown/clients";
import { runFunction } from "./function";

/** Where a stack of a StackSet stands. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

type Properties = Readonly<Record<string, unknown>>;

/**
 * The role that StackSets make in every account for themselves.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html, read
 * 2026-11.
 */
const EXECUTION_ROLE = "role/stacksets-exec-0123456789abcdef0123456789abcdef";

/** What moto's CloudFormation makes well. The rest of a template is carried out here. */
const BY_MOTO = ["AWS::Events::Rule", "AWS::IAM::Role", "AWS::Logs::LogGroup"];

/**
 * Stacks in the accounts and Regions of moto: rules, roles and log groups by moto's own CloudFormation; the function runs
 * here, on moto, with the code that the template brings; the custom resource is what it answers.
 */
export class MotoStacks {
  private readonly pool: ClientPool;
  /** "account Region name" -> the resources that the stack has */
  private readonly standing = new Map<string, readonly RenderedResource[]>();

  /** @param moto its endpoint: what StackSets do by themselves is no call of anybody's */
  constructor(private readonly moto: string) {
    const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
    this.pool = new ClientPool({ endpoint: moto, region: "us-east-1", credentials, maxAttempts: 1 });
  }

  /** @returns why the stack could not be made, or null */
  async create(name: string, template: Template, place: Place): Promise<string | null> {
    const clients = this.clientsOf(place);
    const resources = resourcesOf(template, place);
    const taken = await takenName(clients, resources);
    if (taken !== undefined) return taken;
    return await this.make(clients, name, resources, place, "Create");
  }

  /** As moto's CloudFormation changes no rule that it has, a stack that differs is made anew: its outcome is the same. */
  async update(name: string, template: Template, place: Place): Promise<string | null> {
    const resources = resourcesOf(template, place);
    if (isDeepStrictEqual(resources, this.standing.get(keyOf(name, place)))) return null;
    await this.delete(name, place);
    return await this.make(this.clientsOf(place), name, resources, place, "Update");
  }

  async delete(name: string, place: Place): Promise<void> {
    await this.clientsOf(place).cloudFormation.deleteStack({ StackName: name });
    this.standing.delete(keyOf(name, place));
  }

  destroy(): void {
    this.pool.destroy();
  }

  private async make(
    { cloudFormation }: Clients,
    StackName: string,
    resources: readonly RenderedResource[],
    place: Place,
    request: "Create" | "Update",
  ): Promise<string | null> {
    const made = resources.filter(({ type }) => BY_MOTO.includes(type));
    if (made.length > 0) {
      const Resources = Object.fromEntries(
        made.map(({ logicalId, type, properties }) => [
          logicalId,
          { Type: type, Properties: asMoto(properties) },
        ]),
      );
      await cloudFormation.createStack({
        StackName,
        TemplateBody: JSON.stringify({ AWSTemplateFormatVersion: "2010-09-09", Resources }),
        Capabilities: ["CAPABILITY_NAMED_IAM"],
      });
    }
    this.standing.set(keyOf(StackName, place), resources);
    const custom = resources.find(({ type }) => type.startsWith("Custom::"));
    const code = resources.find(({ type }) => type === "AWS::Lambda::Function");
    if (custom === undefined || code === undefined) return null;
    return await runFunction(code, custom, request, await this.sessionOf(place));
  }

  private clientsOf({ account, region }: Place): Clients {
    return this.pool.by(`arn:aws:iam::${account}:${EXECUTION_ROLE}`, region);
  }

  private async sessionOf({ account, region }: Place) {
    const sts = new STS({
      endpoint: this.moto,
      region,
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    });
    const { Credentials } = await sts.assumeRole({
      RoleArn: `arn:aws:iam::${account}:${EXECUTION_ROLE}`,
      RoleSessionName: "function",
    });
    sts.destroy();
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    return {
      endpoint: this.moto,
      region,
      credentials: {
        accessKeyId: AccessKeyId!,
        secretAccessKey: SecretAccessKey!,
        sessionToken: SessionToken!,
      },
    };
  }
}

function keyOf(name: string, { account, region }: Place): string {
  return `${account} ${region} ${name}`;
}

function resourcesOf(template: Template, place: Place): readonly RenderedResource[] {
  const rendered = renderTemplate(template, { ...place, partition: "aws" });
  const arns = new Map(rendered.map((resource) => [`<${resource.logicalId}.Arn>`, arnOf(resource, place)]));
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (typeof value === "string") return arns.get(value) ?? value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
  };
  return rendered.map((resource) => ({
    ...resource,
    properties: resolved(resource.properties) as Properties,
  }));
}

function arnOf({ type, properties }: RenderedResource, { account, region }: Place): string {
  switch (type) {
    case "AWS::IAM::Role":
      return `arn:aws:iam::${account}:role/${properties.RoleName}`;
    case "AWS::Logs::LogGroup":
      return `arn:aws:logs:${region}:${account}:log-group:${properties.LogGroupName}:*`;
    case "AWS::Lambda::Function":
      return `arn:aws:lambda:${region}:${account}:function:${properties.FunctionName}`;
    default:
      return "";
  }
}

/** moto writes an inline policy that is an object as Python and not as JSON. */
function asMoto(properties: Properties): Properties {
  const policies = properties.Policies as { PolicyDocument: object }[] | undefined;
  if (policies === undefined) return properties;
  return {
    ...properties,
    Policies: policies.map((policy) => ({
      ...policy,
      PolicyDocument: JSON.stringify(policy.PolicyDocument),
    })),
  };
}

/** CloudFormation takes over nothing that is there already, and moto's does. */
async function takenName(
  { events, iam }: Clients,
  resources: readonly RenderedResource[],
): Promise<string | undefined> {
  const named = (type: string, key: string) =>
    resources.filter((each) => each.type === type).map(({ properties }) => String(properties[key]));
  const rules = named("AWS::Events::Rule", "Name");
  const held = rules.length === 0 ? [] : ((await events.listRules({})).Rules ?? []).map(({ Name }) => Name);
  const rule = rules.find((name) => held.includes(name));
  if (rule !== undefined)
    return `Resource of type 'AWS::Events::Rule' with identifier '${rule}' already exists.`;
  for (const RoleName of named("AWS::IAM::Role", "RoleName")) {
    const isThere = await iam.getRole({ RoleName }).then(
      () => true,
      () => false,
    );
    if (isThere) return `Resource of type 'AWS::IAM::Role' with identifier '${RoleName}' already exists.`;
  }
  return undefined;
}
