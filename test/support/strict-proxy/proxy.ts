import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { corrections } from "./corrections";
import { createFaults, type Fault, type Faults } from "./faults";
import { bodyOf, handOn } from "./hand-on";
import { HeldTypes } from "./held-types";
import type { Arrival, Input, Refusal } from "./rule";
import { rules } from "./rules";
import { liveState } from "./state";
import { type Answer, askerOf, type Output, operationOf } from "./upstream";

/** One call as it was seen. */
export interface Call {
  readonly operation: string;
  readonly input: Input;
  /** "ok", the name of AWS's error, or "pending" until it ended. */
  outcome: string;
  /** What was done, where the outcome is "ok" — even when the answer was lost on its way. */
  output?: Output;
}

export interface StrictProxy {
  /** "http://127.0.0.1:PORT" */
  readonly endpoint: string;
  /** Every call to Organizations since the start or the last `forget`, in the order of their arrival. */
  readonly calls: readonly Call[];
  readonly faults: Faults;
  /** Forgets calls and faults. */
  forget(): void;
  /** Forgets these, and the policies that moto does not hold. */
  reset(): void;
  stop(): Promise<void>;
}

/** Starts a proxy that refuses what AWS refuses and hands on the rest. */
export async function startStrictProxy(upstream: string): Promise<StrictProxy> {
  const held = new HeldTypes(askerOf(upstream));
  const { ask } = held;
  const faults = createFaults();
  const calls: Call[] = [];
  let writes = 0;
  const state = liveState(ask);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const operation = operationOf(request.headers["x-amz-target"] as string | undefined);
    if (operation === undefined) return handOn(upstream, request, body, response);

    const call: Call = {
      operation,
      input: JSON.parse(body.toString("utf8") || "{}") as Input,
      outcome: "pending",
    };
    calls.push(call);
    const fault = faults.of(operation, call.input);
    const write = !/^(List|Describe)/.test(operation);
    const arrival = { duringWrite: writes > 0 };
    if (write) writes++;
    try {
      await carryOut(call, arrival, fault, response);
    } finally {
      if (write) writes--;
    }
  }

  async function carryOut(call: Call, arrival: Arrival, fault: Fault | undefined, response: ServerResponse) {
    if (fault?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
    if (fault?.kind === "error") {
      call.outcome = fault.name;
      return send(response, { status: fault.status ?? 400, output: errorBody({ message: "", ...fault }) });
    }
    if (fault?.kind === "reset" && fault.when === "before") {
      call.outcome = "reset";
      return void response.destroy();
    }
    const answer = await judge(call.operation, call.input, arrival);
    call.outcome = answer.status === 200 ? "ok" : String(answer.output.__type);
    call.output = answer.output;
    if (fault?.kind === "reset") return void response.destroy();
    if (fault?.kind === "cut") return sendHalf(response, answer);
    send(response, fault?.kind === "rewrite" ? { ...answer, output: fault.answer(answer.output) } : answer);
  }

  /** AWS's answer, as far as moto and the rules know it. */
  async function judge(operation: string, input: Input, arrival: Arrival): Promise<Answer> {
    for (const rule of rules) {
      if (!rule.operations.includes(operation)) continue;
      const refusal = await rule.refuse(input, state, arrival);
      if (refusal !== undefined) return { status: 400, output: errorBody(refusal) };
    }
    const correction = corrections.find((candidate) => candidate.operation === operation);
    await correction?.before?.(input, ask, state);
    const answer = await ask(operation, input);
    if (answer.status !== 200 || correction?.after === undefined) return answer;
    return { ...answer, output: await correction.after(answer.output, input, ask) };
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) => {
      send(response, {
        status: 500,
        output: errorBody({ name: "ServiceException", message: error.message }),
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const forget = () => {
    calls.length = 0;
    faults.clear();
  };

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    faults,
    forget,
    reset() {
      forget();
      held.forget();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function errorBody({ name, message, reason }: Refusal): Output {
  return { __type: name, Message: message, ...(reason === undefined ? {} : { Reason: reason }) };
}

const HEADERS = { "content-type": "application/x-amz-json-1.1" };

function send(response: ServerResponse, { status, output }: Answer): void {
  response.writeHead(status, HEADERS).end(JSON.stringify(output));
}

function sendHalf(response: ServerResponse, { status, output }: Answer): void {
  const text = JSON.stringify(output);
  response.writeHead(status, { ...HEADERS, "content-length": Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
