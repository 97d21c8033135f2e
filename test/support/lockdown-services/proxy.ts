import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ask, bodyOf, handOn } from "../strict-proxy/hand-on";
import { askerOf } from "../strict-proxy/upstream";
import { Analyzers } from "./analyzers";
import { queryAnswer, queryRefusal, Refusal } from "./answer";
import { refuseTooLong } from "./limits";
import { OrganizationView } from "./organization-view";
import { readServiceRequest, type ServiceRequest } from "./request";
import { RootFeatures } from "./root-features";
import type { Stacks } from "./stack-set";
import { StackSets } from "./stack-sets";
import { MotoStacks, type Place } from "./stacks";
import { TrustedServices } from "./trusted-services";

/** One call to whatever service. */
export interface LockdownCall {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
}

export interface LockdownProxy {
  /** "http://127.0.0.1:PORT" */
  readonly endpoint: string;
  readonly calls: LockdownCall[];
  /** "account Region" -> why no stack can be made, changed or deleted there. */
  readonly failing: Map<string, string>;
  /** "service:Operation", to which nobody has a right. */
  readonly denied: Set<string>;
  stop(): Promise<void>;
}

/** After these, accounts are elsewhere. */
const MOVES = ["CreateAccount", "MoveAccount", "CloseAccount", "RemoveAccountFromOrganization"];

/**
 * The services that the root lockdown deploys to: moto's, with what moto lacks of them beside (organizations features,
 * Access Analyzer, StackSets of units, trusted access of IAM), and with AWS's limits.
 *
 * @param organizations the strict proxy's endpoint
 * @param moto its endpoint
 */
export async function startLockdownProxy(organizations: string, moto: string): Promise<LockdownProxy> {
  const calls: LockdownCall[] = [];
  const failing = new Map<string, string>();
  const denied = new Set<string>();
  const upstream = askerOf(organizations);
  const askOrganizations = async (operation: string, input: object) => {
    const { status, output } = await upstream(operation, input as Record<string, unknown>);
    if (status !== 200)
      throw new Refusal(String(output.__type), String(output.Message ?? output.message ?? ""));
    return output;
  };
  const access = new TrustedServices(askOrganizations);
  const askAll = async (operation: string, input: object) =>
    (await access.answer(operation, input as Record<string, unknown>)) ??
    (await askOrganizations(operation, input));
  const view = new OrganizationView((operation, input) => askAll(operation, input).catch(notRegistered));
  const motoStacks = new MotoStacks(moto);
  const features = new RootFeatures(view);
  const analyzers = new Analyzers(view);
  const stackSets = new StackSets(view, failingStacks(motoStacks, failing));
  const accounts = new Map<string, Promise<string>>();

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(message);
    const request = readServiceRequest(message, body);
    const { service, operation, region, accessKeyId, input } = request;
    if (service === "sts") return handOn(moto, message, body, response);
    const known = accounts.get(accessKeyId) ?? accountOf(moto, message);
    accounts.set(accessKeyId, known);
    const account = await known;
    calls.push({ service, operation: operation || `${request.method} ${request.path}`, account, region });
    try {
      refuseDenied(request, denied);
      refuseTooLong(service, operation, input);
      const own = await answerOf(request, account);
      if (own !== undefined) return send(response, request, own);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refuse(response, request, error);
    }
    if (service !== "organizations") return handOn(moto, message, body, response);
    const answer = await ask(organizations, message, body);
    if (MOVES.includes(operation)) await stackSets.follow();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  async function answerOf(request: ServiceRequest, account: string): Promise<object | undefined> {
    const { service, operation, region, input } = request;
    switch (service) {
      case "iam":
        return features.answer(operation, account);
      case "access-analyzer":
        return analyzers.answer(request, account);
      case "cloudformation":
        return stackSets.answer(operation, input, account, region);
      case "organizations":
        return access.answer(operation, input);
      default:
        return undefined;
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      response.writeHead(500).end(JSON.stringify({ __type: "InternalFailure", message: error.message }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    failing,
    denied,
    async stop() {
      motoStacks.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function refuseDenied({ service, operation }: ServiceRequest, denied: ReadonlySet<string>): void {
  if (!denied.has(`${service}:${operation}`)) return;
  // Services of the query protocol have a shorter name for it.
  const code = isQuery(service) ? "AccessDenied" : "AccessDeniedException";
  throw new Refusal(code, `not authorized to perform: ${service}:${operation}`, 403);
}

/** Whose credentials a call is signed with. */
async function accountOf(moto: string, { headersDistinct }: IncomingMessage): Promise<string> {
  const headers = {
    authorization: [...(headersDistinct.authorization ?? [])].map((text) =>
      text.replace(/\/[a-z0-9-]+\/aws4_request/, "/sts/aws4_request"),
    ),
    "content-type": ["application/x-www-form-urlencoded"],
  };
  const request = { headersDistinct: headers, url: "/", method: "POST" };
  const { body } = await ask(moto, request, Buffer.from("Action=GetCallerIdentity&Version=2011-06-15"));
  const found = /<Account>(\d{12})<\/Account>/.exec(body.toString("utf8"));
  if (found === null) throw new Error(`moto does not know whose credentials these are: ${body}`);
  return found[1]!;
}

/** A member that administers nothing is an answer, not a failure. */
function notRegistered(error: unknown): Record<string, unknown> {
  if (error instanceof Refusal && error.code === "AccountNotRegisteredException")
    return { DelegatedServices: [] };
  throw error;
}

function failingStacks(stacks: Stacks, failing: ReadonlyMap<string, string>): Stacks {
  const reasonIn = ({ account, region }: Place) => failing.get(`${account} ${region}`);
  return {
    create: async (name, template, place) => reasonIn(place) ?? (await stacks.create(name, template, place)),
    update: async (name, template, place) => reasonIn(place) ?? (await stacks.update(name, template, place)),
    delete: async (name, place) => {
      const reason = reasonIn(place);
      if (reason !== undefined) throw new Error(reason);
      await stacks.delete(name, place);
    },
  };
}

const isQuery = (service: string) => service === "iam" || service === "cloudformation" || service === "sns";

function send(response: ServerResponse, { service, operation }: ServiceRequest, output: object): void {
  if (isQuery(service))
    response.writeHead(200, { "content-type": "text/xml" }).end(queryAnswer(operation, output));
  else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(output));
}

function refuse(response: ServerResponse, { service }: ServiceRequest, refusal: Refusal): void {
  const { status, code, message } = refusal;
  if (isQuery(service)) response.writeHead(status, { "content-type": "text/xml" }).end(queryRefusal(refusal));
  else
    response
      .writeHead(status, { "content-type": "application/json", "x-amzn-errortype": code })
      .end(JSON.stringify({ __type: code, message, Message: message }));
}
