import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { iamAnswer } from "./iam";
import { organizationsAnswer } from "./organizations";
import { type Request, readRequest, xml } from "./request";
import { s3Answer, s3Operation, sqsAnswer } from "./resources";
import { CALLER_KEY, Sessions } from "./sessions";
import { type Call, Refusal, type World } from "./state";

/**
 * A server that speaks what root sessions need of AWS: sts:AssumeRoot, IAM, S3 and SQS as root of a member. It is
 * strict about task policies, and ends, refuses or loses what a test asks it to. moto has no AssumeRoot.
 */
export interface RootServer {
  readonly endpoint: string;
  /** What a process needs to talk to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends all root sessions at once. */
  readonly expireSessions: () => void;
  readonly stop: () => Promise<void>;
}

export async function startRootServer(world: World): Promise<RootServer> {
  const sessions = new Sessions(world);
  let endpoint = "";
  const server = createServer(async (message, response) => {
    const request = await readRequest(message);
    if (world.latency > 0) await setTimeout(world.latency);
    answer(request, response, world, sessions, endpoint);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: CALLER_KEY,
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
    expireSessions: () => sessions.expire(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  request: Request,
  response: ServerResponse,
  world: World,
  sessions: Sessions,
  endpoint: string,
): void {
  const service = serviceOf(request);
  const write = (status: number, body: string, type: string) => {
    response.writeHead(status, { "content-type": type, "x-amzn-requestid": "r-1" }).end(body);
  };
  const call = callOf(request, service);
  const fault = world.fault(call, world.calls.push(call) - 1);
  try {
    if (fault !== undefined && "status" in fault) {
      throw new Refusal(fault.status, fault.code, fault.message ?? "as the test wants it");
    }
    const [status, body, type] = perform(request, call, world, sessions, endpoint);
    if (fault !== undefined && "lost" in fault)
      throw new Refusal(500, "InternalFailure", "an answer was lost");
    if (fault === undefined) {
      write(status, body, type);
      return;
    }
    fault.after();
    response.destroy();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (fault !== undefined && "after" in fault) {
      fault.after();
      response.destroy();
      return;
    }
    const { status, code, message } = error;
    if (service === "sqs" || service === "organizations")
      write(status, JSON.stringify({ __type: code, message }), "application/x-amz-json-1.0");
    else if (service === "s3") {
      write(
        status,
        `<Error><Code>${code}</Code><Message>${xml(message)}</Message></Error>`,
        "application/xml",
      );
    } else {
      const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${xml(message)}</Message></Error></ErrorResponse>`;
      write(status, body, "text/xml");
    }
  }
}

function serviceOf({ headers, service }: Request): Call["service"] {
  if (service === "organizations") return "organizations";
  if (headers["x-amz-target"] !== undefined) return "sqs";
  return service === "s3" ? "s3" : service === "iam" ? "iam" : "sts";
}

const FORM_IDS = ["AccessKeyId", "CertificateId", "SerialNumber", "TargetPrincipal"];

function callOf(request: Request, service: Call["service"]): Call {
  if (service === "sqs" || service === "organizations") {
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1)!;
    return { service, operation, account: "", id: "" };
  }
  if (service === "s3") {
    return { service, operation: s3Operation(request) ?? request.method, account: "", id: request.path };
  }
  const form = new URLSearchParams(request.body);
  const id = FORM_IDS.map((name) => form.get(name)).find((value) => value !== null) ?? "";
  return { service, operation: form.get("Action") ?? "", account: form.get("TargetPrincipal") ?? "", id };
}

function perform(
  request: Request,
  { service, operation }: Call,
  world: World,
  sessions: Sessions,
  endpoint: string,
): [number, string, string] {
  if (service === "sts") {
    if (operation !== "AssumeRoot") throw new Refusal(400, "InvalidAction", `no ${operation} here`);
    const { key, secret, token, ends, account } = sessions.assume(request, new URLSearchParams(request.body));
    const credentials = `<AccessKeyId>${key}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${new Date(ends).toISOString()}</Expiration>`;
    const body = `<AssumeRootResponse><AssumeRootResult><Credentials>${credentials}</Credentials><SourceIdentity>${account}</SourceIdentity></AssumeRootResult></AssumeRootResponse>`;
    return [200, body, "text/xml"];
  }
  if (service === "organizations") {
    return [200, JSON.stringify(organizationsAnswer(operation, world)), "application/x-amz-json-1.1"];
  }
  const account = sessions.rootOf(request, `${service}:${operation}`);
  if (service === "s3") {
    const [status, body] = s3Answer(operation, account, request, world);
    return [status, body, operation === "GetBucketPolicy" ? "application/json" : "application/xml"];
  }
  if (service === "sqs") {
    const body = JSON.stringify(sqsAnswer(operation, account, request, world, endpoint));
    return [200, body, "application/x-amz-json-1.0"];
  }
  const inner = iamAnswer(operation, account, new URLSearchParams(request.body), world);
  if (inner === undefined) throw new Refusal(400, "InvalidAction", `no ${operation} here`);
  return [
    200,
    `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>`,
    "text/xml",
  ];
}
