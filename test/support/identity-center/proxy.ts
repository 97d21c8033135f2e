import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { bodyOf, handOn } from "../strict-proxy/hand-on";
import type { Call } from "../strict-proxy/proxy";
import type { Input } from "../strict-proxy/rule";
import type { Answer, Output } from "../strict-proxy/upstream";
import { LackingIdentityCenter } from "./lacking";

const ADMIN = "SWBExternalService";
const STORE = "AWSIdentityStore";

export interface IdentityProxy {
  /** "http://127.0.0.1:PORT" */
  readonly endpoint: string;
  /** Every call to Identity Center and its identity store, in the order of their arrival. */
  readonly calls: readonly Call[];
  /** Operations that AWS refuses for want of a right. */
  readonly denied: Set<string>;
  forget(): void;
  stop(): Promise<void>;
}

/**
 * Identity Center in front of moto, with what moto lacks of it beside. Calls to other services go on to `upstream` as
 * they are.
 */
export async function startIdentityProxy(upstream: string): Promise<IdentityProxy> {
  const calls: Call[] = [];
  const denied = new Set<string>();
  const ask = (service: string) => async (operation: string, input: Input) =>
    answerOf(
      await fetch(upstream, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `${service}.${operation}`,
          authorization: `AWS4-HMAC-SHA256 Credential=testing/20261101/us-east-1/${service === ADMIN ? "sso" : "identitystore"}/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify(input),
      }),
    );
  let lacking = new LackingIdentityCenter(ask(ADMIN));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const [service = "", operation = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
    if (service !== ADMIN && service !== STORE) return handOn(upstream, request, body, response);
    const input = JSON.parse(body.toString("utf8") || "{}") as Input;
    const call: Call = { operation, input, outcome: "pending" };
    calls.push(call);
    const answer = denied.has(operation)
      ? { status: 400, output: { __type: "AccessDeniedException", Message: "not authorized" } }
      : service === ADMIN
        ? await lacking.answer(operation, input)
        : await ask(STORE)(operation, input);
    call.outcome = answer.status === 200 ? "ok" : String(answer.output.__type);
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer.output));
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      response
        .writeHead(500)
        .end(JSON.stringify({ __type: "InternalServerException", Message: error.message }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    denied,
    forget() {
      calls.length = 0;
      denied.clear();
      lacking = new LackingIdentityCenter(ask(ADMIN));
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, output: text === "" ? {} : (JSON.parse(text) as Output) };
}
