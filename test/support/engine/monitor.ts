import * as grpc from "@grpc/grpc-js";
import * as engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import * as resourceGrpc from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { InvokeError } from "./providers/provider";
import type { Registered, Registration } from "./registration";
import { makeUrn, type Properties } from "./state";

export interface LogMessage {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
}

/** What the program may ask for, in plain data. A rejected promise leaves the program without an answer. */
export interface ProgramRequests {
  register(registration: Registration): Promise<Registered>;
  outputs(urn: string, outputs: Properties): void;
  invoke(token: string, args: Properties, provider: string): Promise<Properties>;
  log(message: LogMessage): void;
  /** The program has said all that it wants; the answer lets it end. */
  finished(): Promise<void>;
}

export interface Server {
  /** "127.0.0.1:port"; the monitor and the engine share it. */
  readonly address: string;
  close(): void;
}

/**
 * Serves Pulumi's ResourceMonitor and Engine protocols (proto/pulumi/resource.proto and engine.proto of
 * @pulumi/pulumi 3.270). No optional feature is offered: the SDK then spells out aliases as URNs and sends
 * secrets as plain values.
 */
export async function serve(project: string, stack: string, requests: ProgramRequests): Promise<Server> {
  const server = new grpc.Server();
  server.addService(resourceGrpc.ResourceMonitorService, monitorHandlers(project, stack, requests));
  server.addService(engineGrpc.EngineService, engineHandlers(requests));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function monitorHandlers(
  project: string,
  stack: string,
  requests: ProgramRequests,
): grpc.UntypedServiceImplementation {
  return {
    supportsFeature: unary(async (_: resource.SupportsFeatureRequest) =>
      new resource.SupportsFeatureResponse().setHassupport(false),
    ),
    registerResource: unary(async (request: resource.RegisterResourceRequest) => {
      const { urn, id, outputs } = await requests.register(registrationOf(project, stack, request));
      return new resource.RegisterResourceResponse().setUrn(urn).setId(id).setObject(structOf(outputs));
    }),
    registerResourceOutputs: unary(async (request: resource.RegisterResourceOutputsRequest) => {
      requests.outputs(request.getUrn(), propertiesOf(request.getOutputs()));
      return new Empty();
    }),
    invoke: unary(async (request: resource.ResourceInvokeRequest) => {
      const result = await requests.invoke(
        request.getTok(),
        propertiesOf(request.getArgs()),
        request.getProvider(),
      );
      return new resource.ResourceInvokeResponse().setReturn(structOf(result));
    }),
    signalAndWaitForShutdown: unary(async (_: Empty) => {
      await requests.finished();
      return new Empty();
    }),
  };
}

function engineHandlers(requests: ProgramRequests): grpc.UntypedServiceImplementation {
  let root = "";
  return {
    getRootResource: unary(async (_: engine.GetRootResourceRequest) =>
      new engine.GetRootResourceResponse().setUrn(root),
    ),
    setRootResource: unary(async (request: engine.SetRootResourceRequest) => {
      root = request.getUrn();
      return new engine.SetRootResourceResponse();
    }),
    log: unary(async (request: engine.LogRequest) => {
      const severity = (["debug", "info", "warning", "error"] as const)[request.getSeverity()]!;
      requests.log({ severity, message: request.getMessage() });
      return new Empty();
    }),
  };
}

/** An engine that stops does not answer: the program ends because the engine ends it. A failed look-up is an answer. */
function unary<Request, Response>(
  handle: (request: Request) => Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    handle(request).then(
      (response) => callback(null, response),
      (error: Error) => {
        if (error instanceof InvokeError) callback({ code: grpc.status.UNKNOWN, details: error.message });
      },
    );
  };
}

function registrationOf(
  project: string,
  stack: string,
  request: resource.RegisterResourceRequest,
): Registration {
  const type = request.getType();
  const parent = request.getParent();
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, name) => {
    propertyDependencies[name] = dependencies.getUrnsList();
  });
  return {
    urn: makeUrn(stack, project, parent, type, request.getName()),
    type,
    custom: request.getCustom(),
    parent,
    inputs: propertiesOf(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    provider: request.getProvider(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    aliases: request.getAliasurnsList(),
  };
}

function propertiesOf(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

function structOf(properties: Properties): Struct {
  // Through JSON, because a Struct knows no undefined.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}
