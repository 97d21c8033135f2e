import type { Input } from "./rule";

export type Output = Record<string, unknown>;

/** What moto answered: the body as it came, and as data. */
export interface Answer {
  readonly status: number;
  readonly output: Output;
}

/** Asks moto, past every rule. */
export type Ask = (operation: string, input: Input) => Promise<Answer>;

const TARGET = "AWSOrganizationsV20161128";

/** An asker of one moto server's Organizations. */
export function askerOf(endpoint: string): Ask {
  return async (operation, input) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `${TARGET}.${operation}`,
        // moto reads the service and the caller from here; it checks no signature.
        authorization:
          "AWS4-HMAC-SHA256 Credential=testing/20261101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=0",
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    return { status: response.status, output: text === "" ? {} : (JSON.parse(text) as Output) };
  };
}

/** The operation in the header `X-Amz-Target`, or undefined when the request is for another service. */
export function operationOf(target: string | undefined): string | undefined {
  return target?.startsWith(`${TARGET}.`) ? target.slice(TARGET.length + 1) : undefined;
}
