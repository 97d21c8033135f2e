import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { bodyOf } from "./front";

export interface ReceivedAnswer {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly path: string;
  readonly text: string;
}

/** Where a custom resource puts its answers. */
export interface AnswerPlace {
  /** As CloudFormation gives it, with a signature. */
  readonly url: string;
  readonly received: ReceivedAnswer[];
  /** The next answers are refused with these. */
  readonly refusals: number[];
  stop(): Promise<void>;
}

export async function startAnswerPlace(): Promise<AnswerPlace> {
  const received: ReceivedAnswer[] = [];
  const refusals: number[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    received.push({ method, contentType: headers["content-type"], path: url, text: await bodyOf(request) });
    response.writeHead(refusals.shift() ?? 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?X-Amz-Signature=0`,
    received,
    refusals,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
