import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import type { RenderedResource } from "../cloudformation/render";
import type { ClientConfig } from "../engine/providers/root-lockdown/clients";

type Handler = (event: object, context: object) => Promise<void>;

const LONGEST = 60_000;

/**
 * Runs the function of a template as Lambda runs it for a custom resource: its own code, the SDK as it comes with the
 * runtime, the credentials of its account, and an address for its answer.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html, read 2026-11.
 *
 * @returns the reason of a failure, or null
 */
export async function runFunction(
  { properties }: RenderedResource,
  custom: RenderedResource,
  request: "Create" | "Update",
  client: ClientConfig,
): Promise<string | null> {
  const { ServiceToken: _, ServiceTimeout: __, ...given } = custom.properties;
  const answers: { Status: string; Reason?: string }[] = [];
  const server = createServer(async (message, response) => {
    answers.push(JSON.parse(await text(message)) as { Status: string });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const began = Date.now();
  try {
    const handler = handlerOf((properties.Code as { ZipFile: string }).ZipFile, client);
    await handler(
      {
        RequestType: request,
        ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        StackId: "stack",
        RequestId: "request",
        ResourceType: custom.type,
        LogicalResourceId: custom.logicalId,
        ...(request === "Update"
          ? { PhysicalResourceId: "account-settings", OldResourceProperties: {} }
          : {}),
        ResourceProperties: handedOn(given),
      },
      { getRemainingTimeInMillis: () => LONGEST - (Date.now() - began) },
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
  const [answer] = answers;
  if (answer === undefined) return "the custom resource did not answer";
  return answer.Status === "SUCCESS" ? null : (answer.Reason ?? "no reason given");
}

/** The code asks for modules as in Lambda; the SDK's clients are given where to send their calls. */
function handlerOf(code: string, client: ClientConfig): Handler {
  const given: Record<string, unknown> = {
    "@aws-sdk/client-iam": pointed(iam, client),
    "@aws-sdk/client-ec2": pointed(ec2, client),
  };
  const module = { exports: {} as { handler: Handler } };
  const load = (name: string): unknown => given[name] ?? require(name);
  new Function("module", "exports", "require", code)(module, module.exports, load);
  return module.exports.handler;
}

function pointed(sdk: object, client: ClientConfig): object {
  return new Proxy(sdk, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function" || !/^(IAM|EC2)(Client)?$/.test(String(name))) return value;
      const Client = value as new (config: object) => object;
      return class extends Client {
        constructor(config: object = {}) {
          super({ ...client, ...config });
        }
      };
    },
  });
}

/** CloudFormation makes strings of what it hands a custom resource. */
function handedOn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(handedOn);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, handedOn(each)]));
}
