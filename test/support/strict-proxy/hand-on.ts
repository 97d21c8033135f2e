import type { IncomingMessage, ServerResponse } from "node:http";

/** Belong to one connection, or to a body as it was packed. */
const OF_THE_CONNECTION = [
  "host",
  "connection",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "keep-alive",
  "expect",
];

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Sends a request to `upstream` as it came, byte by byte: some services speak no text. */
export async function ask(
  upstream: string,
  request: Pick<IncomingMessage, "headersDistinct" | "url" | "method">,
  body: Buffer,
): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
  const headers = Object.entries(request.headersDistinct).flatMap(([name, values]) =>
    OF_THE_CONNECTION.includes(name) ? [] : (values ?? []).map((value): [string, string] => [name, value]),
  );
  const method = request.method ?? "GET";
  const answer = await fetch(`${upstream}${request.url}`, {
    method,
    headers,
    redirect: "manual",
    ...(method === "GET" || method === "HEAD" ? {} : { body: new Uint8Array(body) }),
  });
  const kept = [...answer.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name));
  return {
    status: answer.status,
    headers: Object.fromEntries(kept),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

/** Has `upstream` answer. */
export async function handOn(
  upstream: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const answer = await ask(upstream, request, body);
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
