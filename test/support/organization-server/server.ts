import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { type Request, readRequest, xml } from "../root-server/request";
import { type Answers, type Input, type Output, ServerError } from "./answers";

/** What goes wrong with a request. */
export type ServerFault =
  | { readonly kind: "error"; readonly name: string; readonly status: number }
  /** The line drops before a word of the answer. */
  | { readonly kind: "reset" }
  /** Half of the answer arrives, then the line drops. */
  | { readonly kind: "cut" }
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** The next page is the one that was asked for. */
  | { readonly kind: "same-page" };

/** Looks at each request as it arrives, and may spoil it. */
export type Spoil = (action: string, input: Input) => ServerFault | undefined;

export interface OrganizationServer {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const TARGETS: Readonly<Record<string, string>> = {
  AWSOrganizationsV20161128: "organizations",
  SWBExternalService: "sso",
  AWSIdentityStore: "identitystore",
};

/** AWS for a reading, over a line: JSON for three services, forms and XML for the others. */
export async function startOrganizationServer(answers: Answers, spoil: Spoil): Promise<OrganizationServer> {
  const server = createServer(async (message, response) => {
    const request = await readRequest(message);
    const { action, input } = callOf(request);
    const fault = spoil(action, input);
    if (fault?.kind === "delay") await setTimeout(fault.milliseconds);
    if (fault?.kind === "reset") return void response.destroy();
    const { status, body, type } = answer(action, input, answers, fault);
    const headers = { "content-type": type, "content-length": Buffer.byteLength(body) };
    response.writeHead(status, headers);
    if (fault?.kind !== "cut") return void response.end(body);
    response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function callOf({ headers, body, service }: Request): { readonly action: string; readonly input: Input } {
  const target = headers["x-amz-target"];
  if (target !== undefined) {
    const [name = "", operation] = String(target).split(".");
    return { action: `${TARGETS[name]}:${operation}`, input: JSON.parse(body) as Input };
  }
  const { Action, ...input } = Object.fromEntries(new URLSearchParams(body));
  return { action: `${service}:${Action}`, input };
}

function answer(action: string, input: Input, answers: Answers, fault: ServerFault | undefined) {
  const isJson = Object.values(TARGETS).some((service) => action.startsWith(`${service}:`));
  const type = isJson ? "application/x-amz-json-1.1" : "text/xml";
  try {
    if (fault?.kind === "error") throw new ServerError(fault.name, fault.status);
    const output = answers(action, input);
    const told = fault?.kind === "same-page" ? { ...output, NextToken: input.NextToken ?? "0" } : output;
    const operation = action.slice(action.indexOf(":") + 1);
    const body = isJson
      ? JSON.stringify(told)
      : `<${operation}Response><${operation}Result>${elements(told)}</${operation}Result></${operation}Response>`;
    return { status: 200, body, type };
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    const { name, status, message } = error;
    const body = isJson
      ? JSON.stringify({ __type: name, Message: message })
      : `<ErrorResponse><Error><Type>Sender</Type><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`;
    return { status, body, type };
  }
}

/** Lists are members of their element, as in AWS's query protocol. */
function elements(output: Output): string {
  return Object.entries(output)
    .map(([key, value]) => {
      if (value === undefined || value === null) return "";
      if (Array.isArray(value))
        return `<${key}>${value.map((one) => `<member>${inner(one)}</member>`).join("")}</${key}>`;
      return `<${key}>${inner(value)}</${key}>`;
    })
    .join("");
}

function inner(value: unknown): string {
  // A control character stands in XML by its number alone.
  return typeof value === "object" && value !== null
    ? elements(value as Output)
    : xml(String(value)).replace(/[^\x20-\uffff]/g, (found) => `&#${found.codePointAt(0)};`);
}
