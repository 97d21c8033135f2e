import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A call of IAM or EC2 as it arrives. */
export interface FrontCall {
  /** "UpdateAccountPasswordPolicy" */
  readonly operation: string;
  /** The Region that the call is signed for. */
  readonly region: string;
}

/** What is answered in AWS's stead; null for a call that is never answered, undefined for one that is handed on. */
export type FrontAnswer = { readonly status: number; readonly body: string } | null | undefined;

export interface Front {
  readonly endpoint: string;
  readonly calls: FrontCall[];
  /** Answers in AWS's stead until it is set anew. */
  answer: (call: FrontCall) => FrontAnswer;
  stop(): Promise<void>;
}

/** An error as IAM and EC2 shape it: the clients of the SDK read either. */
export function errorAnswer(status: number, code: string, message: string): FrontAnswer {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  const ec2 = `<Response><Errors>${error}</Errors><RequestID>1</RequestID></Response>`;
  const iam = `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>`;
  return { status, body: /^Unauthorized|^RequestLimit/.test(code) ? ec2 : iam };
}

/** Starts a server between the SDK and moto that sees each call and may answer it itself. */
export async function startFront(upstream: string): Promise<Front> {
  const front = {
    calls: [] as FrontCall[],
    answer: (_: FrontCall): FrontAnswer => undefined,
  };
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const call = {
      operation: new URLSearchParams(text).get("Action") ?? "",
      region: /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "",
    };
    front.calls.push(call);
    const own = front.answer(call);
    if (own === null) return;
    if (own !== undefined)
      return void response.writeHead(own.status, { "content-type": "text/xml" }).end(own.body);
    const { host: _, "content-length": __, connection: ___, ...headers } = request.headers;
    const answered = await fetch(`${upstream}${request.url}`, {
      method: request.method ?? "POST",
      headers: headers as Record<string, string>,
      body: text,
    });
    response.writeHead(answered.status, { "content-type": "text/xml" }).end(await answered.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(front, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
