import type { IncomingMessage } from "node:http";

export type Input = Readonly<Record<string, unknown>>;

/** One call to AWS, as far as the request says what it is. */
export interface ServiceRequest {
  /** As in the signature: "iam", "events", "cloudformation". */
  readonly service: string;
  readonly region: string;
  /** Of the signature. */
  readonly accessKeyId: string;
  /** Empty where only the path says it. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of the query protocol and of JSON; empty for what speaks neither. */
  readonly input: Input;
}

/** Reads what AWS's protocols have in common: awsQuery, awsJson and restJson. */
export function readServiceRequest(message: IncomingMessage, body: Buffer): ServiceRequest {
  const url = new URL(message.url ?? "/", "http://server");
  const credential = /Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(
    message.headers.authorization ?? "",
  );
  const [, accessKeyId = "", region = "", service = ""] = credential ?? [];
  const type = message.headers["content-type"] ?? "";
  const target = String(message.headers["x-amz-target"] ?? "");
  const form = type.includes("x-www-form-urlencoded") ? new URLSearchParams(body.toString("utf8")) : null;
  const isJson = type.includes("json") && body.length > 0;
  return {
    service,
    region,
    accessKeyId,
    operation: form?.get("Action") ?? target.split(".").at(-1)!,
    method: message.method ?? "GET",
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    input: form !== null ? inputOf(form) : isJson ? (JSON.parse(body.toString("utf8")) as Input) : {},
  };
}

/** "A.member.1=x" and "B.C=y" as { A: ["x"], B: { C: "y" } }: the query protocol. */
function inputOf(form: URLSearchParams): Input {
  const whole: Record<string, unknown> = {};
  for (const [key, value] of form) {
    const path = key.split(".");
    let at = whole;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[path.at(-1)!] = value;
  }
  return listsOf(whole) as Input;
}

function listsOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { member } = value as { member?: object };
  if (member !== undefined) return Object.values(member).map(listsOf);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, listsOf(each)]));
}
